"""Random programs that write in place are differentiated rightly, or refused with a place."""

from __future__ import annotations

import os

import pytest

from tests.programs.outcome import Kind
from tests.programs.random_programs_in_place import run, text_of

COUNT = int(os.environ.get("S2S_RANDOM", "1000"))
CHUNK = 40


@pytest.mark.parametrize("start", range(0, COUNT, CHUNK))
def test_random_programs_in_place(start: int) -> None:
    refused = 0
    for seed in range(start, min(start + CHUNK, COUNT)):
        found = run(seed)
        assert found.kind is not Kind.WRONG, f"seed {seed}: {found.found}\n{text_of(seed)}"
        refused += found.kind is Kind.REFUSED
    assert refused <= 0.1 * CHUNK

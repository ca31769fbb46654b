"""Random programs that write in place are differentiated rightly, or refused with a place."""

from __future__ import annotations

import os

import pytest

from tests.programs.outcome import Kind
from tests.programs.random_programs_in_place import run, text_of

COUNT = int(os.environ.get("S2S_RANDOM", "40"))
FEATURES = ("arrays", "calls", "lists", "dicts")


@pytest.mark.parametrize("seed", range(COUNT))
def test_random_program_in_place(seed: int) -> None:
    found = run(seed, FEATURES)
    assert found.kind is not Kind.WRONG, f"{found.found}\n{text_of(seed, FEATURES)}"

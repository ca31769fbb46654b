"""Random programs that write in place are differentiated rightly, or refused with a place."""

from __future__ import annotations

import os

import pytest

from tests.programs.in_place_grammar import FEATURES
from tests.programs.outcome import Kind
from tests.programs.random_programs_in_place import run, text_of

COUNT = int(os.environ.get("S2S_RANDOM", "1920"))
CHUNK = 40
MORE = {"lists": ("calls", "lists", "objects", "absent"), "dicts": ("calls", "dicts", "absent")}


def check(seeds: range, features: tuple[str, ...]) -> None:
    refused = 0
    for seed in seeds:
        found = run(seed, features)
        text = text_of(seed, features)
        assert found.kind is not Kind.WRONG, f"seed {seed}: {found.found}\n{text}"
        refused += found.kind is Kind.REFUSED
    assert refused <= 0.1 * CHUNK


@pytest.mark.parametrize("start", range(0, COUNT, CHUNK))
def test_random_programs_in_place(start: int) -> None:
    check(range(start, min(start + CHUNK, COUNT)), FEATURES)


@pytest.mark.parametrize("start", range(0, COUNT // 48, CHUNK))
@pytest.mark.parametrize("features", MORE.values(), ids=MORE.keys())
def test_what_is_none_at_times(start: int, features: tuple[str, ...]) -> None:
    check(range(start, min(start + CHUNK, COUNT // 48)), features)

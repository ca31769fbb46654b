"""Every real program, checked against finite differences."""

from __future__ import annotations

import pytest

import s2s
from tests.programs import (
    dynamics,
    finance,
    flows,
    images,
    learning,
    linear_algebra,
    pde,
    signals,
    statistics,
    structures,
)
from tests.programs.checker import Slope, check_entry, directions, run_twice
from tests.programs.collection import Entry

FIELDS = (
    pde,
    flows,
    linear_algebra,
    signals,
    images,
    statistics,
    dynamics,
    learning,
    finance,
    structures,
)
ENTRIES = [entry for field in FIELDS for entry in field.program.entries]
every_program = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


@every_program
def test_program_itself(entry: Entry) -> None:
    run_twice(entry)
    for along in directions(entry):
        slope = Slope(entry, along)
        assert slope.settles(), f"{slope.value!r} +- {slope.error:.1e}"


@every_program
def test_gradient_is_right_or_refused(entry: Entry) -> None:
    try:
        check_entry(entry)
    except s2s.S2SError as error:
        assert ".py:" in str(error), error


def test_names_differ() -> None:
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)

"""The table of what s2s knows of NumPy, and where it is shown."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.cli.main import main
from s2s.rules.inventory import Entry, counts, inventory, missing
from tests.rules.samples import SAMPLES, UNCOVERED

ENTRIES = inventory()


def test_nothing_is_listed_as_not_done_yet() -> None:
    assert [entry.full for entry in ENTRIES if entry.why == "not done yet"] == []


def test_every_entry_without_a_derivative_says_why() -> None:
    assert all(entry.why for entry in ENTRIES if entry.state in ("passive", "no"))


def test_most_of_numpy_has_a_derivative() -> None:
    found = counts(ENTRIES)
    assert found["yes"] >= 365 and found["yes"] > 8 * len(_of("numpy", "no"))


def _of(group: str, state: str) -> list[Entry]:
    chosen = [entry for entry in ENTRIES if entry.group == group and entry.state == state]
    return [entry for entry in chosen if "." not in entry.name]


def test_missing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--missing"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(missing())
    assert any(line.startswith("numpy.frompyfunc  ") for line in printed)


def test_what_is_missing_is_an_error() -> None:
    def program(x):
        return np.frompyfunc(abs, 1, 1)(x)[0]

    with pytest.raises(s2s.S2SError):
        s2s.grad(program)(np.ones(3))


def test_at_least_five_hundred_functions_are_sampled() -> None:
    assert len({**SAMPLES, **UNCOVERED}) >= 500

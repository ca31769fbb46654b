"""Every program gives the same numbers with each pass of the optimiser off, and with all of them off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.emit.load import load_text
from s2s.optimise import PASSES
from s2s.pipeline import Generated, Request, derive
from s2s.testing.leaves import float_leaves
from s2s.testing.probe import seed
from tests.golden.programs import golden
from tests.golden.second_programs import ROWS as SECONDS
from tests.golden.table import Golden

WITHOUT = [frozenset({name}) for name in sorted(PASSES)] + [PASSES]


def first(row: Golden) -> Request:
    """The derivative of a golden program."""
    return Request(row.fun, row.args, row.wrt, row.mode, row.has_aux)


def second(row: Golden) -> Request:
    """The derivative of its gradient along a direction."""
    return Request(s2s.grad(row.fun), row.args, (0,), "pushforward")


def rows(row: Golden) -> Request:
    """The derivative along several directions at once."""
    return Request(row.fun, row.args, (0,), "jvps")


REQUESTS = [
    *(pytest.param(row, first(row), id=row.fun.__name__) for row in golden.rows),
    *(pytest.param(row, second(row), id=f"{row.fun.__name__}-twice") for row in SECONDS),
    *(pytest.param(row, rows(row), id=f"{row.fun.__name__}-rows") for row in SECONDS[:4]),
]


def result(row: Golden, request: Request, made: Generated) -> Any:
    """What the derivative gives, computed from its text."""
    entry = load_text(made.text, made.entry, made.objects)
    if request.mode == "pushforward":
        return entry(*row.args, row.args[0])
    if request.mode == "jvps":
        count = row.args[0].size
        return entry(*row.args, np.eye(count), count)
    if made.reverse_entry is None:
        return entry(*row.args)
    value, saved = entry(*row.args)
    cotangent = seed(value, np.random.default_rng(1))
    return value, load_text(made.text, made.reverse_entry, made.objects)(saved, cotangent)


@pytest.mark.parametrize("row, wanted", REQUESTS)
def test_equal_results(row: Golden, wanted: Request) -> None:
    full = derive(wanted)
    with_all = float_leaves(result(row, wanted, full))
    for off in WITHOUT:
        made = derive(replace(wanted, passes=PASSES - off))
        if made.text == full.text:
            continue
        without = float_leaves(result(row, wanted, made))
        assert len(with_all) == len(without), off
        for (path, expected), (_, found) in zip(with_all, without, strict=True):
            assert type(found) is type(expected), (off, path)
            assert np.allclose(found, expected, rtol=1e-12, atol=1e-14), (off, path)


def test_each_pass_changes_the_text_of_some_program() -> None:
    idle = set(PASSES)
    for row, wanted in (request.values for request in REQUESTS):
        full = derive(wanted).text
        idle -= {p for p in idle if derive(replace(wanted, passes=PASSES - {p})).text != full}
    assert not idle, "each pass does something"

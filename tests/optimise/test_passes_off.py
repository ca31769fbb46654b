"""Every program gives the same numbers with each pass of the optimiser off, and with all of them off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.emit.load import load_text
from s2s.optimise import PASSES
from s2s.pipeline import Request, derive
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


REQUESTS = [
    *(pytest.param(row, first(row), id=row.fun.__name__) for row in golden.rows),
    *(pytest.param(row, second(row), id=f"{row.fun.__name__}-twice") for row in SECONDS),
]


def result(row: Golden, request: Request) -> Any:
    """What the derivative gives, computed from its text."""
    made = derive(request)
    entry = load_text(made.text, made.entry, made.objects)
    if request.mode == "pushforward":
        return entry(*row.args, row.args[0])
    if made.reverse_entry is None:
        return entry(*row.args)
    value, saved = entry(*row.args)
    cotangent = seed(value, np.random.default_rng(1))
    return value, load_text(made.text, made.reverse_entry, made.objects)(saved, cotangent)


@pytest.mark.parametrize("off", WITHOUT, ids=lambda off: "all" if off == PASSES else min(off))
@pytest.mark.parametrize("row, wanted", REQUESTS)
def test_equal_results(row: Golden, wanted: Request, off: frozenset[str]) -> None:
    with_all = float_leaves(result(row, wanted))
    without = float_leaves(result(row, replace(wanted, passes=PASSES - off)))
    assert len(with_all) == len(without)
    for (path, expected), (_, found) in zip(with_all, without, strict=True):
        assert type(found) is type(expected), path
        assert np.allclose(found, expected, rtol=1e-12, atol=1e-14), path


def test_passes_change_the_text() -> None:
    texts = {}
    for off in WITHOUT:
        texts[off] = "".join(
            derive(replace(request, passes=PASSES - off)).text
            for request in [*map(first, golden.rows), *map(second, SECONDS)]
        )
    assert len(set(texts.values())) == len(WITHOUT), "each pass does something"

"""What only shows when the program runs was a bare error of ours, or one without a place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s


def overwrites_one_of_two(x, y):
    x[0] = y[1]
    return x @ y


class Part:
    def __init__(self, x):
        self.whole = x
        self.inner = self.whole[1:]


def copies_what_stands_twice(x):
    part = copy.deepcopy(Part(x * 1.0))
    part.inner[0] = 3.0
    return part.whole @ x


def updates_unseen(p):
    found = {key: value.copy() for key, value in p.items()}
    for key in found:
        found[key] *= 2
    return sum((value**2).sum() for value in found.values())


ONES = np.ones(3)
CASES: list[tuple[Callable[..., Any], tuple[Any, ...], str, str]] = [
    (overwrites_one_of_two, (ONES, ONES), "def overwrites", "pass a copy"),
    (copies_what_stands_twice, (ONES,), "part = copy.deepcopy", "copy its parts"),
    (updates_unseen, ({"w": np.ones((2, 2)), "b": ONES},), "found[key] *= 2", "x = x + y"),
]


@pytest.mark.parametrize("fun, args, line, hint", CASES)
def test_it_is_located(fun: Any, args: Any, line: str, hint: str) -> None:
    def pull() -> None:
        value, pullback = s2s.vjp(fun, *args)
        pullback(value)

    for attempt in (pull, lambda: s2s.grad(fun)(*args), lambda: s2s.jvp(fun, args, args)):
        with pytest.raises(s2s.S2SError) as caught:
            attempt()
        where = caught.value.place
        assert where is not None
        assert where.source.filename == __file__
        assert where.source.line(where.line).strip().startswith(line)
        assert hint in caught.value.hint


def growing_tuples(x):
    table = {}
    for i in range(4):
        table[i % 2] = table.get(i % 2, ()) + (x * i,)
    return table[0][1] * table[1][1]


def test_tuples_that_become_longer_in_a_dict() -> None:
    with pytest.raises(s2s.KindError, match="becomes longer") as error:
        s2s.grad(growing_tuples)(0.6)
    assert "test_refusals_when_it_runs.py" in str(error.value)

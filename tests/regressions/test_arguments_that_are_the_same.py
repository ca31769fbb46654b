"""One array as two arguments, or twice in one, of a function that writes into it: each got the whole derivative."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing.check import check


def product(x, y):
    x *= y
    return x


def by_star(*given):
    return np.sum(product(*given))


def both_written(x, y):
    x *= 2
    y += 1
    return np.sum(x * y)


def of_a_list(pair):
    return np.sum(product(pair[0], pair[1]))


def rows(table):
    table[0][0] *= 2
    return table[0][0] * table[1][0]


V, ROW = np.array([0.3, 1.2, 0.7]), [1.0, 2.0]


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (by_star, (V, V)), (by_star, (V, V[::-1])), (both_written, (V, V)), (of_a_list, ([V, V],)),
        (rows, ([ROW, ROW],)),
    ],
)  # fmt: skip
def test_it_is_an_error(fun: Any, args: Any) -> None:
    with pytest.raises(s2s.errors.S2SError, match="shares memory with another argument"):
        s2s.grad(fun, argnums=tuple(range(len(args))))(*args)


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (by_star, (V, V.copy())), (both_written, (V, V.copy())), (of_a_list, ([V, V.copy()],)),
        (of_a_list, ([V[:1], V[1:2]],)), (rows, ([ROW, list(ROW)],)),
    ],
)  # fmt: skip
def test_what_is_apart_is_right(fun: Any, args: Any) -> None:
    check(fun, *args)

"""`x[()]` of an array of rank 0, and unpacking an iterator: the adjoint had no items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from s2s.testing import check

NUMBER = np.array(1.3)


@pytest.mark.parametrize(
    "program",
    [
        lambda x: x[()] * 2.0 + x.item() + float(x),
        lambda x: x[...] ** 2 + x[()],
        lambda x: (x * x)[()] * x[()],
        lambda x: x[None].sum() * x[()] + x[True].sum() * 3.0 + x[False].sum(),
    ],
)
def test_array_of_rank_zero(program: Callable[[Any], Any]) -> None:
    check(program, NUMBER)


def transposed(points):
    xs, ys = zip(*points)
    return sum(xs) * ys[0] + np.dot(xs, ys)


def paired(x, y):
    (a, b), (c, d) = zip(x, y)
    return a * b * c + d


def reversed_values(table):
    a, b = table.values()
    c, d = reversed([a, b])
    return a * d * d + b * c


def test_unpacked_iterators() -> None:
    check(transposed, [(1.0, 2.0), (3.0, 4.0)])
    check(transposed, ((1.0, 2.0), (3.0, 4.0), (0.3, 0.7)))
    check(paired, [1.0, 2.0], np.array([3.0, 4.0]))
    check(reversed_values, {"x": 1.0, "y": 2.0})

"""``min(1, x)`` was held to be whole, since a stand-in of 1.0 for ``x`` gave the 1: its gradient was 0."""

from __future__ import annotations

import math
import statistics

import numpy as np
import scipy.linalg

from tests.language.table import Row, Table

row = Table()


@row(0.5)
def literals(y):
    return (
        2 * min(1, y)
        + max(0, y - 0.25) * y
        + max(0, min(1, y))
        + min(1, y, 3) * math.acos(min(1, y))
    )


@row(0.5, 1)
def arguments(y, n):
    return 2.0 * min(n, y) * max(y - 1, -n)


@row(0.5)
def flags(y):
    return min(True, y) * 2.0


@row(np.array([0.3, 2.5, -1.2]))
def in_a_loop(x):
    best, least, table = -1, 10**9, [0] * 4
    for i, v in enumerate(x.tolist()):
        best, least = max(best, v), min(least, v * v)
        table[i + 1] = max(table[i], v)
    return best * 2 + least * 3 + table[3]


@row(np.array([0.3, 2.5, -1.2]))
def of_displays(x):
    clipped = x / max(1, np.linalg.norm(x))
    return np.sum(clipped) + min([1, x[0]]) * max((0, x[1])) + statistics.median([1, x[1], 7])


@row(0.5)
def of_tuples(y):
    return 2.0 * max((0, 1), (y, 2))[0]


@row(0.5)
def roots_that_are_complex_where_the_program_runs(y):
    root = scipy.linalg.sqrtm(np.array([[-y, 0.0], [0.0, -2 * y]]))
    return float(np.real(root[0, 0] * root[1, 1]) + np.imag(root[0, 0]))


@row.parametrize()
def test_derivatives(row: Row) -> None:
    row.run()

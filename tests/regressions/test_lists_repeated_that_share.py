"""The copies of an item in ``items * n`` are one list, dict or array: its adjoint was counted n times."""

from __future__ import annotations

import numpy as np

from tests.language.table import Row, Table

row = Table()


@row(2.0, 3.0)
def rows_of_numbers(x, y):
    rows = [[x] * 2] * 2
    rows[0][1] = y * 3
    return rows[1][1] * x + rows[0][0]


@row(2.0, 3.0)
def dicts(x, y):
    entries = [{"a": x}] * 3
    entries[0]["a"] = y * y
    return entries[2]["a"] * x


@row(2.0, 3.0)
def rows_that_grow(x, y):
    rows = 2 * [[x]]
    rows[0].append(y)
    return rows[1][1] * x


@row(2.0, 3.0)
def arrays(x, y):
    a = np.array([x, y])
    both = [a] * 2
    both[0][0] = y * y
    return both[1][0] * x + a[0]


@row(2.0, 3.0)
def tuples(x, y):
    both = ([x],) * 2
    both[0][0] = y * y
    return both[1][0] * x


@row.parametrize()
def test_derivatives(row: Row) -> None:
    row.run()

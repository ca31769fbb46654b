"""A function was defined again where a variable that it looks up is assigned, under the same name.

The shadow of what it holds was overwritten then, and the first variable's adjoint read from the last one.
"""

from __future__ import annotations

import numpy as np

from tests.language.table import Row, Table

row = Table()
V = np.ones(2)


@row(2.0, 3.0, V)
def assigned_twice(x, y, v):
    def late(z):
        return z * rate + v[0]

    rate = x * y
    rate = y * y
    v[1] = x
    return late(x) * v[1]


@row(2.0, 3.0, V)
def called_between(x, y, v):
    def late(z):
        return z * rate + v[0]

    rate = x * y
    first = late(y)
    rate = y * y
    v[1] = x
    return late(x) * first


@row(2.0, 3.0, V)
def assigned_in_a_branch(x, y, v):
    rate = x

    def late(z):
        return z * rate + v[0]

    rate = x * y
    if y > 1:
        rate = y * y
    v[1] = x
    return late(x)


@row(2.0, 3.0, V)
def assigned_in_a_loop(x, y, v):
    rate = x

    def late(z):
        return z * rate + v[0]

    total = 0.0
    for i in range(3):
        rate = rate * y
        if i == 1:
            total += late(x)
        v[0] = total
    return total + late(y)


@row.parametrize()
def test_derivatives(row: Row) -> None:
    row.run()

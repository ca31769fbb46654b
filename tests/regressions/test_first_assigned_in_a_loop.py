"""A variable that a loop assigns first: copies of the loop's own variables were read in its place.

What an iteration read of the one before it had no derivative, either.
"""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def previous(x):
    total = 0.0
    for i in range(4):
        value = np.sin(x * i)
        if i > 0:
            total += before * value  # noqa: F821 - assigned by the iteration before
        before = value
    return total


def place(x):
    for i in range(4):
        if x * i < 3.0:
            at = i
    return x * at


def chosen(x):
    for value in [x, x * x, x * 3.0]:
        if value < 3.0:
            kept = value
    return kept * kept


def several(x):
    for i in range(4):
        value = np.sin(x * i)
        if i != 2:
            best = value
        twice = value * 2
        if i < 2:
            last = twice
    return best * last * value * twice


def while_loop(x):
    i = 0
    while i < 4:
        i += 1
        value = x * i
        if value < 3.0:
            kept = value
            at = i
    return kept * at * value


def first_or_next(x):
    for i in range(4):
        if i == 0:
            total = x
        else:
            total = total * x + i
    return total


def nested(x):
    for i in range(3):
        for j in range(3):
            if j > 0:
                inner = inner * x + before
            else:
                inner = x
            before = inner * i
        outer = outer + inner if i > 0 else before
    return outer * inner


def rows(x):
    table = np.outer([1.0, 2.0, 3.0], [x, 1.0])
    total = 0.0
    for i, row in enumerate(table):
        if i > 0:
            total += np.sum(above * row)  # noqa: F821 - assigned by the iteration before
        above = row * x
    return total


@pytest.mark.parametrize(
    "fun", [previous, place, chosen, several, while_loop, first_or_next, nested, rows]
)
def test_derivatives(fun) -> None:
    check(fun, 1.3)

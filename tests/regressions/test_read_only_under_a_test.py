"""A variable that not every path assigns, read behind an `and`, `or` or `if` that was not reached.

It counted as read, so that a loop raised ``UnboundLocalError`` where Python does not.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


def behind_and(x, bound):
    if bound > 1.0:
        low = x
    y = x
    for _ in range(3):
        if bound > 1.0 and low > 0.1:
            y = y * low
        y = y * x
        if bound > 1.0:
            low = y
    return y


def behind_or(x, bound):
    if bound > 1.0:
        low = x
    y = x
    for _ in range(3):
        if bound <= 1.0 or low < 0.1:
            y = y * x
        if bound > 1.0:
            low = y
    return y


def kept_as_a_value(x, bound):
    if bound > 1.0:
        low = x
    is_low = bound > 1.0 and low > 0.1
    return x * x if is_low else x


def kept_in_a_loop(x, bound):
    y = x
    for i in range(4):
        is_low = i > 0 and bound > 1.0 and low > 0.1  # noqa: F821 - by the iteration before
        y = y * x if is_low else y + x
        if bound > 1.0:
            low = y
    return y


def of_a_while_loop(x, bound):
    y, i = x, 0
    while i < 2 or (bound > 1.0 and step > i):  # noqa: F821 - by the iteration before
        y = y * x
        i += 1
        if bound > 1.0:
            step = 5
    return y


def conditional(x, bound):
    y = x
    for _ in range(3):
        if (high < 100.0) if bound > 1.0 and y > x else True:  # noqa: F821
            y = y * x
        if bound > 1.0:
            high = y
    return y


FUNCTIONS = [
    behind_and, behind_or, kept_as_a_value, kept_in_a_loop, of_a_while_loop, conditional,
]  # fmt: skip


@pytest.mark.parametrize("fun", FUNCTIONS, ids=lambda fun: fun.__name__)
@pytest.mark.parametrize("bound", [0.5, 2.0])
def test_gradient(fun, bound):
    check(fun, 1.3, bound)


def unbound(x, n):
    y = x
    for i in range(n):
        if i > 1 and low > 0.1:  # noqa: F821 - never assigned before
            y = y * x
        if i > 1:
            low = y
    return y


def test_error():
    assert s2s.value_and_grad(unbound)(1.5, 2) == (1.5, 1.0)
    with pytest.raises(UnboundLocalError, match="'low'"):
        s2s.grad(unbound)(1.5, 3)


def test_array():
    check(lambda x: behind_and(x[0], 2.0) + np.sum(x), np.array([1.1, 0.4]))

"""A call that writes into an array moved behind an operand of the expression that uses its result."""

from __future__ import annotations

import numpy as np

from s2s.testing import check


def divided(x, y):
    np.divide(x, y, out=y)
    return y @ x


def divided_into_both(x, y):
    x /= y
    np.multiply(x, x, out=x)
    np.divide(x, y, out=y)
    return y @ x


def test_the_write_stays_in_its_place() -> None:
    x = np.array([1.0, 2.0, 3.0, 4.0])
    check(divided, x, x + 1.0)
    check(divided_into_both, x, x + 1.0)

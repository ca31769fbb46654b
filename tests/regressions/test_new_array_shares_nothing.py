"""`np.zeros_like(x)` was taken for something that may share memory with `x`.

So a write into the zeros counted as one into the argument, and one array given for two arguments
got the sum of their gradients for each.
"""

from __future__ import annotations

import numpy as np

from s2s.testing import check


def filled(x, v):
    total = np.zeros_like(x)
    total[1:] = x[1:] * v[:-1]
    return total


def test_one_array_for_two_arguments() -> None:
    x = np.array([1.0, 2.0, 3.0])
    check(filled, x, x)


def scratch(x, v):
    out = np.empty(3)
    out[0] = x[0] * v[1]
    out[1:] = x[1:] ** 2 * v[:-1]
    return out


def helped(x, v):
    return scratch(x, v) * x


def test_a_helper_that_writes_into_its_own_array_only() -> None:
    x = np.array([1.0, 2.0, 3.0])
    check(helped, x, x)

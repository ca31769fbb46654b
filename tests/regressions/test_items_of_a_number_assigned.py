"""`try: x[mask] = 0.0`, and `except TypeError:` for a number, was refused for numbers."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


def rounded(e, n):
    try:
        e[abs(e) < 1e-3] = 0.0
        n[abs(n) < 1e-3] = 0.0
    except TypeError:
        if abs(e) < 1e-3:
            e = 0.0
        if abs(n) < 1e-3:
            n = 0.0
    return np.hypot(e, n) * n


def in_part(x, y):
    z = x * y
    try:
        z[0] += y
    except TypeError:
        z = z + 3 * y
    return z * x


@pytest.mark.parametrize(("x", "y"), [(1.5, 2.0), (1e-4, 2.0)])
@pytest.mark.parametrize("fun", [rounded, in_part])
def test_numbers(fun, x, y) -> None:
    check(fun, x, y)


def test_numbers_of_numpy() -> None:
    check(rounded, np.float64(0.3), np.float64(1.5))


def test_the_error_is_the_primals() -> None:
    def fun(x):
        x[0] = 2.0
        return x

    with pytest.raises(TypeError, match="does not support item assignment"):
        s2s.grad(fun)(1.5)

"""`a + 1.0` is new, but its tangent was the very array that the tangent of `a` is, and changed with it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.5, 0.7, 0.2])


def shifted(x):
    a = x.copy()
    b = a
    a = a + 1.0
    b += a
    return np.sum(a * b)


def selected(x):
    a = x.copy()
    c = np.real(a) + 0.0
    d = np.where([True, True, False], a, 0.0)
    a *= 3.0
    return np.sum(a * c * d)


def reversed_sum(x):
    a = x * x
    c = 1.0 + a
    a[1:] += c[:-1]
    return np.sum(c * a[::-1])


@pytest.mark.parametrize("program", [shifted, selected, reversed_sum])
def test_forward_mode(program: Callable[[np.ndarray], float]) -> None:
    check(program, X)
    tangent = np.array([1.0, 0.5, 0.25])
    expected = s2s.grad(program)(X) @ tangent
    np.testing.assert_allclose(s2s.jvp(program, (X,), (tangent,))[1], expected)
    gradient = s2s.grad(program)
    difference = (gradient(X + 1e-6 * tangent) - gradient(X - 1e-6 * tangent)) / 2e-6
    np.testing.assert_allclose(s2s.hvp(program)(X, tangent), difference, rtol=1e-5)

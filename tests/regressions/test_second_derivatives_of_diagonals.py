"""The gradient of a tangent was refused where the program reads the diagonal of what it has filled."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from s2s.testing.directional_derivative import directional_derivative

X, V = np.array([0.6, -0.4, 1.3]), np.array([0.3, -0.7, 0.5])


def cholesky(x):
    a = np.eye(3) * 2 + np.outer(x, x)
    lower = np.zeros((3, 3))
    for i in range(3):
        for j in range(i + 1):
            s = a[i, j] - lower[i, :j] @ lower[j, :j]
            lower[i, j] = math.sqrt(s) if i == j else s / lower[j, j]
    return np.sum(np.log(np.diag(lower)))


def rows(x):
    a = np.zeros((3, 3))
    a[0] = x
    a[1:] = x**2
    b = np.diagonal(a) * x
    a[1] *= x[0]
    return np.sum(np.broadcast_to(a[1], (2, 3)) * b)


@pytest.mark.parametrize("fun", [cholesky, rows])
def test_reverse_over_forward(fun) -> None:
    slope, error = directional_derivative(lambda h: float(s2s.grad(fun)(X + h * V) @ V))
    second = s2s.grad(lambda x: s2s.jvp(fun, (x,), (V,))[1])(X) @ V
    assert second == pytest.approx(slope, rel=1e-6, abs=1e-7 + 20 * error)
    assert s2s.hvp(fun)(X, V) @ V == pytest.approx(slope, rel=1e-6, abs=1e-7 + 20 * error)

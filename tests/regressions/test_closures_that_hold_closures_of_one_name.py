"""The real function made of a closure took what an inner one captured from the outer one's tuple."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.optimize

import s2s

T = np.linspace(0, 2, 5)


def least(f):
    return scipy.optimize.minimize(f, np.ones(2), tol=1e-10).x


def least_of_twice(f):
    def twice(p):
        return 2 * f(p)

    return least(twice)


def program(y):
    def f(p):
        return np.sum((p[0] * np.exp(-p[1] * T) - y) ** 2)

    return np.sum(least_of_twice(f))


def directly(y):
    fit = scipy.optimize.minimize(
        lambda p: np.sum((p[0] * np.exp(-p[1] * T) - y) ** 2), np.ones(2), tol=1e-10
    )
    return np.sum(fit.x)


def test_program() -> None:
    y = 2 * np.exp(-0.7 * T) + 0.05 * np.sin(9 * T)
    assert s2s.grad(program)(y) == pytest.approx(s2s.grad(directly)(y), rel=1e-5)

"""Second derivatives of programs with `try`: the steps of the first derivative were refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from s2s.testing.directional_derivative import directional_derivative
from tests.second_derivatives import check_every_mix

X = np.array([0.5, -0.3, 0.8])
V = np.array([1.0, -0.4, 0.7])


def caught(x):
    try:
        y = [x[1], x[2]][int(x[0] * 10)]
    except IndexError:
        y = x[1] ** 2
    return y * x[2] ** 2


def raised(x):
    total = 0.0
    for v in x:
        try:
            if v > 0.7:
                raise ValueError
            total = total + math.log(v) * v
        except ValueError:
            total = total * v + v**3
    return total


def finally_done(x):
    try:
        y = x[0] ** 3
    finally:
        z = x[2] ** 2
    return y * z


def factored(x):
    try:
        y = np.linalg.cholesky(np.outer(x, x) - np.eye(3))[0, 0]
    except np.linalg.LinAlgError:
        y = x[1] ** 3
    return y * x[2]


def in_place(x):
    x = x.copy()
    try:
        x[0] *= x[1]
        x[7] = 0.0
    except IndexError:
        x[2] *= x[0]
    return np.sum(x**2)


@pytest.mark.parametrize("fun", [caught, raised, finally_done, factored, in_place])
def test_in_every_mix(fun) -> None:
    check_every_mix(fun, X, V)
    gradient = s2s.grad(fun)
    assert np.array_equal(s2s.jvp(gradient, (X,), (V,))[0], gradient(X))


def test_both_times_forward() -> None:
    for fun in (caught, raised, finally_done, in_place):
        slope, error = directional_derivative(lambda h: s2s.jvp(fun, (X + h * V,), (V,))[1])  # noqa: B023
        found = s2s.jvp(lambda x: s2s.jvp(fun, (x,), (V,))[1], (X,), (V,))[1]  # noqa: B023
        np.testing.assert_allclose(found, slope, atol=1e-7 + 20 * error)

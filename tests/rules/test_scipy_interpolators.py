"""Interpolators that are made of fixed data, their derivatives and integrals, at places that move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.interpolate as sn

from s2s.testing import check

K = np.arange(6.0)
V = K**2 * np.sin(K)
X = np.array([0.5, 1.7])
CUBIC = sn.CubicSpline(K, V)
BASIS = sn.make_interp_spline(K, V)
TABLE = np.outer(V, K)


def made_within(x):
    return np.sum(sn.make_interp_spline(K, V)(x) ** 2) + sn.CubicSpline(K, V)(x[0])


def of_a_global(x):
    slope = CUBIC.derivative()
    return slope(x[0]) * slope(x[1]) + CUBIC.integrate(x[0], 2.0) * CUBIC.antiderivative()(x[1])


def of_a_basis_spline(x):
    curve = BASIS.derivative(2)(x[1]) * BASIS.derivative()(x[0])
    return curve + BASIS.integrate(x[0], x[1]) * BASIS.antiderivative(2)(x[1])


def by_values(x):
    s = sn.make_interp_spline(K, V * x[0])
    inner = sn.BSpline(BASIS.t, BASIS.c * x[0], 3, extrapolate=False).integrate(x[0] - 3, 3.3)
    return s.derivative()(x[1]) * s.antiderivative()(x[1]) + s.integrate(x[0], 3.3) * inner


def line(x):
    return np.sum(sn.RegularGridInterpolator((K,), V * x[0])(x) ** 2)


def one_point(x):
    return sn.RegularGridInterpolator((K, K), TABLE)(x)[0]


def by_each_coordinate(x):
    table = sn.RegularGridInterpolator((K, K), TABLE * x[0])
    return np.sum(table((x, x[::-1])) ** 2) + np.sum(table((x[:, None], np.array([1.3, 2.2]))))


@pytest.mark.parametrize(
    "program",
    [
        made_within, of_a_global, of_a_basis_spline, by_values, line, one_point, by_each_coordinate
    ],
)  # fmt: skip
def test_program(program: Any) -> None:
    check(program, X)

"""Splines whose knots are whole numbers, points that are lists, ranks from the end: all of them failed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.interpolate as si
import scipy.ndimage as sn

from s2s.testing import check

X = np.abs(np.random.default_rng(5).normal(size=(6, 6)))
KNOTS = [0, 0, 0, 1, 2, 3, 3, 3]


def cubic(x):
    spline = si.CubicSpline([0, 1, 2, 3, 4, 5], x[0])
    return np.sum(spline(x[1], 1) ** 2) * spline.integrate(0, 2) + spline.derivative()(x[1, 0])


def along_an_axis(x):
    return np.sum(si.CubicSpline(np.arange(6), x, axis=1, bc_type="natural")(2.3) ** 2)


def by_slopes(x):
    curve = si.PchipInterpolator(np.arange(6), x[0])(x[1]) * si.Akima1DInterpolator(range(6), x[0])(
        x[1]
    )
    return np.sum(curve) + si.CubicHermiteSpline(np.arange(6), x[0], x[1]).integrate(0, 2)


def basis(x):
    spline = si.BSpline(KNOTS, x[0, :5], 2)
    return np.sum(spline(x[1]) ** 2) + spline.integrate(0, 2) * spline.derivative()(x[1, 1])


def grid(x):
    table = si.RegularGridInterpolator((np.arange(6), np.arange(6)), x)
    return np.sum(table([[1.2, 3.4], [2.2, 0.1]]) ** 2) + np.sum(table([[x[0, 0], 2.5]]))


def ranks(x):
    return np.sum(sn.rank_filter(x, -1, size=2) * sn.rank_filter(x, -2, size=3, mode="constant"))


@pytest.mark.parametrize("program", [cubic, along_an_axis, by_slopes, basis, grid, ranks])
def test_program(program: Any) -> None:
    check(program, X)

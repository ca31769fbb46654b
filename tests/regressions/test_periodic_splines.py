"""Splines that are periodic, through values that move: SciPy refused the derivative's unit vectors."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.interpolate

from s2s.testing import check

T = np.array([0.0, 0.7, 1.5, 2.1, 3.0])
Y = np.array([0.1, 0.5, 0.9, 0.3])
PLACES = np.array([0.3, 1.1, 3.4])


def closed(y):
    spline = scipy.interpolate.CubicSpline(T, np.append(y, y[0]), bc_type="periodic")
    return np.sum(spline(PLACES) ** 2) + spline(0.4, 1)


def of_rows(y):
    values = np.stack([np.append(y, y[0]), np.append(y**2, y[0] ** 2)])
    spline = scipy.interpolate.CubicSpline(T, values, axis=1, bc_type="periodic")
    return np.sum(spline(PLACES) ** 2)


def of_three(y):
    values = np.append(y[:2], y[0])
    return scipy.interpolate.CubicSpline(T[:3], values, bc_type="periodic")(1.1)


@pytest.mark.parametrize("program", [closed, of_rows, of_three])
def test_periodic_splines(program) -> None:
    check(program, Y)

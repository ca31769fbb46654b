"""``scipy.optimize.least_squares`` in programs: the fit moves with what the misses capture and are given."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import least_squares

import s2s

T = np.linspace(0.0, 1.0, 7)
U = np.sin(3 * T) + 0.1


def zero(a):
    """A fit without misses: the real zero of ``z**3 + z - a``."""
    return least_squares(lambda z: z * z * z + z - a, 0.5, xtol=1e-14, ftol=1e-14, gtol=1e-14).x[0]


def slope_of_zero(a):
    return 1 / (3 * zero(a) ** 2 + 1)


def line(y):
    """A linear fit: misses are left."""
    basis = np.stack((np.ones(7), T), axis=1)
    found = least_squares(lambda p: basis @ p - y, np.ones(2), xtol=1e-14, ftol=1e-14, gtol=1e-14)
    return np.sum(found.x * np.array([1.0, 2.0])) + found.cost


def line_by_normal_equations(y):
    basis = np.stack((np.ones(7), T), axis=1)
    p = np.linalg.solve(basis.T @ basis, basis.T @ y)
    return np.sum(p * np.array([1.0, 2.0])) + 0.5 * np.sum((basis @ p - y) ** 2)


def test_zero() -> None:
    value, slope = s2s.value_and_grad(zero)(1.7)
    assert value == zero(1.7)
    assert slope == pytest.approx(slope_of_zero(1.7), rel=1e-9)
    assert s2s.jvp(zero, (1.7,), (2.0,))[1] == pytest.approx(2 * slope_of_zero(1.7), rel=1e-9)


def test_line() -> None:
    expected = s2s.grad(line_by_normal_equations)(U)
    np.testing.assert_allclose(s2s.grad(line)(U), expected, rtol=1e-6, atol=1e-8)
    tangent = s2s.jvp(line, (U,), (T,))[1]
    assert tangent == pytest.approx(expected @ T, rel=1e-6)


def test_solvers_of_its_own_are_refused() -> None:
    def told(a):
        return least_squares(lambda z: z * z + z - a, np.array([0.5]), tr_solver="lsmr").x[0]

    with pytest.raises(s2s.S2SError, match="tr_solver"):
        s2s.grad(told)(0.7)

"""SciPy's compiled splines wrote beyond their arrays where the knots have no room for a basis."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s import runtime as rt
from s2s.testing import check

X = np.linspace(0.0, 1.0, 7)
KNOTS = np.concatenate([np.zeros(3), [0.3, 0.5, 0.6, 0.7], np.ones(3)])
SAME = np.full(10, 0.5)


def given_knots(y, k):
    from scipy.interpolate import make_interp_spline

    return np.sum(make_interp_spline(X, y, k, t=KNOTS)(np.array([0.1, 0.45, 0.8])) ** 2)


def test_knots_that_are_given() -> None:
    check(given_knots, np.sin(3.0 * X), 2)


@pytest.mark.parametrize("knots", [SAME, SAME[:4], SAME[:0]])
def test_no_room(knots) -> None:
    c = np.ones((7, 2))
    assert np.isnan(rt.basis_value(c, knots, 2, X, 0, True, 0)).all()
    assert rt.basis_value(c, knots, 2, X, 0, True, 0).shape == (7, 2)
    assert np.isnan(rt.basis_ct(np.ones((7, 2)), c, knots, 2, X, 0, True, 0)).all()
    with pytest.raises(ValueError, match="knots around them"):
        rt.basis_coefficients(X, X, 2, knots, None, 0)


def test_too_few_points() -> None:
    with pytest.raises(ValueError, match="more points than its degree"):
        rt.basis_coefficients(X[:3], X[:3], 3, None, None, 0)
    with pytest.raises((ValueError, s2s.S2SError)):
        s2s.grad(lambda y: given_knots(y, 2))(np.ones(3))

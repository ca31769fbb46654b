"""Tails that fall as exp(-exp(z)), where the difference of two logarithms has no digit left; and two small things.

A grid is interpolated at one tuple of numbers; a singular matrix whose value is known says so.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.interpolate import RegularGridInterpolator

import s2s
from s2s.testing import check


@pytest.mark.parametrize("z", [0.3, 5.0, 40.0, 300.0])
def test_slope_of_the_logarithm(z: float) -> None:
    assert s2s.grad(lambda x: stats.gumbel_l.logsf(x))(z) == pytest.approx(-np.exp(z))
    assert s2s.grad(lambda x: stats.gumbel_r.logcdf(x))(-z) == pytest.approx(np.exp(z))
    assert s2s.grad(lambda x: stats.gompertz.logsf(x, 0.8))(z) == pytest.approx(-0.8 * np.exp(z))


@pytest.mark.parametrize("name", ["logsf", "logcdf"])
def test_near(name: str) -> None:
    for family in (stats.gumbel_l, stats.gumbel_r):
        function = getattr(family, name)
        check(lambda x, loc, scale: function(x, loc, scale), np.array([-2.0, 0.4, 1.5]), 0.1, 1.3)
    function = getattr(stats.gompertz, name)
    check(lambda x, c: function(x, c), np.array([0.2, 0.4, 1.5]), 0.8)


def grid(values: Any, a: Any, b: Any) -> Any:
    return RegularGridInterpolator((np.arange(4.0), np.arange(5.0)), values)((a, b))


def test_value_at_a_tuple_of_numbers() -> None:
    values = np.random.default_rng(0).normal(size=(4, 5))
    check(grid, values, 1.2, 2.2)
    value, tangent = s2s.jvp(grid, (values, 1.2, 2.2), (values, 0.0, 0.0))
    assert np.shape(value) == np.shape(tangent) == np.shape(grid(values, 1.2, 2.2)) == ()
    check(grid, values, np.array([1.2, 0.3]), 2.2)


def test_singular_matrix_with_a_value() -> None:
    with pytest.raises(np.linalg.LinAlgError) as caught:
        s2s.grad(lambda a: np.sum(np.linalg.qr(a)[1]))(np.ones((2, 2)))
    assert any("no derivative" in note for note in caught.value.__notes__)

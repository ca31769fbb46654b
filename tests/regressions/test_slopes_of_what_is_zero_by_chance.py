"""A derivative told apart by a test for 0 was flat there: second derivatives were 0, half or nan.

So were those through a choice whose cotangent is 0 where it is evaluated, as at a fit without residuals.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special

import s2s
from tests.second_derivatives import check_every_mix

_GOALS = np.array([2.0, 3.0])


def fitted(x: Any) -> Any:
    return np.sum(np.where(x > 0, (np.log(x) - np.log(_GOALS)) ** 2, 0.0))


def fitted_above(x: Any) -> Any:
    return np.sum(np.maximum((1 / x - 1 / _GOALS) ** 2, -1.0))


@pytest.mark.parametrize("fun", [fitted, fitted_above])
def test_a_choice_at_no_residual(fun: Callable[..., Any]) -> None:
    check_every_mix(fun, _GOALS, np.array([1.0, -0.4]))


def test_a_number_that_is_chosen() -> None:
    def far(x: Any) -> Any:
        return np.where(x > 0, (np.log(x) - np.log(2.0)) ** 2, 0.0)

    assert s2s.hvp(far)(2.0, 1.0) == pytest.approx(0.5)
    assert s2s.grad(s2s.grad(far))(2.0) == pytest.approx(0.5)


def test_what_is_not_chosen_stays_out_at_second_order() -> None:
    def roots(x: Any) -> Any:
        return np.sum(np.where(x > 0, np.sqrt(x), 0.0))

    x, v = np.array([0.0, 2.0]), np.array([1.0, 0.5])
    expected = [0.0, -0.0625 / np.sqrt(2.0)]
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(s2s.hvp(roots)(x, v), expected)
        again = s2s.grad(lambda y: np.sum(s2s.grad(roots)(y) * v))(x)
    np.testing.assert_allclose(again, expected)


def sine_integral(x: Any) -> Any:
    return scipy.special.sici(x)[0]


def hyperbolic_sine_integral(x: Any) -> Any:
    return scipy.special.shichi(x)[0]


# The orders of derivative at which a function is flat or infinite next to the point are left out.
_AT = [
    (lambda x: scipy.special.rgamma(x), (0.0, -1.0, -2.0)),
    (lambda x: scipy.special.spence(x), (1.0,)),
    (lambda x: scipy.special.j1(x), (0.0,)),
    (lambda x: scipy.special.i1(x), (0.0,)),
    (lambda x: scipy.special.berp(x), (0.0,)),
    (lambda x: scipy.special.beip(x), (0.0,)),
    (lambda x: scipy.special.struve(1, x), (0.0,)),
    (lambda x: scipy.special.modstruve(2, x), (0.0,)),
    (lambda x: scipy.special.poch(x, 2.0), (0.0, -1.0)),
    (lambda x: scipy.special.poch(x, 0.7), (0.0, -2.0)),
    (lambda x: scipy.special.binom(x, 2.0), (0.0, 1.0)),
    (lambda x: scipy.special.binom(1.0, x), (-1.0, -2.0, 2.0)),
    (lambda x: scipy.special.spherical_jn(0, x, derivative=True), (0.0,)),
    (lambda x: scipy.special.spherical_jn(1, x, derivative=True), (0.0,)),
    (lambda x: scipy.special.spherical_in(2, x, derivative=True), (0.0,)),
    (sine_integral, (0.0,)),
    (hyperbolic_sine_integral, (0.0,)),
]


@pytest.mark.parametrize("fun, places", _AT, ids=range(len(_AT)))
def test_derivatives_are_smooth_at_points(fun: Callable[..., Any], places: Any) -> None:
    derivative: Any = fun
    for _ in range(3):
        derivative = s2s.grad(derivative)
        for place in places:
            near, far = ([derivative(place - h), derivative(place + h)] for h in (0.02, 0.04))
            around = (4 * sum(near) - sum(far)) / 6
            assert derivative(place) == pytest.approx(around, rel=3e-3, abs=3e-3)

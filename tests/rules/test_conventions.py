"""The values that derivatives take at points where they are a matter of convention."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from s2s import rules
from tests.rules.checker import Trial, call


def slope(function: Any, *args: Any, wrt: int = 0, ct: Any = 1.0, **kwargs: Any) -> Any:
    """The cotangent of argument ``wrt``."""
    rule = rules.lookup(function)
    assert rule is not None
    trial = Trial(rule, call(*args, **kwargs))
    trial.ct = ct
    param = rule.params[wrt]
    if not param.startswith("*"):
        return trial.cotangent(param, static=False)
    bars = trial.cotangent(param[1:], static=False)
    return bars[wrt]


INF = math.inf
CASES = [
    (np.abs, (0.0,), 0.0),
    (abs, (0.0,), 0.0),
    (math.fabs, (0.0,), 0.0),
    (np.fabs, (0.0,), 0.0),
    (np.sqrt, (np.float64(0.0),), INF),
    (math.sqrt, (0.0,), INF),
    (math.cbrt, (0.0,), INF) if hasattr(math, "cbrt") else (np.abs, (0.0,), 0.0),
    (math.asin, (1.0,), INF),
    (math.acos, (1.0,), -INF),
    (math.acosh, (1.0,), INF),
    (np.sinc, (0.0,), 0.0),
    (np.hypot, (0.0, 0.0), 0.0),
    (math.hypot, (0.0, 0.0), 0.0),
    (np.maximum, (1.0, 1.0), 0.5),
    (np.minimum, (1.0, 1.0), 0.5),
    (np.maximum, (-INF, -INF), 0.5),
    (np.fmax, (2.0, np.nan), 1.0),
    (np.fmin, (np.nan, 2.0), 0.0),
    (np.maximum, (3.0, 1.0), 1.0),
    (max, (1.0, 1.0), 0.5),
    (min, (1.0, 1.0), 0.5),
    (np.clip, (1.0, 1.0, 2.0), 0.5),
    (np.logaddexp, (-INF, 0.0), 0.0),
    (np.logaddexp, (INF, 0.0), 1.0),
    (pow, (0.0, 0), 0.0),
    (pow, (0.0, 0.0), 0.0),
    (pow, (0.0, 1), 1.0),
    (pow, (0.0, 2.0), 0.0),
    (pow, (0.0, 0.5), INF),
    (math.pow, (0.0, 0.5), INF),
    (np.power, (np.float64(0.0), 0.5), INF),
]


@pytest.mark.parametrize(("function", "args", "expected"), CASES)
def test_slope_by_the_first_argument(
    function: Any, args: tuple[float, ...], expected: float
) -> None:
    got = slope(function, *args)
    assert got == expected


def test_power_by_the_exponent_is_zero_at_zero() -> None:
    assert slope(np.power, 0.0, 2.0, wrt=1) == 0.0
    assert slope(pow, 0.0, 2.0, wrt=1) == 0.0
    assert np.isnan(slope(np.power, -1.0, 2.0, wrt=1))


def test_norms_at_zero() -> None:
    x = np.zeros(3)
    np.testing.assert_array_equal(slope(np.linalg.norm, x), 0.0)
    np.testing.assert_array_equal(slope(np.std, x), 0.0)
    for order in (1, 2, 3):
        np.testing.assert_array_equal(slope(np.linalg.norm, x, order), 0.0)
    assert slope(math.dist, [1.0], [1.0]) == [0.0]


def test_ties_share_evenly() -> None:
    x = np.array([1.0, 3.0, 3.0, 0.0])
    np.testing.assert_array_equal(slope(np.max, x), [0.0, 0.5, 0.5, 0.0])
    np.testing.assert_array_equal(slope(np.min, -x), [0.0, 0.5, 0.5, 0.0])
    np.testing.assert_array_equal(slope(max, x), [0.0, 0.5, 0.5, 0.0])
    assert slope(max, 1.0, 1.0, 1.0) == pytest.approx(1 / 3)


def test_a_choice_not_taken_contributes_nothing() -> None:
    ct = np.array([np.inf, 1.0])
    where = np.array([False, True])
    np.testing.assert_array_equal(slope(np.where, where, 1.5, 2.5, wrt=1, ct=ct), 1.0)


def test_product_with_zeros_is_exact() -> None:
    np.testing.assert_array_equal(slope(np.prod, np.array([2.0, 0.0, 5.0])), [0.0, 10.0, 0.0])
    np.testing.assert_array_equal(slope(np.prod, np.array([2.0, 0.0, 0.0])), [0.0, 0.0, 0.0])


def test_complex_arguments_of_real_functions() -> None:
    z = 3.0 + 4.0j  # the derivative is d/dx - 1j * d/dy
    assert slope(np.abs, np.complex128(z)) == pytest.approx((3 - 4j) / 5)
    assert slope(abs, z) == pytest.approx((3 - 4j) / 5)
    assert slope(np.imag, z) == pytest.approx(-1j)
    assert slope(np.angle, z) == pytest.approx(-1j / z)


@pytest.mark.parametrize("function", [np.tanh, np.exp, np.sqrt, np.log, np.arcsin, np.log2])
def test_single_precision_stays(function: Any) -> None:
    x = np.array([0.25, 0.5], np.float32)
    assert np.asarray(slope(function, x, ct=np.ones(2, np.float32))).dtype == np.float32

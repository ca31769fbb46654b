"""Second derivatives next to zeros: formulas with a case for zero said nothing of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import special

import s2s
from tests.second_derivatives import check_every_mix

SINGULAR = [[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [1.0, 0.0, 1.0]]


def prod(v):
    return np.prod(v)


def prod_by_rows(v):
    return np.sum(np.prod(np.reshape(v, (2, 2)), axis=1) * np.prod(np.reshape(v, (2, 2)), axis=(0,)))


def prod_where(v):
    return v.prod(where=np.array([True, True, False, True]))


def reduced(v):
    return np.multiply.reduce(v) + np.multiply.reduceat(v, [0, 2]).sum()


def by_cancellation(v):
    return np.prod(np.array([0.9 * v[0] + 0.1 * v[1], 0.8 * v[0] + 0.2 * v[1], v[2], v[3]]))


def power(v):
    return (v[0] + 2.0) ** v[1] + math.pow(v[2] + 1.5, v[1]) + np.power(v[3] + 3.0, v[0])


def powers(v):
    return np.sum((v[:2] + 2.5) ** v[2:])


def det(v):
    return np.linalg.det(v.reshape(2, 2))


def det_in_a_stack(v):
    return np.linalg.det(np.stack([v.reshape(2, 2), np.eye(2)])).sum()


def det_next_to_singular(v):
    return np.linalg.det(np.array(SINGULAR) + 1e-9 * v[0] + np.diag(v[1:]))


POINTS = [[0.0, 1.5, 3.0, -2.0], [0.0, 0.0, 3.0, -2.0], [1.0, 2.0, 2.0, 4.0], [0.0] * 4]
PROGRAMS = [prod, prod_by_rows, prod_where, reduced, power, powers, det, det_in_a_stack]
V = np.array([0.7, -0.4, 1.1, 0.3])


@pytest.mark.parametrize("point", POINTS, ids=str)
@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_in_every_mix(fun, point) -> None:
    check_every_mix(fun, np.array(point), V)


@pytest.mark.parametrize("fun", [by_cancellation, det_next_to_singular])
def test_near_a_zero(fun) -> None:
    check_every_mix(fun, np.array([0.3, -1.2, 0.5, 2.0]), V)
    check_every_mix(fun, np.array([0.3, 0.0, 0.0, 0.0]), V)


def logarithms(v):
    return np.sum(special.xlogy(v[:2], v[2:]) + special.xlog1py(v[:2], v[2:]))


def log_sum(v):
    return special.logsumexp(v[:2], b=v[2:])


def periodic(v):
    return special.diric(v[0], 5) + special.diric(v[1], 4) + v[2] * v[3]


@pytest.mark.parametrize(
    ("fun", "point"),
    [
        (logarithms, [0.0, 0.5, 2.0, 3.0]),
        (log_sum, [1.0, 2.0, 0.0, 1.0]),
        (periodic, [0.0, 2 * np.pi, 1.0, 1.0]),
        (periodic, [-2 * np.pi, 4 * np.pi, 1.0, 1.0]),
    ],
)  # fmt: skip
def test_of_scipy(fun, point) -> None:
    check_every_mix(fun, np.array(point), V)


@pytest.mark.parametrize("fun", [prod, det, prod_by_rows])
def test_third_derivatives(fun) -> None:
    x, h = np.array([0.5, 1.5, 3.0, -2.0]), 1e-4
    expected = (s2s.hvp(fun)(x + h * V, V) - s2s.hvp(fun)(x - h * V, V)) / (2 * h)
    assert s2s.jvp(lambda y: s2s.hvp(fun)(y, V), (x,), (V,))[1] == pytest.approx(expected, rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("rank", [0, 1, 2, 3])
def test_derivatives_of_determinants_to_order_4(rank: int) -> None:
    rng = np.random.default_rng(rank)
    a, v = rng.normal(size=(4, rank)) @ rng.normal(size=(rank, 4)), rng.normal(size=(4, 4))
    steps = np.linspace(-1, 1, 9)
    values = [np.linalg.det(a + step * v) for step in steps]
    series = np.polynomial.polynomial.polyfit(steps, values, 4)
    derivative: Any = lambda step: np.linalg.det(a + step * v)  # noqa: E731
    for order in range(1, 5):
        derivative = s2s.grad(derivative)
        assert derivative(0.0) == pytest.approx(math.factorial(order) * series[order], abs=1e-9)

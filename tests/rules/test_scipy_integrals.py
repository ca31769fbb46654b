"""Integrals whose ends meet, are turned round or are singular, of vectors, and over space."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.integrate as si

import s2s
from s2s.testing import check

V = np.array([0.3, -0.7, 1.2])


def root_up_to_its_zero(a):
    return si.quad(lambda t: np.sqrt(a - t), 0.0, a)[0]


def turned_round(a):
    return si.quad(lambda t: np.sin(a * t), a, 0.1)[0]


def from_infinity(a):
    return si.quad(lambda t: np.exp(-t * a), np.inf, a)[0]


def to_minus_infinity(a):
    return si.quad(lambda t: np.exp(t * a), a, -np.inf)[0]


def over_all_backwards(a):
    return si.quad(lambda t: np.exp(-t * t * a), np.inf, -np.inf)[0]


def of_a_vector(a):
    return si.quad_vec(lambda t: np.sin(t * a * V), 0.0, a)[0]


def of_numbers(a):
    return si.quad_vec(lambda t, c: np.sqrt(t) * c, 0.0, 1.0, args=(a,))[0]


def from_point_to_point(a):
    bent = si.quad(lambda t: np.exp(-a * t) * abs(t - a), 0.0, 2.0, points=[0.5, a])[0]
    return bent * si.quad(lambda t: abs(t - 0.4) ** 0.5 * a, a, -1.0, points=[0.4, 7.0])[0]


def over_space(a):
    return si.tplquad(lambda z, y, x: a * x * y + z, 0.0, 1.0, 0.0, a, 0.0, lambda x, y: y * a)[0]


@pytest.mark.parametrize(
    "program",
    [
        root_up_to_its_zero, turned_round, from_infinity, to_minus_infinity, over_all_backwards,
        of_a_vector, of_numbers, from_point_to_point,
    ],
)  # fmt: skip
def test_programs(program) -> None:
    check(program, 0.8)


def test_second_derivative_of_a_bend_that_moves() -> None:
    change = s2s.hessian(lambda a: si.quad(lambda t: abs(t - a), 0.0, 2.0, points=[a])[0])
    assert change(0.8) == pytest.approx(2.0)


def test_over_space() -> None:
    assert s2s.value_and_grad(over_space)(0.8) == pytest.approx((0.8**5 / 3, 5 * 0.8**4 / 3))


def test_ends_that_meet() -> None:
    def integral(a, b, c):
        return si.quad(lambda t: c * t, a, b)[0]

    assert s2s.grad(integral, (0, 1, 2))(0.4, 0.4, 3.0) == pytest.approx((-1.2, 1.2, 0.0))
    check(lambda a: si.quad(lambda t: a * t, a, a)[0] + a, 0.4)


def test_infinite_ends_of_integrals_of_vectors() -> None:
    with pytest.raises(s2s.S2SError, match="finite ends"):
        s2s.grad(lambda a: si.quad_vec(lambda t: np.exp(-a * t), 0.0, np.inf)[0])(0.8)

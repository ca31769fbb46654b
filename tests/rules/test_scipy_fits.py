"""Fits by SciPy: as they move with the data, in the forms in which programs ask for them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.optimize as so
from scipy.optimize import curve_fit, least_squares, minimize

import s2s
from s2s.testing import check

T = np.linspace(0, 2, 9)
Y = 2 * np.exp(-0.7 * T) + 0.05 * np.sin(9 * T)
SIGMA = 0.1 + 0.02 * T
COVARIANCE = np.diag(SIGMA**2) + 0.001
A = np.abs(np.sin(np.arange(1, 16.0) * 1.7)).reshape(5, 3)
B = A @ np.array([1, -0.5, 2]) + 0.1 * np.cos(np.arange(5))


def model(t, a, b):
    return a * np.exp(-b * t)


def misses(p, y):
    return p[0] * np.exp(-p[1] * T) - y


def by_start(y):
    p, covariance = curve_fit(model, T, y, p0=[1.0, 1.0], ftol=1e-14, xtol=1e-14)
    return p[0] * 2 + p[1] + covariance[0, 1] * 100


def deviations(y):
    popt, pcov = curve_fit(lambda t, a, b: a * np.exp(-b * t), T, y, ftol=1e-14, xtol=1e-14)
    return np.sqrt(np.diag(pcov))[0] * 10 + popt[1]


def by_sigma(s):
    popt, pcov = curve_fit(model, T, Y, sigma=s, absolute_sigma=True, ftol=1e-14, xtol=1e-14)
    return np.sum(popt) + np.sum(pcov)


def by_covariance_in_bounds(y):
    popt, _ = curve_fit(
        model, T, y, sigma=COVARIANCE, bounds=(0, [10, 10]), ftol=1e-14, xtol=1e-14, gtol=1e-14
    )
    return np.sum(popt**2)


def by_places(t):
    popt, _ = curve_fit(model, t, Y, [1, 1], ftol=1e-14, xtol=1e-14)
    return popt[0] * popt[1]


def of_lists(y):
    popt, _ = curve_fit(model, list(T), list(y), [1, 1], ftol=1e-14, xtol=1e-14)
    return model(0.5, *popt)


def of_a_starred_model(y):
    def m(t, *p):
        return p[0] * np.exp(-p[1] * t) + p[2]

    return curve_fit(m, T, y, p0=np.ones(3), ftol=1e-14, xtol=1e-14)[0][2]


def as_many_as_points(y):
    return curve_fit(model, T[:2], y[:2], [1, 1], ftol=1e-14, xtol=1e-14)[0][1]


def soft_l1(y):
    return least_squares(
        lambda p: p[0] * np.exp(-p[1] * T) - y, [1, 1], loss="soft_l1", f_scale=0.1, ftol=1e-14,
        xtol=1e-14, gtol=1e-14,
    ).x[0]  # fmt: skip


def cauchy_in_bounds(y):
    return least_squares(
        misses, [1, 1], loss="cauchy", f_scale=0.1, bounds=([0, 0], [9, 9]), args=(y,), ftol=1e-14,
        xtol=1e-14, gtol=1e-14,
    ).cost  # fmt: skip


def huber(y):
    return least_squares(
        misses, [1, 1], loss="huber", f_scale=0.05, args=(y,), ftol=1e-14, xtol=1e-14, gtol=1e-14
    ).x[0]


def misses_in_a_list(y):
    def f(p):
        return [p[0] * np.exp(-p[1] * T[i]) - y[i] for i in range(9)]

    return least_squares(f, [1, 1], ftol=1e-14, xtol=1e-14, gtol=1e-14).x[0]


def leastsq(y):
    return so.leastsq(misses, [1, 1], args=(y,), ftol=1e-14, xtol=1e-14)[0][1]


def minimum_in_bounds(y):
    def squares(p):
        a, b = p
        return np.sum((a * np.exp(-b * T) - y) ** 2)

    return minimize(squares, [1, 1], bounds=[(0, None), (0, 5)], method="L-BFGS-B", tol=1e-15).x[1]


def minimum_by_gradient(y):
    def f(p):
        e = np.exp(-p[1] * T)
        r = p[0] * e - y
        return np.sum(r**2), np.array([2 * np.sum(r * e), -2 * np.sum(r * p[0] * T * e)])

    return minimize(f, [1.0, 1.0], jac=True, tol=1e-12).x[0]


def fmin_bfgs(y):
    return so.fmin_bfgs(lambda p: np.sum(misses(p, y) ** 2), [1.0, 1.0], disp=0, gtol=1e-9)[0]


def fmin(y):
    return so.fmin(lambda p: np.sum(misses(p, y) ** 2), [1, 1], disp=0, xtol=1e-12, ftol=1e-15)[0]


class Fit:
    def __init__(self, y):
        self.y = y

    def misfit(self, p):
        return np.sum(misses(p, self.y) ** 2)

    def run(self):
        return minimize(self.misfit, np.ones(2), tol=1e-10).x


def method_of_an_object(y):
    return np.sum(Fit(y).run())


def nnls(b):
    x, norm = so.nnls(A, b)
    return np.sum(x * np.arange(1, 4)) + norm


def nnls_by_matrix(a):
    return np.sum(so.nnls(a, B)[0] ** 2)


def lsq_linear(b):
    found = so.lsq_linear(A, b, bounds=(0, 1.5))
    return np.sum(found.x * np.arange(1, 4)) + found.cost


@pytest.mark.parametrize(
    ("program", "x"),
    [
        (by_start, Y), (deviations, Y), (by_sigma, SIGMA), (by_covariance_in_bounds, Y),
        (by_places, T + 0.01), (of_lists, Y), (of_a_starred_model, Y), (soft_l1, Y),
        (cauchy_in_bounds, Y), (huber, Y), (misses_in_a_list, Y), (leastsq, Y),
        (minimum_in_bounds, Y), (minimum_by_gradient, Y), (fmin_bfgs, Y), (fmin, Y),
        (method_of_an_object, Y), (nnls, B), (nnls_by_matrix, A), (lsq_linear, B),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_program(program: Any, x: Any) -> None:
    check(program, x, rtol=2e-5)


@pytest.mark.filterwarnings("ignore:Covariance of the parameters")
def test_no_covariance() -> None:
    a, b = Y[0], Y[1]  # a * exp(-T[1] * r) is b
    np.testing.assert_allclose(
        s2s.grad(as_many_as_points)(Y)[:2], [1 / (a * T[1]), -1 / (b * T[1])], rtol=1e-8
    )


def at_a_bound(y):
    return minimize(lambda p: np.sum((p - y) ** 2), np.ones(9), bounds=[(0, 1)] * 9).x[0]


def fit_at_a_bound(y):
    return curve_fit(model, T, y, [1, 1], bounds=(0, [1.5, 9]))[0][1]


def not_pushed(b):
    return so.nnls(A, b * 0)[0][0]


@pytest.mark.parametrize(
    ("program", "x"), [(at_a_bound, Y + 2), (fit_at_a_bound, Y), (not_pushed, B)]
)
def test_bounds_that_are_reached(program: Any, x: Any) -> None:
    with pytest.raises(ArithmeticError, match="at a bound"):
        s2s.grad(program)(x)

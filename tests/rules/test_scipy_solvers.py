"""Zeros, minima, integrals and solutions of equations by SciPy: as they move with all they are given."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import scipy.integrate as si
import scipy.optimize as so

import s2s
from s2s.testing import check

X = np.array([1.2, 0.3, 0.8])


def brentq_of_a_closure(a):
    return so.brentq(lambda t: t * t - a, 0.0, 5.0) * a


def brenth_with_arguments(a):
    return so.brenth(lambda t, c: t * t - c, 0.0, 5.0, args=(a,))


def bisect_with_one_argument(a):
    return so.bisect(lambda t, c: t * t - c, 0.0, 5.0, args=a)


def ridder(a):
    return so.ridder(lambda t, c: t * t - c, 0.0, 5.0, (a,))


def toms748(a):
    return so.toms748(lambda t: t * t - a, 0.0, 5.0)


def newton(a):
    return so.newton(lambda t: t**3 - a, 1.0, fprime=lambda t: 3 * t**2)


def newton_of_an_array(x):
    return np.sum(so.newton(lambda t: t**3 - x, np.ones(3)) ** 2)


def root_scalar(a):
    return so.root_scalar(lambda t: t * t - a, bracket=(0.0, 5.0)).root ** 2


def root_scalar_by_newton(a):
    found = so.root_scalar(lambda t: t * t - a, x0=1.0, fprime=lambda t: 2 * t, method="newton")
    return found.root if found.converged else 0.0


def fixed_point(a):
    return so.fixed_point(lambda t: np.cos(t) * a / 2, 0.5)


def fsolve(x):
    return np.sum(so.fsolve(lambda y: y**3 - x, np.ones(3)) ** 2)


def root(x):
    return np.sum(so.root(lambda y: y**3 + np.roll(y, 1) - x, np.ones(3)).x ** 2)


def root_of_a_list(x):
    def equations(y, c):
        return [y[0] ** 2 + y[1] - c[0], 2 * y[1] + 0.1 * y[0] - c[1]]

    found = so.root(equations, [1.0, 1.0], args=(x,))
    return found.x[0] * found.x[1]


def minimize(x):
    weights = np.arange(1, 4)
    found = so.minimize(
        lambda y: np.sum((y - x**2) ** 4 + (y - x**2) ** 2 * weights + y * y), np.ones(3), tol=1e-9
    )
    return np.sum(found.x**3)


def least_value(x):
    return so.minimize(lambda y: np.sum((y - x) ** 2 * x) + np.sum(y * y), np.ones(3)).fun


def minimize_scalar(a):
    found = so.minimize_scalar(lambda y: (y - a) ** 2 + 0.1 * y**4, tol=1e-12)
    return found.x + found.fun


def quad_of_a_closure(a):
    return si.quad(lambda t: np.exp(-a * t), 0, 1)[0]


def quad_with_arguments(a):
    value, _ = si.quad(lambda t, c, m: np.exp(-c * t) * m, 0, 1, args=(a, a * a))
    return value


def quad_to_infinity(a):
    return si.quad(lambda t: np.exp(-a * t * t), 0, np.inf)[0]


def quad_over_all(a):
    return si.quad(lambda t: np.exp(-a * t * t), -np.inf, np.inf)[0]


def quad_by_its_ends(a):
    return si.quad(lambda t: np.sin(t) * a, a, a * a)[0]


def quad_from_infinity_to_an_end(a):
    return si.quad(lambda t: np.exp(a * t), -np.inf, a)[0]


def quad_of_a_singular_function(a):
    return si.quad(lambda t: 1 / np.sqrt(t) * np.cos(a * t), 0, 1)[0]


def quad_of_a_logarithm(a):
    return si.quad(lambda t: math.log(t) * math.exp(-a * t), 0, 2.0)[0]


def quad_of_a_kink(a):
    return si.quad(lambda t: abs(t - a) ** 1.5, 0, 2.0)[0]


def fixed_quad(a):
    return si.fixed_quad(lambda t: np.exp(-a * t), 0, a, n=6)[0]


def decay(a):
    times = [0.0, 0.5, 1.0]
    found = si.odeint(lambda y, t, c: -c * y, 1.0, times, args=(a,), rtol=1e-11, atol=1e-12)
    return found[-1, 0] + found[1, 0] ** 2


def rates(y, t, a, b):
    u, v = y
    return [a * u - b * u * v, -v + 0.5 * u * v]


def predators(x):
    times = np.linspace(0, 1.0, 5)
    return np.sum(si.odeint(rates, x[:2], times, (x[2], 0.7), rtol=1e-10, atol=1e-12) ** 2)


def predators_by_time(end):
    times = np.linspace(0, end, 5)
    return si.odeint(rates, [1.0, 0.5], times, args=(1.2, 0.7), rtol=1e-10, atol=1e-12)[-1, 0]


def solve_ivp(a):
    found = si.solve_ivp(lambda t, y: -a * y * y, (0, 1), [1.0], rtol=1e-9, atol=1e-11)
    return found.y[0, -1]


TIMES = np.linspace(0, 2, 6)


def predators_at_times_from_outside(x):
    found = si.solve_ivp(lambda t, y: np.array(rates(y, t, x[2], 0.7)), (0, 2), x[:2], t_eval=TIMES, rtol=1e-10, atol=1e-12)
    return np.sum(found.y**2)


def pendulum(x):
    def moved(t, y, p):
        return np.array([y[1], -p * np.sin(y[0])])

    found = si.solve_ivp(
        moved, (0, 2.0), x[:2], t_eval=np.linspace(0, 2, 6), args=(x[2],), method="DOP853",
        rtol=1e-10, atol=1e-12,
    )  # fmt: skip
    return np.sum(found.y[0] ** 2) + found.y[1][-1]


def landed(t, y):
    return y[0]


landed.terminal = True  # type: ignore[attr-defined]


def thrown(v):
    found = si.solve_ivp(
        lambda t, y: [y[1], -9.81 - 0.1 * y[1] * abs(y[1])], (0, 10.0), [1.0, 2.0 + v], events=landed, rtol=1e-10,
        atol=1e-12,
    )  # fmt: skip
    return found.t_events[0][0] * found.y_events[0][0, 1] + found.t[-1] * found.y[1, -1]


def dense_output(a):
    found = si.solve_ivp(
        lambda t, y: np.array([y[1], -a * y[0]]), (0, 2), [1.0, a], dense_output=True, rtol=1e-9, atol=1e-11
    )  # fmt: skip
    return np.sum(found.sol(np.array([0.3, 1.7])) ** 2) + found.sol(0.5 * a)[1] + found.y[0, -1]


def dblquad(a):
    return si.dblquad(lambda y, x, b: b * np.exp(-a * x * y), 0.0, a, 0.0, lambda x: x + a, (a,))[0]


ROWS = [
    (dense_output, 1.3), (dblquad, 1.3), (brentq_of_a_closure, 2.3), (brenth_with_arguments, 2.3), (bisect_with_one_argument, 2.3),
    (ridder, 2.3), (toms748, 2.3), (newton, 2.3), (newton_of_an_array, X + 1), (root_scalar, 2.3),
    (root_scalar_by_newton, 2.3), (fixed_point, 0.7), (fsolve, X + 1), (root, X + 1),
    (root_of_a_list, X), (minimize, X), (least_value, X), (minimize_scalar, 1.3),
    (quad_of_a_closure, 1.3), (quad_with_arguments, 1.3), (quad_to_infinity, 1.3),
    (quad_over_all, 1.3), (quad_by_its_ends, 1.3), (quad_from_infinity_to_an_end, 1.3),
    (quad_of_a_singular_function, 1.3), (quad_of_a_logarithm, 1.3), (quad_of_a_kink, 1.3),
    (fixed_quad, 1.3), (decay, 1.3), (predators, X), (predators_by_time, 1.1), (solve_ivp, 1.3),
    (pendulum, X), (thrown, 1.3), (predators_at_times_from_outside, X),
]  # fmt: skip


@pytest.mark.parametrize(("program", "x"), ROWS, ids=lambda value: getattr(value, "__name__", ""))
def test_program(program: Any, x: Any) -> None:
    check(program, x, rtol=1e-5)


@pytest.mark.parametrize(
    ("program", "x", "expected"),
    [
        (brenth_with_arguments, 2.3, -0.25 * 2.3**-1.5),
        (quad_by_its_ends, 1.3, None),
        (solve_ivp, 1.3, 2 / (1 + 1.3) ** 3),
    ],
)
def test_second_derivative(program: Any, x: float, expected: float | None) -> None:
    slope, change = s2s.jvp(s2s.grad(program), (x,), (1.0,))
    step = 1e-4
    gradient = s2s.grad(program)
    found = (gradient(x + step) - gradient(x - step)) / (2 * step)
    assert slope == pytest.approx(gradient(x), rel=1e-14)
    assert change == pytest.approx(found if expected is None else expected, rel=1e-6)


def full_output(a):
    return so.brentq(lambda t: t * t - a, 0.0, 5.0, full_output=True)[0]


def constraints(a):
    equal = {"type": "eq", "fun": lambda y: y[0] - y[1]}
    return so.minimize(lambda y: np.sum((y - a) ** 2), np.ones(2), constraints=[equal]).x[0]


def vectorized(a):
    return si.solve_ivp(lambda t, y: -a * y, (0, 1), [1.0], vectorized=True).y[0, -1]


@pytest.mark.parametrize("program", [full_output, constraints, vectorized])
def test_arguments_that_the_text_does_not_know(program: Any) -> None:
    with pytest.raises(s2s.UnsupportedError, match=f"with the argument `{program.__name__}`"):
        s2s.grad(program)(2.3)


def flat_minimum(a):
    return so.minimize(lambda y: np.sum((y - a) ** 4), np.ones(2), tol=1e-3).x[0]


def stiff(a):
    found = si.solve_ivp(lambda t, y: -1e7 * a * (y - np.cos(t)), (0, 1), [0.0], method="Radau")
    return found.y[0, -1]


@pytest.mark.parametrize(("program", "words"), [(flat_minimum, "no simple"), (stiff, "stiff")])
def test_what_has_no_derivative_is_an_error(program: Any, words: str) -> None:
    with pytest.raises(ArithmeticError, match=words):
        s2s.grad(program)(1.3)

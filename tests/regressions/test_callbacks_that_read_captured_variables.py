"""Callbacks that a library runs read what the function around them means, not the module's globals.

A local function that was handed to `filter`, `sorted`, SciPy's solvers and the like, and that read a
variable which the differentiated function itself had captured, found the global of that name: value
and gradient were silently those of another program. Without such a global it was a NameError.
"""

from __future__ import annotations

import heapq
import itertools

import numpy as np
import pytest
from scipy.integrate import odeint, quad, solve_ivp
from scipy.optimize import brentq, fixed_point, minimize, newton, root

import s2s

c, rhs, weights, table = -1.0, None, [7.0, 8.0, 9.0], {"scale": 100.0}


def _programs():
    c, weights, table = 2.0, [3.0, 1.0, 2.0], {"scale": 0.5}

    def rhs(y, a):
        return -a * c * y

    def chosen(xs):
        return sum(filter(lambda x: c * x > 0.1, xs))

    def outer(xs):
        scale = 3.0
        return sum(sorted([scale * x for x in xs], key=lambda x: c * scale * x)[:2])

    return {
        "filter": lambda xs: sum(filter(lambda x: c * x > 0, xs)) ** 2,
        "filter of a function that is called": lambda xs: chosen(xs) ** 2,
        "sorted": lambda xs: sorted(xs, key=lambda x: c * x)[0] ** 2,
        "sorted by what both hold": lambda xs: outer(xs) ** 2,
        "max": lambda xs: max(xs, key=lambda x: c * x) ** 2,
        "by a list": lambda xs: xs[min(range(3), key=lambda i: weights[i])] ** 2,
        "by a dict": lambda xs: sum(filter(lambda x: table["scale"] * x < 1.0, xs)) ** 2,
        "takewhile": lambda xs: sum(itertools.takewhile(lambda x: c * x > 0, xs)) ** 2,
        "nlargest": lambda xs: sum(heapq.nlargest(2, xs, key=lambda x: c * x)) ** 2,
        "vectorize": lambda xs: np.sum(np.vectorize(lambda x: c * x * x)(xs)),
        "quad": lambda xs: quad(lambda t: c * t * xs[0] + rhs(t, xs[1]), 0, 1)[0],
        "odeint": lambda xs: odeint(lambda y, t: c * xs[0] * y, [0.4], [0.0, 1.0])[-1, 0],
        "solve_ivp": lambda xs: solve_ivp(
            lambda t, y: rhs(y, xs[0]), (0, 1), [xs[1]], rtol=1e-10, atol=1e-10
        ).y[0, -1],
        "brentq": lambda xs: brentq(lambda t: c * t**3 - xs[0] + rhs(0.0, 1.0), 0.0, 3.0),
        "newton": lambda xs: newton(lambda t: c * t**3 - xs[0], 1.0, tol=1e-12),
        "root": lambda xs: root(lambda t: c * t**3 - xs[0], [1.0]).x[0],
        "fixed_point": lambda xs: fixed_point(lambda t: np.cos(c * t * 0.2) * xs[0], 0.5),
        "minimize": lambda xs: minimize(lambda t: (c * t[0] - xs[0]) ** 2, [1.0]).x[0],
    }


@pytest.mark.parametrize("name", _programs())
def test_value_and_gradient(name):
    fun, xs, step = _programs()[name], np.array([0.3, 0.4, 0.5]), 1e-4
    value, gradient = s2s.value_and_grad(fun)(xs)
    assert value == pytest.approx(fun(xs), rel=1e-6)
    units = step * np.eye(3)
    slopes = [(fun(xs + unit) - fun(xs - unit)) / (2 * step) for unit in units]
    tolerance = 2e-3 if name == "minimize" else 1e-5
    np.testing.assert_allclose(gradient, slopes, rtol=tolerance, atol=tolerance)
    tangent = s2s.jvp(fun, (xs,), (np.ones(3),))[1]
    assert tangent == pytest.approx(sum(slopes), rel=tolerance, abs=tolerance)

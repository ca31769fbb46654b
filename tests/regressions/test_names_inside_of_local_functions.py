"""A variable of a local function took the name that a variable around it had got when names were joined."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.6, 1.3, -0.4, 0.9])


class O:  # noqa: E742
    def __init__(s, u):
        s.u = u


class Q(O):
    def __init__(s, u):
        super().__init__(u)


def given_another_object(x, w):
    o = Q(x)
    p = Q(2 * x)

    def loc(q):
        return o.u[0] * 10 + q.u[1]

    return loc(p) * w


def given_a_number(x, w):
    o = Q(x)
    return (lambda q: o.u[0] * q)(3.0) * w


def given_by_its_name(x, w):
    o = Q(x)

    def loc(q, r=None):
        return o.u[0] * q + (0.0 if r is None else r)

    return loc(q=3.0) * w + loc(2.0, r=x[1]) * w * w


def default_that_is_written(x, w):
    o = Q(x.copy())
    n = O(x * 2)

    def loc(q, y=n.u):
        y[0] += 0.1 * q
        return o.u[1]

    c = loc(0.5)
    return n.u[0] * w * w + c * w


def added_up(x, w):
    o = Q(x.copy())
    g = lambda q: o.u[0] * q  # noqa: E731
    t = 0.0
    for i in range(3):
        t += g(x[i])
    return t * w


def of_two_closures(x, w):
    o = Q(x)
    p = Q(x * 3)

    def outer(q):
        def inner(o_1):
            return o_1 * p.u[2]

        return inner(q) + o.u[0]

    return outer(2.0) * w


PROGRAMS = [
    given_another_object, given_a_number, given_by_its_name, default_that_is_written, added_up,
    of_two_closures,
]  # fmt: skip


@pytest.mark.parametrize("f", PROGRAMS, ids=lambda f: f.__name__)
def test_value_and_derivative_of_the_factor(f) -> None:
    value, found = s2s.value_and_grad(f, argnums=1)(X, 0.3)
    assert value == f(X, 0.3)
    assert found == pytest.approx((f(X, 0.3 + 1e-6) - f(X, 0.3 - 1e-6)) / 2e-6, rel=1e-7)
    assert s2s.jvp(lambda w: f(X, w), (0.3,), (1.0,))[1] == pytest.approx(found)
    curvature = s2s.hvp(lambda w: f(X, w))(0.3, 1.0)
    steep = s2s.grad(f, argnums=1)
    assert curvature == pytest.approx((steep(X, 0.3 + 1e-5) - steep(X, 0.3 - 1e-5)) / 2e-5)


@pytest.mark.parametrize("f", PROGRAMS, ids=lambda f: f.__name__)
def test_derivatives_of_all(f) -> None:
    check(lambda x: f(x, 0.3), X)

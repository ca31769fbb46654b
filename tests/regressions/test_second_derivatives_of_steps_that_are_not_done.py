"""Second derivatives of `try`: names that a step did not assign had no value, and its writes no mark."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from tests.language.test_try import Solver
from tests.second_derivatives import check_every_mix


def picky(v):
    if v < 1.0:
        raise ValueError("small")
    return v * v


def until_it_is_done(x):
    y = x[0]
    while True:
        try:
            y = picky(y) * x[1]
            break
        except ValueError:
            y = y * 2.0
    return y


def one_of_several(x):
    s = 0.0
    for key in ("a", "b", "c"):
        try:
            s += {"a": x[0], "b": "text"}[key] * x[1]
        except TypeError:
            s += x[0] ** 3
        except KeyError:
            s *= x[2]
    return s


def nested_steps(x):
    t = 0.0
    for i in range(3):
        try:
            try:
                t += x[i + 1] * x[0] ** 2
            finally:
                t *= 1.1
        except IndexError:
            t += x[0]
            try:
                t *= x[40]
            except IndexError as error:
                t *= x[1] + len(error.args)
    return t


def overwritten(x):
    y = x
    try:
        x *= x[1]
        x += np.ones(5)
    except ValueError:
        y[0] *= x[2]
    return np.sum(x * x)


def list_that_grows(x):
    q = [x[0] * x[1]]
    try:
        q.append(x[0])
        q[0] = q[0] * x[1]
        q.append(x[9])
    except IndexError:
        q.append(q[0] * q[-1])
    return sum(q)


def state(x):
    s = Solver(x[0])
    t = 0.0
    for v in x:
        t += s.step(v) * v
    return t * s.k + s.fails


def helper_that_closes_over(x):
    def inner(v):
        if v < 0:
            raise ValueError
        return v * x[2]

    out = []
    for v in x:
        try:
            out.append(inner(v))
        except ValueError:
            out.append(v * v)
    return np.sum(np.array(out) ** 2)


FUNCTIONS = [
    until_it_is_done, one_of_several, nested_steps, overwritten, list_that_grows, state,
    helper_that_closes_over,
]  # fmt: skip
X, V = np.array([0.6, -1.2, 0.8]), np.array([1.0, -0.4, 0.7])


@pytest.mark.parametrize("fun", FUNCTIONS)
def test_in_every_mix(fun) -> None:
    check_every_mix(fun, X, V)


def of_a_number(x):
    y = x
    while True:
        try:
            y = picky(y)
            break
        except ValueError:
            y = y * 2.0
    return y * y


def test_a_number_stays_a_number_of_python_s() -> None:
    second = s2s.hvp(of_a_number)(0.7, 1.0)
    assert type(second) is float
    assert second == pytest.approx(12 * 16 * 0.7**2)
    assert s2s.grad(s2s.grad(s2s.grad(of_a_number)))(0.7) == pytest.approx(24 * 16 * 0.7)

"""Forward and reverse mode one over the other, in all mixes to the third order, for programs with
loops, branches and writes: each is the same derivative along one direction."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

import s2s

X = np.array([0.4, -0.8, 1.3])
V = np.array([1.0, -0.5, 0.25])


def ahead(fun):
    """The derivative along V, by forward mode."""

    def along(x):
        return s2s.jvp(lambda a: fun(a), (x,), (V,))[1]

    return along


def back(fun):
    """The derivative along V, by reverse mode."""
    gradient = s2s.grad(fun)

    def along(x):
        return np.sum(gradient(x) * V)

    return along


MODES = {"f": ahead, "r": back}


def loop(x):
    s = 1.0
    for i in range(3):
        s = s * x[i] + math.sin(x[i - 1] * s)
    return s


def loop_of_branches(x):
    y = x[0]
    for i in range(4):
        if y > 0.5:
            y = y * x[1] + x[2]
        else:
            y = y**2 + math.exp(x[i % 3])
    return y * x[2]


def in_place(x):
    u = x.copy()
    for _ in range(3):
        u[1:] += 0.3 * u[:-1] * u[1:]
        u[0] = u[0] * u[2]
    return np.sum(u**2)


def filled(x):
    y = np.zeros(5)
    for i in range(5):
        y[i] = (y[i - 1] + 1.0) * np.cos(x[i % 3]) if i else x[0] ** 3
    return y[4] * np.sum(y)


def newton(x):
    z = 1.0
    while abs(z * z - (x[0] + 2.0)) > 1e-13:
        z = 0.5 * (z + (x[0] + 2.0) / z)
    return z * np.sum(x**3)


def matrices(x):
    m = np.outer(x, x) + np.eye(3)
    for _ in range(2):
        m = np.tanh(m @ m.T) + np.eye(3)
    return np.sum(np.linalg.solve(m, x))


PROGRAMS = [loop, loop_of_branches, in_place, filled, newton, matrices]
every_program = pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)


def nested(fun, word):
    for letter in reversed(word):
        fun = MODES[letter](fun)
    return fun


def differences(fun, step=1e-4):
    """The derivative along V, of the fourth order in the step."""
    one, two = (fun(X + k * step * V) - fun(X - k * step * V) for k in (1, 2))
    return (8 * one - two) / (12 * step)


@every_program
@pytest.mark.parametrize("order", [1, 2, 3])
def test_mixes_agree(fun, order) -> None:
    found = {
        word: nested(fun, word)(X) for word in map("".join, itertools.product("fr", repeat=order))
    }
    expected = found["f" * order]
    for word, value in found.items():
        assert value == pytest.approx(expected, rel=1e-10), word
    below = nested(fun, "f" * (order - 1))
    assert expected == pytest.approx(differences(below), rel=1e-6)


@every_program
def test_reverse_over_reverse_is_the_hessian(fun) -> None:
    found = s2s.jacrev(s2s.grad(fun))(X)
    np.testing.assert_allclose(found, s2s.hessian(fun)(X), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(found @ V, s2s.hvp(fun)(X, V), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(found, found.T, rtol=1e-10, atol=1e-12)

"""A name that starts as data of the module and is given new arrays in a loop was held to be the data itself."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from tests.second_derivatives import check_every_mix

RNG = np.random.default_rng(0)
DATA = RNG.normal(size=(6, 3))
GRID = RNG.normal(size=6)
X = np.array([0.6, 1.3, -0.4, 0.9, 0.25, 1.7])


def normalised(x):
    h = DATA
    for _ in range(2):
        h = h * x[:3]
        h -= h.mean(0)
        h /= h.std(0) + 0.01
    return np.sum(h**3)


def stepped(x):
    u, n = GRID, 0
    while n < 3:
        v = u**2 * x[0]
        v[0] = x[2]
        u = v
        n += 1
    return np.sum(u)


def best_so_far(x):
    best, least = GRID, 1e9
    for i in range(3):
        now = x * (i + 1.0) - GRID
        loss = np.sum(now**2)
        if loss < least:
            best = now.copy()
            best[0] += x[1]
            least = loss
    return np.sum(best**2)


def row_by_row(x):
    p, s = DATA[0], 0.0
    for row in DATA:
        q = row * x[:3]
        q[0] += p[1]
        p = q
        s += np.sum(q**2)
    return s


def as_an_array(x):
    h = np.asarray(DATA)
    for _ in range(2):
        h = np.tanh(h * x[:3])
        h += 1.0
        h[0] *= x[0]
    return np.sum(h)


def swapped(x):
    a, b = GRID, x * 1.0
    a, b = b, a
    a[0] = x[1] * 2.0
    return np.sum(a * b)


@pytest.mark.parametrize(
    "fun", [normalised, stepped, best_so_far, row_by_row, as_an_array, swapped]
)
def test_what_is_made_of_it_may_be_written_into(fun):
    before = DATA.copy(), GRID.copy()
    check_every_mix(fun, X, np.linspace(-0.5, 0.8, 6))
    assert np.array_equal(DATA, before[0]) and np.array_equal(GRID, before[1])


def in_place(x):
    h = DATA
    h *= x[0]
    return np.sum(h)


def at_times(x):
    h = DATA
    for i in range(2):
        if i == 1:
            h[0] = x[:3]
        h = h * x[0]
    return np.sum(h)


def through_a_view(x):
    h = DATA
    for i in range(2):
        g = h[1:]
        if i > 0:
            g[0] = x[:3]
        h = h.reshape(h.shape)
    return np.sum(h)


def swapped_in_turns(x):
    a, b = GRID, x * 1.0
    for _ in range(3):
        a, b = b, a
    b[0] = x[1]
    return np.sum(a * b)


@pytest.mark.parametrize("fun", [in_place, at_times, through_a_view, swapped_in_turns])
def test_it_may_not_be_written_into_itself(fun):
    for derivative in (s2s.grad(fun), lambda x: s2s.jvp(fun, (x,), (x,))):
        with pytest.raises(s2s.MutationError, match="from outside of the function"):
            derivative(X)

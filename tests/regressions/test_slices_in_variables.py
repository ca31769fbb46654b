"""A list read by a slice that a variable holds gave a wrong gradient; arrays written by one were refused."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

INNER, LEFT, RIGHT = slice(1, -1), slice(None, -2), slice(2, None)
ROWS = (slice(1, 3), slice(None))
WRITTEN = np.s_[1:3, :]
HALVES = [slice(0, 2), slice(2, 4)]
NAMED = {"first": slice(0, 2)}
U = np.linspace(0.3, 1.9, 6)
A = np.linspace(0.3, 1.9, 16).reshape(4, 4)


def heat(u):
    u = u.copy()
    for _ in range(3):
        u[INNER] += 0.1 * (u[LEFT] - 2 * u[INNER] + u[RIGHT])
    return u


def local(u):
    inner, left, right = slice(1, -1), slice(None, -2), slice(2, None)
    u = u.copy()
    u[inner] *= u[left] * u[right]
    u[inner] = u[inner][::-1]
    return u


def indices(u):
    u = np.outer(u[:4], u[:4])
    u[ROWS] += u[0] * 2
    u[WRITTEN] *= u[2]
    u[HALVES[1]] *= u[HALVES[0]]
    u[NAMED["first"], 1] += u[1, NAMED["first"]]
    u[..., INNER] *= 3.0
    return u


def blocks(u):
    u = u.copy()
    for part in HALVES:
        u[part] *= u[part].sum()
    return u


class Grid:
    def __init__(self, n) -> None:
        self.inner = slice(1, n - 1)
        self.values = np.ones(n)

    def step(self, u):
        self.values[self.inner] += u
        self.values[self.inner] *= self.values[self.inner]
        return self.values


def view_stored(u):
    u = u.copy()
    view = u[INNER]
    view += u[LEFT]
    view *= 2.0
    u[RIGHT] = view
    return u


def lengths(u):
    first = slice(0, 1)
    return u[first] * u


@pytest.mark.parametrize(
    "fun", [heat, local, indices, blocks, lambda u: Grid(8).step(u), view_stored, lengths]
)
def test_arrays(fun) -> None:
    check(fun, U)


def _read(xs, part):
    return sum(xs[part])


def _assigned(xs, part):
    xs = list(xs)
    xs[part] = [xs[0] * xs[1]]
    return sum(x * x for x in xs)


def _deleted(xs, part):
    xs = list(xs)
    del xs[part]
    return sum(x * x for x in xs)


@pytest.mark.parametrize(
    ("fun", "expected"),
    [(_read, [1.0, 1.0, 0.0]), (_assigned, [8.0, 4.0, 6.0]), (_deleted, [0.0, 0.0, 6.0])],
)
def test_lists(fun, expected) -> None:
    assert s2s.grad(fun)([1.0, 2.0, 3.0], slice(0, 2)) == expected
    value, dot = s2s.jvp(fun, ([1.0, 2.0, 3.0], slice(0, 2)), ([1.0, 1.0, 1.0], None))
    assert dot == sum(expected)


def test_what_is_not_known_is_asked() -> None:
    def fun(xs, places):
        return sum(xs[places["of"]]) if places["many"] else xs[places["of"]]

    places = {"of": 1, "many": False}
    assert s2s.grad(fun)([1.0, 2.0], places) == [0.0, 1.0]

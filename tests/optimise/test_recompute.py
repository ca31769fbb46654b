"""What `recompute` takes off the tape, and what it must leave there."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

U = np.array([0.3, -0.2, 0.9, 0.4])


def smooth(u, h, n):
    u = u.copy()
    for _ in range(n):
        for i in range(1, len(u) - 1):
            u[i] = 0.5 * (u[i - 1] + u[i + 1] - h * h * u[i])
    return np.sum(u * u)


def two_loops(u, h, n):
    u = u.copy()
    for i in range(n):
        u[i] *= u[i] * (2.0 * h)
    for i in range(n):
        u[i] *= u[i] * (2.0 * h) + u[i + 1]
    return np.sum(u)


def stops(u, h, n):
    u = u.copy()
    for i in range(n):
        u[i + 1] = u[i] * u[i + 1] * h
        if u[i + 1] > 0.5:
            break
    return np.sum(u)


def skips(u, h, n):
    u = u.copy()
    for i in range(n):
        if u[i] < 0.0:
            continue
        u[i + 1] = u[i] * u[i + 1] * h
    return np.sum(u)


def end_changes(u, h, n):
    u = u.copy()
    for i in range(n):
        u[i + 1] = u[i] * u[i + 1] * h
    n = 1
    return np.sum(u) * n


def index_changes(u, h, n):
    total = 0.0
    for i in range(n):
        i = i + 1
        total += u[i] * u[i - 1] * h
    return total


def list_changes(u, h, n):
    items = [h, 2.0 * h, 3.0 * h, h]
    total = h
    for i in range(n):
        value = items[i]
        total = total * value * u[i]
        items[i] = total
    return total + items[1]


def with_a_step(u, h, n):
    total = h
    for i in range(n, -1, -2):
        total = total * u[i] + u[i - 1] * (h + h)
    return total


@pytest.mark.parametrize(
    "fun", [smooth, two_loops, stops, skips, end_changes, index_changes, list_changes, with_a_step]
)
def test_what_leaves_the_tape_can_be_computed_again(fun) -> None:
    check(fun, U, 0.7, 3)


@pytest.mark.parametrize(
    ("fun", "found"),
    [
        (smooth, "u_bar[i + 1] +="),
        (smooth, "t = h * h\n    for _"),
        (two_loops, "t = 2.0 * h\n    for i"),
        (index_changes, "for i in reversed(range(n)):"),
    ],
)
def test_text(fun, found) -> None:
    assert found in s2s.grad(fun, argnums=(0, 1)).source_for(U, 0.7, 3)


def test_tapes_with_tuples_inside_are_left_alone() -> None:
    def fun(x):
        total = 0.0
        for value in x:
            total = total + np.where(value > 0, value**3, np.cos(value))
        return total * x[0]

    s2s.check_grads(fun, U, order=3, modes=("fwd", "rev"))

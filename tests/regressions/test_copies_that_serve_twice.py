"""An array that two statements read before it is overwritten is copied once, and again after a write."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing.check import check


def twice(x):
    a = x * 2.0
    y = np.sin(a)
    z = a**3
    a *= 0.5
    return np.sum(y * z * a)


def between(x):
    a = x * 2.0
    y = np.sin(a)
    a[0] *= 3.0
    z = a**3
    a += 1.0
    return np.sum(y * z * a)


def by_a_view(x):
    a = x * 2.0
    part = a[1:]
    y = np.sin(a)
    part *= x[:-1]
    z = a**3
    part += 1.0
    return np.sum(y * z * a)


def on_one_path(x):
    a = x * 2.0
    y = np.sin(a)
    if x[0] > 0.0:
        a[1] = x[2]
    z = a**3
    a *= 0.5
    return np.sum(y * z * a)


def overwrite(a, v):
    a[:] = a * v


def by_a_call(x):
    a = x * 2.0
    y = np.sin(a)
    overwrite(a, x)
    z = a**3
    overwrite(a, y)
    return np.sum(y * z * a)


def in_a_loop(x):
    a, total = x * 2.0, 0.0
    for i in range(3):
        y = np.sin(a)
        z = a**3
        a *= 0.5 + 0.1 * y
        total += np.sum(z * a[i])
    return total


def under_a_new_name(x):
    a = x * 2.0
    y = np.sin(a)
    a = a * y
    z = a**3
    a *= 0.5
    return np.sum(y * z * a)


@pytest.mark.parametrize(
    "program", [twice, between, by_a_view, on_one_path, by_a_call, in_a_loop, under_a_new_name]
)
def test_copies(program: Any) -> None:
    check(program, np.array([0.4, -0.7, 0.9]))
    check(program, np.array([-0.4, 0.3, 0.8]))


def test_what_is_read_twice_is_copied_once() -> None:
    assert s2s.source(s2s.grad(twice), np.ones(3)).count("a.copy()") == 1

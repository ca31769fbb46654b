"""NumPy rounds a float that is written into an array of integers or flags: the function is flat."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

V = np.array([1.51, 0.73])


def one_element(x, v):
    a = np.zeros(2, dtype=int)
    a[0] = 3.3 * x
    return np.sum(a * v)


def every_element(x, v):
    a = np.array([1, 2])
    for i in range(2):
        a[i] = v[i] * 2.0
    return np.sum(a / 2) * x


def all_at_once(x, v):
    a = np.zeros(2, int)
    a[:] = v * 3.0
    a[0] += x
    return np.sum(a * 2.0) + x


def flags(x, v):
    a = np.zeros(2, bool)
    a[0] = x
    return np.sum(a * v)


def copied(x, v):
    a = np.arange(2)
    np.copyto(a, v * 3.3, casting="unsafe")
    b = np.zeros(2)
    b[:] = a
    b[0] = x
    return np.sum(a * v) + b[0] * b[1]


def put(x, v):
    a = np.arange(2)
    a.fill(x * 2.2)
    return np.sum(a * v)


def by_a_helper(x, v):
    def set_first(a, z):
        a[0] = z

    a, b = np.zeros(2, int), np.zeros(2)
    set_first(a, 3.3 * x)
    set_first(b, 3.3 * x)
    return np.sum(a * v) + b[0] * v[1]


@pytest.mark.parametrize(
    "fun", [one_element, every_element, all_at_once, flags, copied, put, by_a_helper]
)
def test_program(fun) -> None:
    check(fun, 0.77, V)


def test_gradient_has_the_type_of_the_argument() -> None:
    def fun(v):
        a = np.zeros(2, int)
        a[:] = v * 3.0
        return np.sum(a * 2.0)

    found = s2s.grad(fun)(V)
    assert found.dtype == np.float64
    assert not found.any()

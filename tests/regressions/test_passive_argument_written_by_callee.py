"""A callee wrote active values into an argument that is not differentiated: the gradient was zero."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def copy_into(a, b):
    a[...] = b


def direct(x, y):
    copy_into(x, y)
    return np.sum(x * x)


def through_a_buffer(x, y):
    z = np.zeros(4)
    w = z[1:]
    copy_into(w, y[1])
    copy_into(x, z)
    return np.sum(x * x)


def by_numpy(x, y):
    np.copyto(x, y)
    x[1:].fill(y[2])
    return np.sum(x * x)


@pytest.mark.parametrize(
    ("fun", "expected"),
    [
        (direct, [3.0, 0.6, -0.8, 1.8]),
        (through_a_buffer, [0.0, 1.8, 0.0, 0.0]),
        (by_numpy, [3.0, 0.0, -2.4, 0.0]),
    ],
)
def test_gradient_flows_through_the_argument(fun, expected) -> None:
    x, y = np.array([0.5, -1.2, 2.0, 0.7]), np.array([1.5, 0.3, -0.4, 0.9])
    assert np.allclose(s2s.grad(fun, 1)(x, y), expected)
    assert np.array_equal(x, [0.5, -1.2, 2.0, 0.7])

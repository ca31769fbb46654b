"""Writes through views and closures that no derivative flows through were not seen.

The reverse sweep read the new content of a passive array, and an argument that is not
differentiated stayed changed after the call.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X, W = np.array([0.5, -1.2, 2.0, 0.7]), np.array([1.5, 0.3, -0.4, 0.9])


def view_of_local_array(x):
    z = np.array([1.0, 2.0, 3.0, 4.0])
    y = x * z
    z.reshape(-1)[1] = 7.0
    return np.sum(y * y)


def closure_over_local_array(x):
    z = np.array([1.0, 2.0, 3.0, 4.0])
    y = x * z

    def write(q):
        z[1] = q

    write(3.0)
    return np.sum(y * y)


def view_of_argument(x, w):
    w.reshape(-1)[1] = 5.0
    v = w.reshape(2, 2)
    v[0] = 2.0
    return np.sum(x * w)


def closure_over_argument(x, w):
    def write(q):
        w[1] = q * w[0]

    write(2.0)
    return np.sum(x * w)


@pytest.mark.parametrize("fun", [view_of_local_array, closure_over_local_array])
def test_old_content_is_read(fun) -> None:
    check(fun, X)


@pytest.mark.parametrize("fun", [view_of_argument, closure_over_argument])
def test_passive_argument_is_unchanged(fun) -> None:
    w, expected = W.copy(), W.copy()
    gradient = s2s.grad(fun)(X, w)
    assert np.array_equal(w, W)
    fun(X, expected)
    assert np.allclose(gradient, expected)

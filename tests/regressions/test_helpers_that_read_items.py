"""A helper that reads one item returned an adjoint as long as the array: a loop over calls was quadratic."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing.check import check


def item(x, i):
    return x[i] ** 2


def in_a_loop(x):
    total = 0.0
    for i in range(len(x)):
        total += item(x, i) * x[0]
    return total


def some_paths(x, i):
    if i % 2:
        return 3.0
    if i > 2:
        return x[i - 1 :].sum() if i % 3 else x[i]
    return x[i] * x[i - 1]


def on_some_paths(x):
    return sum(some_paths(x, i) for i in range(len(x)))


def through_another(x, i):
    return item(x, i) + item(x, i - 1) * item(x, i)


def two_levels(x):
    return through_another(x, 1) * through_another(x, 2)


def product(x, y, i):
    return x[i] * y[i + 1]


def one_array_twice(x):
    return product(x, x, 0) + product(x, 2.0 * x, 1)


def passive_one(x):
    return product(x, np.arange(9.0), 2) + product(np.arange(9.0), x, 2)


def overwritten(x):
    u = x.copy()
    for i in range(1, len(u)):
        u[i] += item(u, i - 1) * 0.1
    return np.sum(u * u)


def sums(x, i):
    if i == 0:
        return x[0] * 1.0
    return x[i] * sums(x, i - 1)


def recursive(x):
    return sums(x, 3)


PROGRAMS = [
    in_a_loop,
    on_some_paths,
    two_levels,
    one_array_twice,
    passive_one,
    overwritten,
    recursive,
]
X = np.array([0.7, -1.2, 1.9, 0.4, 1.1])


@pytest.mark.parametrize("fun", PROGRAMS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_right(fun: Any, dtype: type) -> None:
    if dtype is np.float64:
        check(fun, X)
        if fun is not recursive:  # its second derivative is refused, with a located error
            s2s.check_grads(fun, X, order=2)
    gradient = s2s.grad(fun)(X.astype(dtype))
    assert gradient.dtype == dtype
    np.testing.assert_allclose(gradient, s2s.grad(fun)(X), rtol=2e-5)
    _, pullback = s2s.vjp(fun, X)
    np.testing.assert_array_equal(pullback(2.0)[0], pullback(2.0)[0])
    np.testing.assert_allclose(pullback(2.0)[0], 2.0 * s2s.grad(fun)(X))


@pytest.mark.parametrize("fun", [in_a_loop, two_levels, recursive])
def test_no_helper_makes_an_array(fun: Any) -> None:
    helpers = s2s.grad(fun).source_for(X).split(f"def {fun.__name__}_grad")[0]
    assert "zeros" not in helpers and "_bar[i]" in helpers

"""What is computed once only: never an array that is handed out, written into or of another trip."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check

X = np.array([0.4, -1.2, 0.9])


def written(x):
    a = np.sin(x)
    b = np.sin(x)
    a[0] = 2.0 * x[1]
    return np.sum(a * b * np.sin(x))


def another_trip(x):
    y = x * 1.0
    total = 0.0
    for _ in range(3):
        total = total + np.sum(np.sin(y) * np.cos(y))
        y = y * np.cos(y)
    return total + np.sum(np.sin(y))


def on_a_branch(x):
    if x[0] > 0.0:
        y = np.sin(x) * x
    else:
        y = np.exp(x) * np.sin(x)
    return np.sum(np.sin(x) * y)


def no_logarithm(x):
    return np.sum(np.where(x > 0, np.log(np.abs(x)) * x, np.cos(x))) + np.sum(np.log(np.abs(x)))


def test_right() -> None:
    for fun in (written, another_trip, on_a_branch, no_logarithm):
        check(fun, X)
        s2s.check_grads(fun, X, order=2)


def test_what_is_handed_out_is_two_arrays() -> None:
    def both(x):
        return np.sin(x), np.sin(x), np.cos(x) * np.sin(x)

    (first, second, _), pullback = s2s.vjp(both, X)
    assert not np.shares_memory(first, second)
    ones = np.ones(3)
    (found,) = pullback((ones, ones, ones))
    np.testing.assert_allclose(found, 2 * np.cos(X) + np.cos(2 * X))

    def product(a, b):
        return np.sum(np.exp(a)) + np.sum(np.exp(a) * b)

    of_a, of_b = s2s.grad(product, (0, 1))(X, X)
    assert not np.shares_memory(of_a, of_b)
    np.testing.assert_array_equal(of_b, np.exp(X))


def test_once() -> None:
    def waves(x):
        return np.sum(np.sin(x) * np.exp(-x) + np.cos(x) ** 3)

    text = s2s.hvp(waves).source_for(X)
    assert text.count("np.sin(") == text.count("np.cos(") == text.count("np.exp(") == 1


def test_no_gradient_where_nobody_asks_for_it() -> None:
    def steps(x):
        return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2)

    text = s2s.hvp(steps).source_for(X)
    assert "x_bar +=" not in text and "x_bar = " not in text
    np.testing.assert_allclose(s2s.hvp(steps)(X, X), s2s.hessian(steps)(X) @ X, rtol=1e-12)

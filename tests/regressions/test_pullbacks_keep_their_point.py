"""A pullback read the array of its caller, or the value, as it had become since."""

from __future__ import annotations

import numpy as np

import s2s


class Scale:
    def __init__(self, w):
        self.w = w


def test_the_primal_is_overwritten() -> None:
    x = np.array([1.0, 2.0, 3.0])
    _, pullback = s2s.vjp(lambda x: x**2, x)
    x[:] = 100.0
    for _ in range(2):
        np.testing.assert_array_equal(pullback(np.ones(3))[0], [2.0, 4.0, 6.0])


def test_the_value_is_overwritten() -> None:
    x = np.array([1.0, 2.0, 3.0])
    y, pullback = s2s.vjp(np.exp, x)
    y[:] = 0.0
    np.testing.assert_allclose(pullback(np.ones(3))[0], np.exp(x))


def test_what_stands_in_a_list_is_overwritten() -> None:
    a, b = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    _, pullback = s2s.vjp(lambda p, n: n * p[0] * p[1], [a, b], 2)
    a[:] = b[:] = 0.0
    (a_bar, b_bar), _ = pullback(np.ones(2))
    np.testing.assert_array_equal(a_bar, [6.0, 8.0])
    np.testing.assert_array_equal(b_bar, [2.0, 4.0])


def test_the_attribute_of_an_argument_is_replaced() -> None:
    scale = Scale(np.array([1.0, 2.0]))
    _, pullback = s2s.vjp(lambda s, x: s.w**2 * x, scale, np.ones(2))
    scale.w[:] = 7.0
    scale.w = np.zeros(2)
    np.testing.assert_array_equal(pullback(np.ones(2))[1], [1.0, 4.0])

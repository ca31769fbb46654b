"""An exponent that is not differentiated, in a structure that is, costs nothing where the base is negative."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


class _Term:
    def __init__(self, x, n):
        self.x, self.n = x, n

    def value(self):
        return self.x**self.n


def _power(x, n):
    return np.sum(x**n)


def by_a_helper(x):
    return _power(x, 2.0)


def by_an_attribute(x):
    return np.sum(_Term(x, 2).value())


def by_items(x):
    return sum(v**p for v, p in zip(x, (2.0, 2.0), strict=True))


def by_arrays(x):
    return _power(x, np.full(2, 2.0)) + np.sum(np.power(x, [2, 2])) * 0.0


@pytest.mark.parametrize("fun", [by_a_helper, by_an_attribute, by_items, by_arrays])
def test_exponents_that_hold_still(fun) -> None:
    x, v = np.array([-1.3, 0.4]), np.array([1.0, 2.0])
    np.testing.assert_allclose(s2s.hvp(fun)(x, v), 2 * v)
    np.testing.assert_allclose(s2s.grad(lambda x: s2s.jvp(fun, (x,), (v,))[1])(x), 2 * v)
    np.testing.assert_allclose(s2s.grad(lambda x: s2s.grad(fun)(x) @ v)(x), 2 * v)

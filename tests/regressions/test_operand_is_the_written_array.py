"""`x *= x`, `x[::-1] /= x`: the operand's share was added before the target's adjoint was scaled."""

from __future__ import annotations

import numpy as np

from s2s.testing import check

X = np.array([0.5, -1.2, 2.0, 0.7])


def scale(a, b):
    a *= b
    b /= a + 3.0


def test_multiplied_by_itself() -> None:
    def f(x):
        x *= x
        x[::-1] *= x
        x[1:] /= x[:-1]
        return np.sum(x * np.arange(4.0))

    check(f, X)


def test_aliased_in_a_callee() -> None:
    def f(x):
        scale(x, x)
        scale(x[1:], x[:-1])
        return np.sum(x * np.arange(4.0))

    check(f, X)


def test_one_array_through_a_list_and_a_function() -> None:
    def first(pair):
        return pair[0]

    def f(x):
        v = x * 2.0
        pair = [v[1:], x * 3.0]
        v[:-1] *= first(pair)
        v[:-1] /= pair[0] + first([pair[1]])[1:]
        first(pair)[...] /= v[:-1]
        return np.sum(v * np.arange(4.0))

    check(f, X)

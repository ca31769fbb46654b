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

"""One array is given for two arguments, and objects or lists hold it: nothing overwrites it, so each has its part."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([1.0, 2.0])


class _Pair:
    def __init__(self, u, v):
        self.u, self.v = u, v


def objects(a, b):
    r = 0.0
    for p in (_Pair(a, b), _Pair(b, b)):
        for i in range(2):
            r = r + p.u[i] * p.v[i]
    return r


def replaced_items(a, b):
    held = [a]
    held.append(b)
    held[0] = held[0] * 2
    return held[0] @ held[1]


def replaced_attribute(a, b):
    p = _Pair(a, b)
    p.u = p.u * p.v
    return p.u @ b


def outside(a, b):
    p = _Pair(a, X)
    return p.u @ (p.v * b)


@pytest.mark.parametrize("fun", [objects, replaced_items, replaced_attribute, outside])
def test_one_array_for_two_arguments(fun) -> None:
    x = X.copy() if fun is not outside else X
    both = s2s.grad(fun, (0, 1))
    expected = both(X.copy(), X.copy())
    np.testing.assert_allclose(both(x, x), expected)
    np.testing.assert_allclose(s2s.grad(fun, 1)(x, x), expected[1])
    one, other = np.array([0.5, -1.0]), np.array([2.0, 3.0])
    slope = s2s.jvp(fun, (x, x), (one, other))[1]
    np.testing.assert_allclose(slope, expected[0] @ one + expected[1] @ other)


def overwritten(a, b):
    p = _Pair(a, b)
    p.u[0] = 3.0 * a[1]
    return p.u @ b


def test_an_array_that_is_overwritten_has_no_parts() -> None:
    x = X.copy()
    with pytest.raises(s2s.errors.MutationError, match="shares memory with another argument"):
        s2s.grad(overwritten, (0, 1))(x, x)
    total = 6 * 3 * 2.0 + 2 * 2.0  # of (3 x1)**2 + x1**2, by x1
    np.testing.assert_allclose(s2s.grad(lambda a: overwritten(a, a))(x), [0.0, total])

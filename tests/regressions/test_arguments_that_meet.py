"""One array under two names that are both written into, of which only one had an adjoint: wrong, no error."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import s2s
from s2s.testing.check import check

X = np.array([0.3, 0.7, -0.4])
G = np.ones(3)


class Box:
    def __init__(self, b):
        self.b = b

    def scale(self, k):
        self.b[1:] *= k

    def loss(self, x, p):
        self.b[:] = x
        p[0] = 7.0
        return self.b @ x


def scaled(x, y):
    x *= 2
    y *= 3
    return x.sum()


def overwritten(x, p, q):
    p += x
    q[0] = 7.0
    return p @ x


def in_objects(x, p, q):
    p.b[:] = x
    q.b[0] = 0.0
    return p.b @ x


def in_one_object(x, box):
    x *= 2
    box.b *= x
    return x.sum()


def in_lists(x, p, q):
    p[0] = x[0]
    q[0] = 2.0
    return p[0] * x[1]


def from_outside(x, p):
    p[:] = x
    G[0] = 7.0
    return p @ x


def by_default(x, p, q=G):
    p[:] = x
    q[0] = 7.0
    return p @ x


def closed_over(w):
    def fun(x, p):
        p[:] = x
        w[0] = 7.0
        return p @ x

    return fun


def by_a_call(x, call):
    call(2.0)
    return x @ x


def scale(a, k):
    a *= k


W, V, LIST = np.ones(3), np.ones(3), [1.0]
CASES = [
    (scaled, (0, 1), (V, V)), (scaled, 0, (G[:2], G[1:])), (overwritten, 0, (X, W, W)),
    (overwritten, 0, (X[:2], W[:2], W[1:])), (in_objects, 0, (X, Box(W), Box(W))), (in_one_object, 0, (W, Box(W))),
    (in_lists, 0, (X, LIST, LIST)), (from_outside, 0, (X, G)), (by_default, 0, (X, G)), (closed_over(V), 0, (X, V)),
    (Box(V).loss, 0, (X, V)), (by_a_call, 0, (W, Box(W).scale)), (by_a_call, 0, (W, functools.partial(scale, W))),
]  # fmt: skip


@pytest.mark.parametrize(("fun", "argnums", "args"), CASES)
def test_is_refused(fun, argnums, args) -> None:
    with pytest.raises(s2s.MutationError, match="lambda a: f|as the argument"):
        s2s.grad(fun, argnums)(*args)
    tangents = [np.ones_like(a) if isinstance(a, np.ndarray) and a.ndim else None for a in args]
    with pytest.raises(s2s.S2SError):
        s2s.jvp(fun, args, tuple(tangents))


@pytest.mark.parametrize(
    "fun",
    [lambda a: scaled(a, a), lambda a: overwritten(a, a * 2, a), lambda a: scaled(a[1:], a[:-1])],
)
def test_a_function_that_takes_it_once_is_right(fun) -> None:
    check(fun, X)


def test_arrays_that_are_apart_are_right() -> None:
    np.testing.assert_allclose(s2s.grad(overwritten)(X, np.ones(3), np.ones(3)), [1.6, 2.4, 0.2])
    np.testing.assert_allclose(s2s.grad(scaled, (0, 1))(X, X.copy())[0], 2.0)

"""Second derivatives of functions that draw from an argument: each run finds the same draws.

A gradient that is differentiated the other way round ran its function twice, one run after the other,
so that a generator or an iterator among the arguments gave the second run other numbers: `hessian`,
`jacrev(grad)` and the pullback of a gradient were silently those of another program.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([1.0, 2.0, 3.0])
W = np.array([0.0, 1.0, 4.0])


def permuted(x, r):
    noise, order = r.normal(size=(2, 3)), r.permutation(3)
    return np.sum((x + noise)[:, order] @ W) ** 2


def fed(x, it):
    return np.sum((x + next(it))[[1, 0]]) ** 2 * next(it)


class Layer:
    def __init__(self, r):
        self.r = r

    def __call__(self, x):
        kept = self.r.permutation(3)
        return np.sum((x + self.r.normal(size=(2, 3)))[:, kept] @ W) ** 2


def layered(x, r):
    return Layer(r)(x)


def generator():
    return np.random.default_rng(1)


def _slopes(fun, x, make):
    """The Hessian by differences of gradients, each with draws of its own from the start."""
    step = 1e-5
    gradient = s2s.grad(fun)
    units = step * np.eye(x.size)
    columns = [(gradient(x + u, make()) - gradient(x - u, make())) / (2 * step) for u in units]
    return np.stack(columns, axis=-1)


CASES = {
    "a generator": (permuted, X, generator),
    "an iterator": (fed, X[:2], lambda: iter([1.0, 2.0, 3.0])),
    "an object that holds a generator": (layered, X, generator),
}


@pytest.mark.parametrize("name", CASES)
def test_hessians(name):
    fun, x, make = CASES[name]
    expected = _slopes(fun, x, make)
    for of in (s2s.hessian(fun), s2s.jacrev(s2s.grad(fun)), s2s.jacfwd(s2s.grad(fun))):
        np.testing.assert_allclose(of(x, make()), expected, rtol=1e-6)
    along = s2s.jvp(s2s.grad(fun), (x, make()), (x, None))[1]
    np.testing.assert_allclose(along, expected @ x, rtol=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_pullbacks_of_gradients_can_be_called_again(name):
    fun, x, make = CASES[name]
    gradient, pullback = s2s.vjp(lambda x, r: s2s.grad(fun)(x, r), x, make())
    np.testing.assert_allclose(gradient, s2s.grad(fun)(x, make()))
    for _ in range(2):
        np.testing.assert_allclose(pullback(x)[0], _slopes(fun, x, make) @ x, rtol=1e-6)


def test_values_and_gradients_draw_once():
    def both(x, r):
        value, gradient = s2s.value_and_grad(permuted)(x, r)
        return value + np.sum(gradient)

    step, along = 1e-5, np.ones(3)
    high, low = both(X + step * along, generator()), both(X - step * along, generator())
    found = s2s.grad(both)(X, generator()) @ along
    assert found == pytest.approx((high - low) / (2 * step), rel=1e-6)


def test_jacobians_of_jacobians_are_refused():
    with pytest.raises(s2s.S2SError, match="several times"):
        s2s.jacfwd(s2s.jacfwd(fed))(X[:2], iter([1.0, 2.0]))

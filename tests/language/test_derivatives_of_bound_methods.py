"""``s2s.grad(self.loss)`` and derivatives of `functools.partial`, inside of what is differentiated."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import s2s
from s2s.errors import UnsupportedError
from s2s.testing import check_grads

X = np.array([0.5, 0.7])


class Model:
    def __init__(self, x):
        self.weights = np.array([1.0, 2.0]) * x

    def loss(self, x, power=2):
        return np.sum(self.weights * x**power)

    def slope(self, x):
        return s2s.grad(self.loss)(x)

    def step(self, x):
        self.weights = self.weights - 0.1 * s2s.grad(self.loss)(x)
        return s2s.grad(self.loss)(x)


def weighted(w, x, scale):
    return np.sum(scale * w * x**2)


def test_bound_methods():
    def slope(x):
        return np.sum(Model(x).slope(x) ** 2)

    def step(x):
        model = Model(x)
        return np.sum(model.step(x) * model.step(x**2))

    def value_and_slope(x):
        value, gradient = s2s.value_and_grad(Model(x).loss)(x, 3)
        return value * np.sum(gradient)

    def curvature(x):
        return np.sum(s2s.hessian(Model(x).loss)(x) @ x)

    def product(x):
        return np.sum(s2s.hvp(Model(x).loss)(x, x))

    def along(x):
        value, tangent = s2s.jvp(Model(x).loss, (x,), (x**2,))
        return value * tangent

    for fun in (slope, step, value_and_slope, curvature, product, along):
        check_grads(fun, X, modes=("rev", "fwd"), order=1)


def test_partials():
    def by_name(w, x):
        return np.sum(s2s.grad(functools.partial(weighted, scale=w), 1)(w, x) ** 2)

    def by_place(w, x):
        return np.sum(s2s.grad(functools.partial(weighted, w))(x, w) ** 2)

    for fun in (by_name, by_place):
        check_grads(fun, X, X + 1.0, modes=("rev", "fwd"), order=1)


def test_a_name_given_before_others_is_refused():
    def fun(x):
        return np.sum(s2s.grad(functools.partial(weighted, x=x))(x, scale=2.0))

    with pytest.raises(UnsupportedError, match="which function"):
        s2s.grad(fun)(X)


def test_checkpoint_of_a_local_function_runs_it_again():
    def chain(w, x):
        step = s2s.checkpoint(lambda x: np.sin(w @ x))
        for _ in range(3):
            x = step(x)
        return np.sum(x)

    def decorated(w, x):
        @s2s.checkpoint
        def step(x, scale=2.0):
            y = np.sin(w @ x)
            return np.tanh(scale * y)

        for _ in range(3):
            x = step(x)
        return np.sum(x)

    def forward(w, x):
        step = s2s.forward_mode(lambda x: np.sin(w @ x))
        return np.sum(step(step(x)))

    w = np.array([[1.0, 0.2], [0.3, 0.4]])
    for fun in (chain, decorated, forward):
        check_grads(fun, w, X, modes=("rev", "fwd"), order=2)
    text = s2s.source(s2s.grad(chain), w, X)
    reverse = text.partition("# reverse sweep")[2]
    assert "fn_fwd(" in reverse


def test_a_checkpointed_local_function_has_no_effect():
    def fun(x):
        seen = []

        @s2s.checkpoint
        def step(y):
            seen.append(1.0)
            return y * 2.0

        return np.sum(step(x)) + len(seen)

    with pytest.raises(s2s.S2SError, match="runs again|effect"):
        s2s.grad(fun)(X)

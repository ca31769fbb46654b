"""Of random numbers made in the function nothing was known: objects that keep weights were refused."""

from __future__ import annotations

import random

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.linspace(0.2, 1.4, 12).reshape(4, 3)


def legacy_normal():
    np.random.seed(0)  # noqa: NPY002
    return np.random.normal(0.0, 0.3, (3, 1))  # noqa: NPY002


def legacy_dimensions():
    np.random.seed(0)  # noqa: NPY002
    return 2.0 * np.random.rand(*(3, 1)) - 1.0  # noqa: NPY002


def legacy_state():
    return np.random.RandomState(0).randn(3, 1)  # noqa: NPY002


def generator():
    return np.random.default_rng(0).standard_normal((3, 1))


def uniform():
    return np.random.default_rng(0).uniform(-1.0, 1.0, size=(3, 1))


class Layer:
    def __init__(self, draw) -> None:
        self.weights = draw()
        self.value = None

    def train(self, x):
        self.value = np.tanh(np.dot(x, self.weights))
        self.weights += 0.1 * np.dot(x.T, self.value)


@pytest.mark.parametrize(
    "draw", [legacy_normal, legacy_dimensions, legacy_state, generator, uniform]
)
def test_layers(draw) -> None:
    def loss(x):
        layer = Layer(draw)
        for _ in range(3):
            layer.train(x)
        return np.sum(layer.value**2) + np.sum(layer.weights)

    check(loss, X)


def rows(x):
    order = np.random.default_rng(1).permutation(4)
    i = np.random.default_rng(1).integers(4)
    sums = np.zeros(3)
    sums += x[order][:2].sum(axis=0)
    sums *= x[i]
    return sums


def of_python(x):
    source = random.Random(3)
    total = x[0].copy()
    for _ in range(3):
        total *= source.random() + source.randint(1, 3)
    return total


def noise(x):
    x = x.copy()
    x += np.random.default_rng(1).normal(size=x.shape)
    return x * x


@pytest.mark.parametrize("fun", [rows, of_python, noise])
def test_draws(fun) -> None:
    check(fun, X)


def test_the_generator_is_drawn_from_once() -> None:
    source = np.random.default_rng(7)

    def fun(x):
        return np.sum(x * source.normal(size=x.shape))

    first = s2s.grad(fun)(X)
    expected = np.random.default_rng(7).normal(size=X.shape)
    np.testing.assert_array_equal(first, expected)

"""Dataclasses whose fields are made by factories: arrays, lists, other objects, sets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from s2s.testing import check
from tests.language.table import check_alone
from tests.second_derivatives import check_every_mix

W = np.array([1.0, 2.0])


def ones():
    return np.ones(2)


@dataclass
class Inner:
    h: np.ndarray = field(default_factory=ones)
    g: float = 1.0


@dataclass
class Optimiser:
    lr: float = 0.1
    m: np.ndarray = field(default_factory=lambda: np.zeros(2))
    history: list = field(default_factory=lambda: [0.0])
    inner: Inner = field(default_factory=Inner)
    tags: set = field(default_factory=set)

    def step(self, g):
        self.m = 0.9 * self.m + g
        self.history.append(float(self.m[0]))
        self.inner.h[1] += g[0]
        return self.lr * self.m


def read(w):
    h = Inner().h * w
    h[0] *= 2.0
    return h.sum()


def overwritten(w):
    inner = Inner()
    inner.h[0] = w[1]
    inner.h += w
    return inner.h.sum() * inner.h[0]


def state_of_an_optimiser(w):
    first, second = Optimiser(), Optimiser(lr=w[0])
    for _ in range(3):
        w = w - first.step(2.0 * w) - second.step(w)
    return w @ w + sum(first.history) + second.inner.h[1]


@dataclass
class Filter:
    q: float
    x: np.ndarray = field(default_factory=lambda: np.zeros(2))
    p: list = field(default_factory=lambda: [0.0, 0.0])
    loss: float = 0.0

    def update(self, z):
        self.x += z * self.q
        self.p[0] = self.x[1] * self.q
        self.x[:] = self.x * self.p[0] + self.q
        self.loss -= self.x[0] ** 2 * self.p[0]


def array_that_an_object_made_itself(w):
    made = Filter(w[0])
    for z in w:
        made.update(z)
    return made.loss * made.x[1]


def item_of_an_array_that_an_object_made(w):
    made = Filter(w[0])
    made.x[0] += w[0]
    return made.x[0] ** 2 * w[0]


@pytest.mark.parametrize(
    "fun",
    [
        read, overwritten, state_of_an_optimiser, array_that_an_object_made_itself,
        item_of_an_array_that_an_object_made,
    ],
)  # fmt: skip
def test_program(fun) -> None:
    check(fun, W)
    if fun in (array_that_an_object_made_itself, item_of_an_array_that_an_object_made):
        check_every_mix(fun, W, np.array([0.6, -0.8]))
    check_alone(fun, (W,))

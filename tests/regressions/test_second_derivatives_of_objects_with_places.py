"""Tangents of objects hold 0.0 where the object holds a place, and were taken for objects themselves.

A place became a float by that, and a list could not be written at it any more. Namespaces were no objects in
generated code.
"""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.second_derivatives import check_every_mix


class Ring:
    def __init__(self, n: int) -> None:
        self.items = [0.0] * n
        self.head = 0

    def push(self, value: Any) -> None:
        self.items[self.head] = value
        self.head = (self.head + 1) % len(self.items)

    def oldest(self) -> Any:
        return self.items[self.head]


def ring(x: Any) -> Any:
    last = Ring(2)
    total = 0.0
    for i in range(len(x)):
        last.push(x[i] * x[i])
        total += last.oldest() * math.sin(x[i])
    return total


class Optimiser:
    def __init__(self, name: str) -> None:
        self.step = {"plain": self.plain, "momentum": self.momentum}[name]
        self.v = np.zeros(4)

    def plain(self, p: Any, g: Any) -> Any:
        return p - 0.1 * g

    def momentum(self, p: Any, g: Any) -> Any:
        self.v = 0.9 * self.v + g
        return p - 0.1 * self.v


def method(x: Any) -> Any:
    optimiser = Optimiser("momentum")
    for _ in range(3):
        x = optimiser.step(x, np.sin(x))
    return np.sum(x**2)


def namespace(x: Any) -> Any:
    state = SimpleNamespace(at=x.copy(), speed=np.zeros(4), time=0.0, steps=0)
    for _ in range(3):
        state.speed = state.speed - 0.1 * np.sin(state.at)
        state.at[1:] += 0.1 * state.speed[1:] * state.at[:-1]
        state.steps += 1
        state.time += 0.1 * state.at[state.steps]
    return np.sum(state.at**2) * state.time * state.steps


@pytest.mark.parametrize("fun", [ring, method, namespace])
def test_second_derivatives(fun: Any) -> None:
    check_every_mix(fun, np.array([0.2, 0.5, -0.7, 0.3]), np.array([0.3, -0.7, 0.2, 0.5]))

"""`__getattr__` of a stand-in for a module was not followed; what it counts is counted once."""

from __future__ import annotations

import importlib
import math

import numpy as np
import pytest

import s2s
from s2s.testing import check

POINT = np.array([0.3, 0.5, 0.2])
BACKENDS = {"plain": "numpy", "other": "math"}
chosen = "plain"


class Held:
    def __init__(self):
        self._backend = np

    def __getattr__(self, name):
        return getattr(self._backend, name)


class Chosen:
    def __getattr__(self, name):
        return getattr(importlib.import_module(BACKENDS[chosen]), name)


class Counting:
    def __init__(self):
        self.reads = 0

    def __getattr__(self, name):
        self.reads += 1
        return getattr(np, name)


held, computed = Held(), Chosen()


def of_an_argument(x, backend=held):
    return backend.sum(backend.exp(x) * x)


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: held.sum(x * x) * held.pi,
        lambda x: held.linalg.norm(x * x),
        lambda x: held.sum(held.zeros(3, dtype=held.float64) + x * x),
        lambda x: computed.sum(computed.exp(x) * x),
        of_an_argument,
    ],
)
def test_functions_of_a_stand_in(fun) -> None:
    check(fun, POINT)


def test_another_backend(monkeypatch) -> None:
    gradient = s2s.grad(lambda x: computed.fabs(x) * computed.exp(x))
    assert gradient(0.3) == pytest.approx(1.3 * math.exp(0.3))
    monkeypatch.setitem(globals(), "chosen", "other")
    assert gradient(0.3) == pytest.approx(1.3 * math.exp(0.3))


def test_reads_are_counted_once() -> None:
    counting = Counting()
    value, gradient = s2s.value_and_grad(lambda x: counting.sum(x * x) * counting.reads)(POINT)
    assert counting.reads == 1 and value == np.sum(POINT * POINT)
    np.testing.assert_allclose(gradient, 2 * POINT)

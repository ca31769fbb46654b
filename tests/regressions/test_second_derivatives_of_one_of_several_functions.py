"""Generated code holds a tuple where a local function was, and that was no function beside NumPy's.

In an attribute, the local functions of a derivative inside another were new ones each time they were looked
at, so that the kinds of attributes did not settle.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.second_derivatives import check_every_mix


def chosen(x: Any) -> Any:
    first = np.sin if x[0] > 1.0 else np.cos
    second = np.exp if x[1] > 1.0 else (lambda u: u * u)
    return np.sum(first(x) * second(x))


def captured(x: Any) -> Any:
    scale = x[1] * 2.0
    functions = [np.sin, lambda u: scale * u, lambda u: u * u * x, np.exp]
    total = 0.0
    for function in functions:
        total += np.sum(function(x) * x)
    return total


class Activation:
    def __init__(self, function: Any, slope: Any) -> None:
        self.function, self.slope = function, slope
        self.z: Any = None

    def forward(self, z: Any) -> Any:
        self.z = z
        return self.function(z)

    def backward(self, g: Any) -> Any:
        return g * self.slope(self.z)


def attributes(x: Any) -> Any:
    layers = [Activation(np.tanh, lambda z: 1 - np.tanh(z) ** 2), Activation(np.sin, np.cos)]
    h = x
    for layer in layers:
        h = layer.forward(h)
    g = h
    for layer in reversed(layers):
        g = layer.backward(g)
    return np.sum(g * x)


def exchanged(x: Any) -> Any:
    state = SimpleNamespace(function=np.sin, value=x)
    for i in range(3):
        state.value = state.function(state.value) * x
        if i == 0:
            state.function = lambda u: u * u
    return np.sum(state.value)


@pytest.mark.parametrize("fun", [chosen, captured, attributes, exchanged])
def test_second_derivatives(fun: Any) -> None:
    check_every_mix(fun, np.array([0.2, 0.5, -0.7, 0.3]), np.array([0.3, -0.7, 0.2, 0.5]))

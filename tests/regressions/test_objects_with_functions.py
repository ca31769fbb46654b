"""Objects of one class that hold functions: several of them, local ones, with and without captured values."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


class _Act:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, x):
        return self.fn(x)


class _Layer:
    def __init__(self, weight, act):
        self.weight, self.act, self.seen = weight, act, None

    def forward(self, x):
        self.seen = x
        return self.act(self.weight @ x)


def _ramp(z):
    return np.maximum(z, 0)


def one(x):
    return np.sum(_Act(lambda z: z * z)(x))


def two(x):
    for act in (_Act(lambda z: z * z), _Act(lambda z: z * 2)):
        x = act(x)
    return np.sum(x)


def beside_numpy(x):
    for act in (_Act(np.tanh), _Act(_ramp), _Act(lambda z: z * 2)):
        x = act(x)
    return np.sum(x)


def capturing(x):
    k = x[0]
    for act in (_Act(lambda z: z * k), _Act(lambda z: z + k * k)):
        x = act(x)
    return np.sum(x)


def layers(x):
    weight = np.ones((2, 2))
    net = [
        _Layer(weight * x[0], np.tanh),
        _Layer(weight, _ramp),
        _Layer(weight, lambda z: z),
    ]
    for layer in net:
        x = layer.forward(x)
    return np.sum(x) * np.sum(net[-1].seen)


@pytest.mark.parametrize("fun", [one, two, beside_numpy, capturing, layers])
def test_objects_with_functions(fun) -> None:
    s2s.check_grads(fun, np.array([0.3, 0.5]), modes=("rev", "fwd"))

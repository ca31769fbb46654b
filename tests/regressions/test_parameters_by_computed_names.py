"""Layers whose parameters stand in a dict under computed names could not write into their results."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

RNG = np.random.default_rng
PARAMETERS = {
    "W0": RNG(1).normal(size=(3, 3)), "b0": RNG(2).normal(size=3),
    "W1": RNG(3).normal(size=(3, 2)), "b1": RNG(4).normal(size=2),
}  # fmt: skip
X = RNG(5).normal(size=(2, 3))


def literal(p, x):
    h = x
    for i in range(2):
        h = h @ p[f"W{i}"]
        h += p[f"b{i}"]
        np.tanh(h, out=h)
    return np.sum(h**2)


def from_the_last(p, x):
    h, total = x * 1.0, 0.0
    for i in range(1, -1, -1):
        part = p[f"W{i}"].sum(axis=1)
        np.multiply(part, p["b0"], out=part)
        total += np.sum(h @ part)
    return total


def of_two_ranges(p, x):
    numbers = range(1)
    if x[0, 0] > -10.0:
        numbers = range(2)
    h = x
    for i in numbers:
        h = np.tanh(h @ p[f"W{i}"] + p[f"b{i}"])
    return np.sum(h**2)


@pytest.mark.parametrize("fun", [literal, from_the_last, of_two_ranges])
def test_layers(fun):
    check(fun, PARAMETERS, X)

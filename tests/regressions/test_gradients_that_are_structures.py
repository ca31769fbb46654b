"""A gradient by lists and dicts was taken for a number or an array by the function that it is used in."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


def total(t):
    if isinstance(t, (tuple, list)):
        return sum([total(v) for v in t])
    if isinstance(t, dict):
        return sum([total(t[k]) for k in t])
    if t is None:
        return 0.0
    return np.sum(t * t)


def by_loops(t):
    s = 0.0
    for v in t:
        for k in v:
            s += np.sum(v[k] ** 2)
    return s


def by_items(t):
    return sum([np.sum(w**2) * (i + 1) for i, v in enumerate(t) for _, w in v.items()])


def product(P):
    h = 1.0
    for layer in P:
        h = h * layer["w"]
    return h


def layers(P):
    h = np.array([0.3, -0.5])
    for layer in P:
        h = np.tanh(layer["w"] @ h + layer["b"])
    return np.sum(h**2)


def pair(t):
    return total((t[0], [t[1]["k"]])) * t[0]


def scaled(P):
    h = 1.0
    for layer in P:
        h = h * np.sin(layer["w"]) ** layer["n"]
    return h


NUMBERS = [{"w": 1.1}, {"w": 2.3}]
WEIGHTS = [
    {"w": np.array([[0.1, 0.5], [0.4, -0.3]]), "b": np.array([0.2, 0.7])},
    {"w": np.array([[0.9, -0.2], [0.3, 0.6]]), "b": np.array([-0.1, 0.4])},
]
POWERS = [{"w": 1.1, "n": 2}, {"w": 0.7, "n": 3}]
PAIR = (1.2, {"k": 2.0})

by_numbers, by_weights, by_pair = s2s.grad(product), s2s.grad(layers), s2s.grad(pair)
with_value, by_powers = s2s.value_and_grad(layers), s2s.grad(scaled)


def with_penalty(P):
    value, slopes = with_value(P)
    return value + 0.1 * total(slopes)


ROWS = [
    (lambda P: total(by_numbers(P)), NUMBERS),
    (lambda P: by_loops(by_numbers(P)), NUMBERS),
    (lambda P: by_items(by_numbers(P)), NUMBERS),
    (lambda P: by_numbers(P)[0]["w"] * len(by_numbers(P)), NUMBERS),
    (lambda P: total(by_weights(P)), WEIGHTS),
    (lambda P: by_loops(by_weights(P)), WEIGHTS),
    (lambda P: by_items(by_weights(P)), WEIGHTS),
    (with_penalty, WEIGHTS),
    (lambda P: total(by_powers(P)), POWERS),
    (lambda t: total(by_pair(t)), PAIR),
]


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_derivatives(row: int) -> None:
    check(*ROWS[row])


def test_second_derivatives_of_a_penalty() -> None:
    f = ROWS[0][0]
    steep = lambda w: s2s.grad(f)([{"w": w}, {"w": 2.3}])[1]["w"]  # noqa: E731
    found = s2s.hvp(f)(NUMBERS, [{"w": 1.0}, {"w": 0.0}])[1]["w"]
    assert found == pytest.approx((steep(1.1 + 1e-5) - steep(1.1 - 1e-5)) / 2e-5)

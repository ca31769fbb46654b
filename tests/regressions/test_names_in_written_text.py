"""Parameters may have the names that texts of s2s's own use: composites, containers, formulas."""

from __future__ import annotations

from typing import Any

import numpy as np

import s2s

X = np.array([0.3, -0.7])


def quartic(x, v=1.0, fun=2.0, jvp=0.5, unit=1.0, columns=1.0):
    return v * fun * jvp * unit * columns * (x @ x) ** 2 / 3.0


def test_composites_inside_a_gradient() -> None:
    for derivative in (
        lambda x: s2s.hvp(quartic)(x, X, 1.0) @ X,
        lambda x: np.sum(s2s.jacfwd(quartic)(x, 1.0)),
    ):
        s2s.check_grads(derivative, X)


class Pair:
    def __init__(self, first: Any, second: Any) -> None:
        self.first, self.second = first, second


s2s.register(Pair, lambda p: ((p.first, p.second), None), lambda aux, parts: Pair(*parts))


def fun(pair, fun=2.0):
    return fun * pair.first * pair.second


def test_containers() -> None:
    found = s2s.grad(fun)(Pair(2.0, 3.0), 4.0)
    assert (found.first, found.second) == (12.0, 8.0)

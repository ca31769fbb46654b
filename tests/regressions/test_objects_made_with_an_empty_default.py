"""An empty tuple as a default value was taken for a buffer from outside that is written into."""

from __future__ import annotations

import numpy as np

import s2s


class Node:
    def __init__(self, value: float, parents: tuple[object, ...] = ()) -> None:
        self.value = value
        self.parents = parents
        self.adjoint = 0.0


def own_backward(x: float) -> float:
    a = Node(x)
    out = Node(a.value * a.value, ((a, 2.0 * a.value),))
    out.adjoint = 1.0
    for parent, weight in out.parents:
        parent.adjoint += out.adjoint * weight
    return a.adjoint * out.value


def test_orders() -> None:
    derivative = s2s.grad(own_backward)
    assert np.isclose(derivative(1.5), 6.0 * 1.5**2, rtol=1e-14)
    assert np.isclose(s2s.jvp(derivative, (1.5,), (1.0,))[1], 12.0 * 1.5, rtol=1e-14)
    assert np.isclose(s2s.grad(derivative)(1.5), 12.0 * 1.5, rtol=1e-14)

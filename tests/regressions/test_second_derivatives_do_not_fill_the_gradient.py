"""The Hessian of a function of a list, times a vector, filled the gradient along, which nobody read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s


def loss(layers: Any) -> Any:
    total = 0.0
    for i in range(len(layers)):
        weights, scale = layers[i]
        total += np.sum(np.tanh(weights * scale) ** 2)
    return total


def test_a_list_of_tuples() -> None:
    layers = [(np.array([0.3, -0.5]), 1.5), (np.array([0.7, 0.2]), 0.5)]
    along = [(np.array([1.0, -0.4]), 0.3), (np.array([-0.2, 0.6]), -0.7)]
    product, step = s2s.hvp(loss), 1e-5
    found = product(layers, along)

    def moved(by: float) -> Any:
        pairs = zip(layers, along, strict=True)
        return [(w + by * w_dot, a + by * a_dot) for (w, a), (w_dot, a_dot) in pairs]

    high, low = s2s.grad(loss)(moved(step)), s2s.grad(loss)(moved(-step))
    for made, up, down in zip(found, high, low, strict=True):
        for part, above, below in zip(made, up, down, strict=True):
            assert part == pytest.approx((above - below) / (2 * step), rel=1e-6)
    assert "layers_bar_dot[i] =" in product.source
    assert "layers_bar[i] =" not in product.source

"""An attribute that holds a local function holds its tuple in generated code: it was not known there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.second_derivatives import check_every_mix


class Layer:
    def __init__(self, activation: Callable[[Any], Any], weight: Any) -> None:
        self.activation = activation
        self.weight = weight

    def __call__(self, x: Any) -> Any:
        return self.activation(self.weight * x)


def test_a_lambda_in_an_attribute() -> None:
    def loss(x: Any) -> Any:
        layer = Layer(lambda z: z * np.sin(z), x[0])
        return np.sum(layer(x) ** 2)

    check_every_mix(loss, np.array([0.2, 0.5, 0.7, 0.3]), np.array([0.3, -0.7, 0.2, 0.5]))

"""An object that came to hold a global array was taken for memory from outside as a whole."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

INPUTS = np.array([1.0, 2.0, 3.0])
TARGETS = np.array([0.5, 0.2, 0.1])


class Model:
    def __init__(self, weight):
        self.weight = weight
        self.history = []

    def fit(self, inputs, targets):
        self.inputs, self.targets = inputs, targets
        self.history.append(self.weight)
        residual = self.weight * inputs - targets
        self.weight = self.weight - 0.1 * np.sum(residual * inputs)
        return self

    def scaled(self):
        return self.inputs * self.weight

    def spoil(self):
        self.inputs *= self.weight
        return self


def fitted(weight):
    model = Model(weight).fit(INPUTS, TARGETS)
    return np.sum(model.scaled() ** 2) + model.history[0]


def fitted_twice(weight):
    model = Model(weight)
    for _ in range(2):
        model.fit(INPUTS[1:], TARGETS[:2])
    return model.weight**2


@pytest.mark.parametrize("fun", [fitted, fitted_twice])
def test_data_is_kept_beside_what_changes(fun) -> None:
    check(fun, 0.7)


def spoiled(weight):
    return np.sum(Model(weight).fit(INPUTS, TARGETS).spoil().scaled())


def test_a_write_into_the_global_array_is_refused() -> None:
    with pytest.raises(s2s.MutationError, match="from outside of the function"):
        s2s.grad(spoiled)(0.7)

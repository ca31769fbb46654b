"""``np.ndarray(shape)`` was not known to make an array."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([1.0, 2.0, 0.3])


def filled(x):
    energy = np.ndarray(3, dtype=np.float64)
    energy[0], energy[1:] = x[0] ** 2, x[1:] * x[0]
    return np.sum(energy * x)


def of_passive_numbers(x):
    weights = np.ndarray((3,), float, np.arange(3.0))
    return np.sum(weights * x)


@pytest.mark.parametrize("fun", [filled, of_passive_numbers])
def test_a_bare_array(fun) -> None:
    check(fun, X)


def over_a_buffer(x):
    y = np.zeros(3)
    shown = np.ndarray((3,), buffer=y)
    shown[0] = x[1]
    return np.sum(y * x)


def test_an_array_over_a_buffer_of_active_numbers_is_refused() -> None:
    with pytest.raises(s2s.NoRuleError, match="with respect to `buffer`"):
        s2s.grad(over_a_buffer)(X)

"""A list that stood for an array, and was broadcast: its gradient had the shape of the result."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s.testing import check

Y = np.arange(1.0, 7.0).reshape(2, 3)


def operators(x):
    return np.sum((Y * x + np.multiply(x, Y) - x) ** 2) + np.sum(Y @ np.ravel(x)[:1].repeat(3))


def ufuncs(x):
    return np.sum(np.arctan2(Y, x) + np.hypot(x, [[1.0, 2.0, 3.0]]) * np.maximum(x, Y) ** x)


def choices(x):
    chosen = np.select([Y > 2, Y > 1], [x, Y]) + np.choose(Y > 3, [x, Y])
    return np.sum((chosen + np.where(Y > 2, x, Y) + np.clip(Y, x, 5.0)) * Y)


def written_into(x):
    z = Y.copy()
    z *= x
    z += x
    z[1:] = x
    np.subtract(x, z, out=z)
    return np.sum(z**2 * Y)


@pytest.mark.parametrize(
    "x", [[0.1, 0.2, 0.5], (0.1, 0.2, 0.5), [0.3], [[0.1, 0.2, 0.5]], [np.array([0.1, 0.2, 0.5])]],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("program", [operators, ufuncs, choices, written_into])
def test_program(program: Any, x: Any) -> None:
    check(program, x)

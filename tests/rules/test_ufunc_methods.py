"""Methods of universal functions without rules of their own, by their texts."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

V = np.array([2.2, 1.7, 0.3])


def power_at(x):
    y = x * 1.0
    np.power.at(y, [0, 0, 2], 2.0)
    return y * V


def hypot_at(x):
    y = np.outer(x, V)
    np.hypot.at(y, [0, 0, 2], x)
    return y * V


def exp_at(x):
    y = x * 1.0
    np.exp.at(y, [0, 0, 2])
    return y * V


def negative_at(x):
    y = x * 1.0
    np.negative.at(y, x > 1)
    return y * V


def floor_divide_at(x):
    y = x * 1.0
    np.floor_divide.at(y, [0, 1], 0.5)
    return y * V


def sin_pairs_at(x):
    y = np.outer(x, V)
    np.sin.at(y, (0, [1, 1]))
    return y * V


def rows_at(function, indices, operand):
    """What ``at`` makes of a table."""

    def program(x):
        y = np.outer(x, V) + 1.0
        function.at(y, indices, operand(x))
        return y * V

    return program


CALLS = {
    "multiply.at pairs": rows_at(np.multiply, ([0, 0, 1], [1, 1, 2]), lambda x: x),
    "multiply.at column": rows_at(np.multiply, (slice(None), 1), lambda x: 2.0 * x[0]),
    "multiply.at rows": rows_at(np.multiply, (np.array([0, 0, 1]), slice(1, 3)), lambda x: x[:2]),
    "divide.at int": rows_at(np.divide, 2, lambda x: x),
    "divide.at slice": rows_at(np.divide, slice(0, 2), lambda x: x[0]),
    "power.at place": rows_at(np.power, (1, 1), lambda x: 3.0),
    "maximum.at ellipsis": rows_at(np.maximum, ..., lambda x: x[1]),
    "add.at pairs": rows_at(np.add, ([0, 0, 1], [1, 1, 2]), lambda x: x),
    "sin.at pairs": sin_pairs_at,
    "power.at": power_at,
    "hypot.at": hypot_at,
    "exp.at": exp_at,
    "negative.at": negative_at,
    "floor_divide.at": floor_divide_at,
    "arctan2.reduceat": lambda x: np.arctan2.reduceat(x, [0, 1, 0]),
    "divide.reduceat": lambda x: np.divide.reduceat(x, [0, 1, 0]),
    "subtract.reduceat": lambda x: np.subtract.reduceat(np.outer(x, x), [0, 1], axis=1),
    "subtract.reduceat negative": lambda x: np.subtract.reduceat(np.outer(x, x), [0, 2], axis=-1),
    "power.reduceat": lambda x: np.power.reduceat(x, [0, 1]),
    "fmax.reduceat": lambda x: np.fmax.reduceat(x, [0, 1]),
    "hypot.reduceat": lambda x: np.hypot.reduceat(x, [0, 2]),
    "logaddexp2.reduceat": lambda x: np.logaddexp2.reduceat(x, [0, 1]),
    "remainder.reduce": lambda x: np.remainder.reduce(x),
    "remainder.accumulate": lambda x: np.remainder.accumulate(x),
    "fmod.reduce": lambda x: np.fmod.reduce(np.outer(x, x), axis=1, keepdims=True),
    "copysign.reduce": lambda x: np.copysign.reduce(x),
    "copysign.outer": lambda x: np.copysign.outer(x, -x),
    "ldexp.outer": lambda x: np.ldexp.outer(x, np.array([1, 2])),
    "heaviside.outer": lambda x: np.heaviside.outer(x, x) * x,
}


@pytest.mark.parametrize("name", CALLS)
def test_method(name: str) -> None:
    check(CALLS[name], V)

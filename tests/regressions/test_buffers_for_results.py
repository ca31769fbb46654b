"""Results written into arrays: of methods of universal functions by their texts it was lost, with no error."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s.testing import check

X = np.array([[0.35, 0.37, 0.68], [0.26, 0.56, 0.63]])
METHODS = {
    "fmod.reduce": lambda x, o: np.fmod.reduce(x, axis=1, out=o[0]),
    "mod.reduce by place": lambda x, o: np.mod.reduce(x, 1, None, o[0]),
    "copysign.reduce": lambda x, o: np.copysign.reduce(x, 1, out=o[1]),
    "nextafter.accumulate": lambda x, o: np.nextafter.accumulate(x, axis=1, out=o.T),
    "fmod.accumulate": lambda x, o: np.fmod.accumulate(x, axis=1, out=o.T),
    "mod.reduceat": lambda x, o: np.mod.reduceat(x, [0, 2], axis=1, out=o[:2]),
    "mod.outer": lambda x, o: np.mod.outer(x[0], x[1, :2], out=o),
    "subtract.reduceat": lambda x, o: np.subtract.reduceat(x, [0, 2], axis=1, out=o[:2]),
    "subtract.reduce": lambda x, o: np.subtract.reduce(x, 1, out=o[0]),
    "sin of a tuple": lambda x, o: np.sin(x[:, :2], out=(o[1:],)),
    "add.reduce of a tuple": lambda x, o: np.add.reduce(x, 1, out=(o[1],)),
    "modf by place": lambda x, o: np.modf(3.3 * x[:, :2], o[:2]),
    "modf of a tuple": lambda x, o: np.modf(3.3 * x[0], out=(o[:, 0], o[:, 1])),
    "divmod": lambda x, o: np.divmod(x[0], 0.21, o[:, 0], o[:, 1]),
    "divmod of the second only": lambda x, o: np.divmod(x[0], 0.21, out=(None, o[:, 1])),
    "frexp": lambda x, o: np.frexp(x[0], o[:, 0], np.zeros(3, int)),
    "conj": lambda x, o: np.conj(x[0], out=o[:, 0], where=[True, False, True]),
    "heaviside": lambda x, o: np.heaviside(x[0] - 0.3, x[1], out=o[:, 0]),
    "copysign": lambda x, o: np.copysign(x[0], -1.0, out=o[:, 0]),
}


@pytest.mark.parametrize("name", METHODS)
def test_what_is_left_in_the_buffer(name: str) -> None:
    call = METHODS[name]

    def program(x):
        o = np.ones((3, 2))
        call(x, o)
        return np.sum(o**2 * np.array([[1.0, 2.0]]))

    check(program, X)


@pytest.mark.parametrize("name", METHODS)
def test_what_is_returned_too(name: str) -> None:
    call = METHODS[name]

    def program(x):
        o = np.ones((3, 2))
        found = call(x, o)
        first = found[0] if isinstance(found, tuple) else found
        return np.sum(o**2 * np.array([[1.0, 2.0]])) + np.sum(np.sin(first))

    check(program, X)


STARTED = {
    "subtract": lambda x: np.subtract.reduce(x, initial=x[0, 0]),
    "divide": lambda x: np.divide.reduce(x, 1, initial=0.6, keepdims=True),
    "power": lambda x: np.power.reduce(x, initial=2.5),
    "float_power": lambda x: np.float_power.reduce(x, initial=2.5, where=x > 0.4),
    "arctan2": lambda x: np.arctan2.reduce(x, 1, initial=0.3, where=x > 0.36),
    "hypot": lambda x: np.hypot.reduce(x, 1, initial=0.3),
    "logaddexp": lambda x: np.logaddexp.reduce(x, 1, initial=0.3, where=x > 0.4),
    "fmod": lambda x: np.fmod.reduce(x, initial=2.6),
    "mod of a line": lambda x: np.mod.reduce(x[0], None, float, None, False, x[1, 1]),
}


@pytest.mark.parametrize("name", STARTED)
def test_initial_value_and_elements_left_out(name: str) -> None:
    check(STARTED[name], X)


@pytest.mark.parametrize(
    "program",
    [
        lambda x: np.sum(np.nan_to_num(x.copy(), copy=False, nan=3.0) ** 2),
        lambda x: np.conjugate(x, dtype=float) * 2.0,
        lambda x: np.ldexp(x, 2, dtype=np.float64),
    ],
)
def test_rare_keywords(program: Any) -> None:
    check(program, X)


def test_nan_replaced_in_place() -> None:
    def program(x):
        y = x / (x - 0.35)
        np.nan_to_num(y, copy=False, posinf=7.0)
        return y * x

    with np.errstate(divide="ignore"):
        check(program, X + 0.01)

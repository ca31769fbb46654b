"""A function that Numba compiles was refused, by a bare ValueError: its text is there to be read."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import s2s


class CPUDispatcher:
    """What Numba makes of a function, so far as it can be seen: no signature, and the function."""

    def __init__(self, fun):
        functools.update_wrapper(self, fun)
        self.py_func = fun
        self.__code__ = fun.__code__

    @property
    def __signature__(self):
        raise ValueError("no signature found")

    def __call__(self, *args):
        return self.py_func(*args)


CPUDispatcher.__module__ = "numba.core.registry"


@CPUDispatcher
def square(x):
    return x * x


@CPUDispatcher
def loss(x, n):
    total = 0.0
    for i in range(n):
        total += square(x[i]) * np.sin(x[i])
    return total


def caller(x):
    return square(x) * 2.0


def test_its_text_is_differentiated() -> None:
    x = np.arange(4.0)
    expected = 2 * x * np.sin(x) + x * x * np.cos(x)
    assert s2s.grad(square)(2.0) == 4.0
    assert s2s.grad(caller)(2.0) == 8.0
    assert s2s.grad(loss, argnums="x")(x, 4) == pytest.approx(expected)
    assert s2s.vjp(loss, x, 4)[1](1.0)[0] == pytest.approx(expected)
    assert s2s.jvp(loss, (x, 4), (np.ones(4), 0))[1] == pytest.approx(expected.sum())
    assert s2s.grad(loss).__name__ == "loss"


class Compiler:
    """What such a function holds besides: objects that all lead to each other."""

    def __init__(self, several):
        self.__dict__.update(several)


@CPUDispatcher
def cube(x):
    return x * x * x


def cubed(x):
    return cube(x) + x


def test_its_compiler_is_not_looked_through() -> None:
    """The key of the function took minutes: it spelled out every path through the compiler."""
    parts = {f"part_{i}": Compiler({}) for i in range(12)}
    for part in parts.values():
        vars(part).update(parts)
    cube.compiler = parts
    assert s2s.grad(cubed)(2.0) == 13.0
    assert s2s.grad(cube)(2.0) == 12.0

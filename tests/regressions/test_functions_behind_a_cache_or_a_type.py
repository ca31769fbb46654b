"""`functools.lru_cache`, `cache` and `singledispatch` hid the functions that the program calls."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
import pytest

import s2s
from s2s.testing import check


@functools.lru_cache
def square(x):
    return x * x


@functools.cache
def legendre(n, x):
    if n == 0:
        return 1.0
    if n == 1:
        return x
    return ((2 * n - 1) * x * legendre(n - 1, x) - (n - 1) * legendre(n - 2, x)) / n


class Basis:
    def __init__(self, scale):
        self.scale = scale

    @functools.lru_cache(maxsize=8)  # noqa: B019
    def at(self, x):
        return self.scale * x * x


@dataclass
class Circle:
    radius: float


@dataclass
class Box:
    width: float
    height: float


@functools.singledispatch
def area(shape):
    return shape * shape


@area.register
def _(shape: Circle):
    return math.pi * shape.radius**2


@area.register(Box)
def _(shape):
    return shape.width * shape.height


@area.register(np.ndarray)
def _(shape):
    return np.prod(shape)


def cached(x):
    return square(x) * square(3) + square(x + 1.0)


def recursive(x):
    return legendre(4, x)


def method(x):
    return Basis(2.0).at(x) * x


def mapped(x):
    return sum(map(square, [x, 2.0 * x]))


def dispatched(x):
    return area(Circle(x)) + area(Box(x, x * x)) + area(np.array([x, 2.0])) + area(x)


@pytest.mark.parametrize("fun", [cached, recursive, method, mapped, dispatched])
def test_it_is_differentiated(fun) -> None:
    check(fun, 0.6)
    gradient = s2s.grad(fun)
    expected = (gradient(0.6 + 1e-6) - gradient(0.6 - 1e-6)) / 2e-6
    assert s2s.hvp(fun)(0.6, 1.0) == pytest.approx(expected, rel=1e-5)


def test_the_cached_function_itself() -> None:
    assert s2s.grad(square)(1.5) == 3.0
    assert square.cache_info().hits >= 0

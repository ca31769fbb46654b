"""Comparisons and operators of users' classes, spelled as functions or not, may give numbers.

They were taken for truths or whole numbers, and the derivative was 0.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s


class Number:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value

    def __ge__(self, other):
        return self.value * 23.0 * other

    def __invert__(self):
        return self.value * 11.0

    def __xor__(self, other):
        return self.value * other.value * 13.0

    def __abs__(self):
        return Number(abs(self.value) * 3.0)

    def __mul__(self, other):
        return Number(self.value * (other.value if isinstance(other, Number) else other))

    __rmul__ = __mul__

    def __float__(self):
        return self.value * 2.0

    def __getitem__(self, key):
        return self.value * key


class Pair:
    def __init__(self, first, second):
        self.parts = [first, second]

    def __add__(self, other):
        return Pair(self.parts[0] + other.parts[0], self.parts[1] + other.parts[1])

    def __iter__(self):
        return iter(self.parts)


def written_into_an_array(x):
    found = np.zeros(3)
    found[0] = Number(x)
    return found.sum() * x


CASES: dict[str, Callable[[float], Any]] = {
    "comparison": lambda x: Number(x) >= 3.0,
    "reflected": lambda x: 3.0 <= Number(x),
    "as functions": lambda x: operator.ge(Number(x), 3.0) + operator.invert(Number(x)),
    "xor": lambda x: operator.xor(Number(x), Number(x * x)),
    "absolute": lambda x: operator.abs(Number(x)).value,
    "in a test": lambda x: x if Number(x) >= 3.0 else x * x,
    "product": lambda x: math.prod([Number(x), Number(x * x)], start=Number(2.0)).value,
    "largest of what has items": lambda x: max(Number(x), Number(0.1)).value,
    "array": lambda x: np.array([Number(x), Number(x * x)], dtype=float).sum() * x,
    "written into an array": written_into_an_array,
    "start of a reduction": lambda x: functools.reduce(
        operator.add, [Pair(x, 2.0), Pair(x * x, x)], Pair(x, 0.0)
    ).parts[0],
    "distance of what is run through": lambda x: math.hypot(*Pair(x, x * x)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_derivative(name: str) -> None:
    fun = CASES[name]
    x, h = 0.6, 1e-6
    value, slope = s2s.value_and_grad(fun)(x)
    assert value == fun(x)
    assert slope == pytest.approx((fun(x + h) - fun(x - h)) / (2 * h), rel=1e-7)
    assert s2s.jvp(fun, (x,), (1.0,))[1] == pytest.approx(slope)


def among_the_values(x):
    number = Number(x)
    return x > 1.0 or number >= 3.0


def summed_object(x):
    return np.sum(Pair(x, x * x).parts) + np.stack([Number(x), Number(x)]).sum()


@pytest.mark.parametrize("fun", [among_the_values, summed_object])
def test_refused(fun: Callable[[float], Any]) -> None:
    with pytest.raises(s2s.S2SError) as caught:
        s2s.jvp(fun, (0.6,), (1.0,))
    assert caught.value.place is not None and caught.value.hint

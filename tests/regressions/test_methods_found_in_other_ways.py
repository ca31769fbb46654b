"""Methods and fields that are found in other ways: they were refused.

Operators as functions, `functools.total_ordering`, properties of a parent, builtins in a class, as
many arguments as a named tuple has fields.
"""

from __future__ import annotations

import functools
import math
import operator
from typing import NamedTuple

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


class State(NamedTuple):
    a: float
    b: float

    def scale(self, k):
        return State(*(c * k for c in self))

    def plus(self, o):
        return State(*map(operator.add, self, o))

    def minus(self, o):
        return State._make(p - q for p, q in zip(self, o, strict=True))


class Number:
    def __init__(self, x):
        self.x = x

    def __add__(self, o):
        return Number(self.x + o.x)

    def __mul__(self, o):
        return Number(self.x * o.x)

    def __pow__(self, n):
        return Number(self.x**n)

    @property
    def square(self):
        return self.x**2


class Cube(Number):
    @property
    def square(self):
        return super().square * 3 + self.x


class Layer:
    act = np.tanh
    wave = math.sin

    def __call__(self, x):
        return self.act(x) * self.wave(x)


@functools.total_ordering
class Ordered:
    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return self.x == o.x

    def __lt__(self, o):
        return self.x < o.x


def fields_of_a_generator(x):
    return State(x, x * x).scale(x).b


def fields_of_a_map(x):
    return State(x, x * x).plus(State(x, 1.0)).minus(State(x, 2.0)).b


def operators_as_functions(x):
    total = functools.reduce(operator.add, [Number(x), Number(x * x)])
    return operator.mul(total, Number(x + 1)).x + pow(Number(x), 2).x


def property_of_a_parent(x):
    return Cube(x).square


def builtins_of_a_class(x):
    return Layer()(x)


def total_ordering(x):
    a, b = Ordered(x), Ordered(x * x)
    return a.x if a >= b else b.x * 2


def map_over_views(x):
    d = {"p": x, "q": x * x}
    return sum(map(math.tanh, d.values())) + sum(map(lambda kv: kv[1] * 2, d.items()))


def from_keys_of_a_dict(x):
    c = {"A": 1.0, "C": 0.1}
    rates = dict.fromkeys(c, 0.0)
    for s in c:
        rates[s] -= x * c[s]
    return rates["A"]


PROGRAMS = [
    fields_of_a_generator, fields_of_a_map, operators_as_functions, property_of_a_parent,
    builtins_of_a_class, total_ordering, map_over_views, from_keys_of_a_dict,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))
    assert s2s.value_and_grad(fun)(0.6)[0] == pytest.approx(fun(0.6))

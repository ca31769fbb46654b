"""Methods that a decorator with arguments made captured something, and a call of them crashed."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests.second_derivatives import check_every_mix

W = np.array([1.0, 2.0])
X = np.array([0.6, 1.3, -0.4, 0.9])


def scaled(c):
    def decorate(f):
        @functools.wraps(f)
        def inner(self, *args):
            return np.sum(c * f(self, *args))

        return inner

    return decorate


def noted(c):
    def decorate(f):
        def inner(self, value):
            f(self, value * c)

        return inner

    return decorate


class Base:
    def __init__(self, s):
        self.s = s

    @scaled(2.0)
    def low(self, k):
        return self.s**2 * k

    @property
    @scaled(4.0)
    def cubed(self):
        return self.s**3


class Child(Base):
    @scaled(3.0)
    def pay(self, k):
        return self.s - k

    @scaled(0.5)
    def low(self, k):
        return super().low(k) + self.pay(k)

    @property
    @scaled(0.3)
    def cubed(self):
        return super().cubed * self.s

    @property
    def doubled(self):
        return self.s * 2.0

    @doubled.setter
    @noted(0.7)
    def doubled(self, value):
        self.s = value**2

    @scaled(5.0)
    def __call__(self, k):
        return k * self.s

    @scaled(1.5)
    def __add__(self, other):
        return self.s * other

    @scaled(W)
    def array(self, k):
        return self.s * k

    @classmethod
    @scaled(3.0)
    def of_class(cls, k):
        return k**2

    @staticmethod
    @scaled(3.0)
    def alone(k):
        return k**2

    @scaled(2.0)
    def write(self, buffer, v):
        buffer[0] = v * self.s
        return buffer[0]


def methods(x):
    child = Child(x[0])
    return child.pay(0.5) ** 2 + child.low(x[1]) * child.array(x[:2])


def operators(x):
    child = Child(x[0])
    return child(x[1]) * (child + x[2])


def properties(x):
    child = Child(x[0])
    child.doubled = x[1]
    return child.s * child.cubed + child.doubled


def of_the_class(x):
    return Child.of_class(x[0]) * Child.alone(x[1])


def into_a_buffer(x):
    buffer = np.zeros(2)
    return Child(x[0]).write(buffer, x[1]) * buffer[0]


def of_several_classes(x):
    return sum(each.low(x[1]) for each in [Child(x[0]), Base(x[2])])


def passive(x):
    child = Child(2.0)
    return child.pay(0.3) * child.cubed * (child + 1.0) * x[0] ** 2


@pytest.mark.parametrize(
    "fun",
    [
        methods, operators, properties, of_the_class, into_a_buffer, of_several_classes, passive,
    ],
)  # fmt: skip
def test_every_mix(fun):
    check_every_mix(fun, X, np.array([0.5, -0.3, 0.8, 0.1]))

"""`max`, `min` and `sum` of objects crashed where their class has the operators for it."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from s2s.testing import check


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __lt__(self, other):
        return abs(self) < abs(other)


class Plain:
    def __init__(self, v):
        self.v = v


def two(y):
    return abs(max(Vector(y, 1.0), Vector(0.2, y))) * min(Vector(y, 1.0), Vector(0.2, y)).y


def listed(y):
    return abs(max([Vector(y * i, 1.0) for i in range(4)]))


def equal(y):  # the first of them
    return max([Vector(3.0, 4.0 * y), Vector(5.0, 0.0 * y)], key=abs).x * y


def summed(y):
    return abs(sum([Vector(y, 1.0), Vector(2.0, y), Vector(y * y, y)], Vector(0.0, 0.0)))


def by_keyword(y):
    vectors = [Vector(y * i, 1.0) for i in range(3)]
    return abs(sum(vectors, start=Vector(y, y)))


@pytest.mark.parametrize("program", [two, listed, equal, summed, by_keyword])
def test_operators_of_the_class(program) -> None:
    check(program, 1.7)


def test_objects_that_are_arguments() -> None:
    vectors = [Vector(1.0, 2.0), Vector(3.0, 4.0), Vector(0.5, 0.1)]
    found = s2s.grad(lambda vs: abs(max(vs)) + min(vs).x)(vectors)
    assert np.allclose([(v.x, v.y) for v in found], [(0.0, 0.0), (0.6, 0.8), (1.0, 0.0)])


def test_objects_without_operators_have_pythons_error() -> None:
    def program(y):
        return max(Plain(y), Plain(2.0)).v

    with pytest.raises((TypeError, s2s.S2SError)):
        s2s.grad(program)(1.0)

"""A named tuple or dataclass with a constructor of its own was taken to hold its arguments as they are."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass

import pytest

import s2s


class Doubled(namedtuple("Doubled", "x y")):
    def __new__(cls, x, y):
        return super().__new__(cls, 2.0 * x, y)


@dataclass(init=False)
class Halved:
    x: float

    def __init__(self, x):
        self.x = 0.5 * x


def tuple_of_its_own(a):
    pair = Doubled(a, 1.0)
    return pair.x * pair.x


def class_of_its_own(a):
    held = Halved(a)
    return held.x * held.x


def test_refused() -> None:
    with pytest.raises(s2s.S2SError, match="made by a function of its own"):
        s2s.grad(tuple_of_its_own)(3.0)


def test_right() -> None:
    assert s2s.grad(class_of_its_own)(3.0) == 1.5


def test_passive_ones_are_left_alone() -> None:
    assert s2s.grad(lambda a: a * Doubled(1.5, 1.0).x)(2.0) == 3.0

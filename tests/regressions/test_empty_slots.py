"""An object with `__slots__`, none of which is filled yet when its shadow is made."""

from __future__ import annotations

from s2s.testing import check


class Pair:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def total(self):
        return self.a * self.b


class Scaled(Pair):
    __slots__ = ("c",)

    def __init__(self, a, b, c):
        super().__init__(a, b)
        self.c = c

    def total(self):
        return super().total() * self.c


def program(x):
    pair = Scaled(x, x**2, 1.5)
    pair.a += pair.b
    return pair.total()


def test_made_inside() -> None:
    check(program, 1.2)

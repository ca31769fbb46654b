"""`self.__x` was kept as an attribute of that name, which nobody else reads: wrong or missing values."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.7, 1.3])


class Vector:
    __scale = 3.0

    def __init__(self, parts) -> None:
        self.__parts = list(parts)

    def __len__(self) -> int:
        return len(self.__parts)

    def change(self, i, value) -> None:
        self.__parts[i] = value

    def __square(self, i):
        return self.__parts[i] ** 2 * self.__scale

    def size(self):
        return sum(self.__square(i) for i in range(len(self)))


class Base:
    def __init__(self, x) -> None:
        self.__x = x

    def base(self):
        return self.__x


class Derived(Base):
    def __init__(self, x, y) -> None:
        super().__init__(x)
        self.__x = y

    def both(self):
        return self.__x**2 * self.base()


def changed(x):
    vector = Vector(x)
    vector.change(1, x[0] * x[1])
    return vector.size()


GLOBAL = Derived(1.5, 2.5)


@pytest.mark.parametrize(
    "fun", [changed, lambda x: Derived(x[0], x[1]).both(), lambda x: GLOBAL.both() * x[0]]
)
def test_derivatives(fun) -> None:
    check(fun, X)


def test_gradient_by_an_object() -> None:
    found = s2s.grad(lambda held, a: held.both() * a, argnums=(0, 1))(Derived(1.5, 2.5), 2.0)
    assert (found[0]._Base__x, found[0]._Derived__x, found[1]) == (12.5, 15.0, 9.375)

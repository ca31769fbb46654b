"""``self.__class__(...)``, and second derivatives of ``dataclasses.replace``, which is written so, were refused."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import pytest

import s2s


@dataclass
class Point:
    v: float
    w: float = 2.0

    def moved(self, a: float) -> Point:
        return dataclasses.replace(self, v=self.v + a)

    def scaled(self, a: float) -> Point:
        return self.__class__(self.v * a, w=self.w)


class Plain:
    def __init__(self, v: float) -> None:
        self.v = v

    def doubled(self) -> Plain:
        return self.__class__(2.0 * self.v)


FUNCTIONS = {
    "replace": (lambda x: Point(x).moved(x).v ** 2 * Point(x).moved(x).w, 16.0),
    "class": (lambda x: Point(x).scaled(x).v ** 2, 12.0 * 1.5**2),
    "object": (lambda x: Plain(x).doubled().v ** 3, 48.0 * 1.5),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_second_derivatives(name: str) -> None:
    fun, expected = FUNCTIONS[name]
    s2s.check_grads(fun, 1.5, modes=("fwd", "rev"))
    assert np.isclose(s2s.hessian(fun)(1.5), expected, rtol=1e-13)
    assert np.isclose(s2s.grad(s2s.grad(fun))(1.5), expected, rtol=1e-13)


def test_by_the_object() -> None:
    found = s2s.hvp(lambda q: q.moved(q.v).v ** 2)(Point(1.0), Point(1.0, 0.0))
    assert np.isclose(found.v, 8.0, rtol=1e-13)

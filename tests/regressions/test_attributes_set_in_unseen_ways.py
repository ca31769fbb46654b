"""What was set in a way that the analysis does not see gave a silent zero where a callee read it."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.errors import UnsupportedError


class Reader:
    def line(self, x):
        return self.a * x + self.b


class Looped(Reader):
    def __init__(self, **given):
        for name, value in given.items():
            setattr(self, name, value)


class Updated(Reader):
    def __init__(self, **given):
        self.__dict__.update(given)


class Vars(Reader):
    def __init__(self, **given):
        vars(self).update(given)


class Bare(Reader):
    def __init__(self, a, b):
        object.__setattr__(self, "a", a)
        object.__setattr__(self, "b", b)


def read_by_a_helper(p, x):
    return p.a * x + p.b


def read_beside_another(p, x):
    return p.a * x + p.b, x


@pytest.mark.parametrize("cls", [Looped, Updated, Vars, Bare])
@pytest.mark.parametrize(
    "fun",
    [
        lambda cls, x: cls(a=2.0, b=3.0).line(x),
        lambda cls, x: read_by_a_helper(cls(a=2.0, b=3.0), x),
        lambda cls, x: read_beside_another(cls(a=2.0, b=3.0), x)[0],
    ],
)
def test_right_or_refused(cls, fun) -> None:
    for derivative in (s2s.grad(fun, 1), lambda c, x: s2s.jvp(fun, (c, x), (None, 1.0))[1]):
        try:
            found = derivative(cls, 1.5)
        except UnsupportedError as error:
            assert error.place is not None
        else:
            assert found == 2.0


class Part:
    def scale(self, x):
        return 2.0 * x


def parts_of_nothing(x):
    parts = []
    return sum(part.scale(x) for part in parts) + np.sum(x)


def test_an_empty_list_stays_empty() -> None:
    assert s2s.grad(parts_of_nothing)(1.5) == 1.0

"""A tuple that a class holds and an object extends (a crash); and a class with an index of its own."""

from __future__ import annotations

import pytest

import s2s
from s2s.testing import check_grads


class Kept:
    items = ()
    weights = (2.0, 3)

    def add(self, a):
        self.items += (a,)
        return self


def extended(x):
    return Kept().add(x).items[0] * x


def read_first(x):
    k = Kept()
    s = sum(k.items) + k.weights[1]
    k.add(x).add(x * x)
    k.weights = (x, k.weights[0])
    return s * k.items[1] + sum(k.items) * k.weights[0]


@pytest.mark.parametrize("fun", [extended, read_first], ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))


class Scaled:
    def __class_getitem__(cls, n):
        return n * 2


def of_the_class(x):
    return Scaled[x] * x


def test_a_class_with_an_index_of_its_own_is_refused() -> None:
    with pytest.raises(s2s.UnsupportedError, match="__class_getitem__"):
        s2s.grad(of_the_class)(0.6)

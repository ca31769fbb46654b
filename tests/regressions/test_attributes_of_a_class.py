"""An attribute that an object takes from its class: its value was taken for its tangent."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check
from tests.language.table import check_alone

V = np.array([0.4, 0.5, -0.6])


class Counter:
    total = 0.0
    gain = 0.5
    steps = 0
    options = {"scale": 2.0}

    def add(self, x):
        self.steps += 1
        self.total += x * self.options["scale"]
        return self.total

    def tune(self, x):
        self.gain = x


class Shared:
    buffer = np.zeros(3)
    items: list = []

    def add(self, v):
        self.buffer += v
        return np.sum(self.buffer * v)

    def keep(self, v):
        self.items.append(v)
        return np.sum(self.items[0] * v)


def shadowed_by_an_update(v):
    counter = Counter()
    for x in v:
        counter.add(x * v[0])
    return counter.total * v[1] * counter.steps


def read_before_it_is_set(v):
    counter = Counter()
    before = counter.gain
    counter.tune(v[0] * before)
    return counter.gain * v[1] + before


def set_on_one_path(v):
    counter = Counter()
    for x in v:
        if x > 5.0:
            counter.tune(x)
    return counter.gain * v[1] + counter.add(v[2])


@pytest.mark.parametrize("fun", [shadowed_by_an_update, read_before_it_is_set, set_on_one_path])
def test_until_it_is_set_it_does_not_vary(fun) -> None:
    check(fun, V)


class Scale:
    def __init__(self, s):
        self.s = s

    def scale(self, y):
        return y * self.s


def bound_method_kept(x, y):
    obj = Scale(x)
    scale = obj.scale
    obj.s = obj.s * 2.0
    return scale(y) * scale(x)


def test_bound_method_sees_what_is_set_later() -> None:
    check(bound_method_kept, 0.7, 1.2)
    check_alone(bound_method_kept, (0.7, 1.2))


def into_the_array(v):
    return Shared().add(v)


def into_the_list(v):
    return Shared().keep(v)


@pytest.mark.parametrize("fun", [into_the_array, into_the_list])
def test_active_write_into_what_the_class_holds_is_an_error(fun) -> None:
    with pytest.raises(s2s.MutationError, match="from outside of the function"):
        s2s.grad(fun)(V)

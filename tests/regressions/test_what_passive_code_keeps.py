"""What is not differentiated, kept by an object or a list and written into there, changed the argument."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

import s2s


class Box:
    def __init__(self, t, w):
        self.t = t
        self.v = w

    def given(self):
        return self.v

    @property
    def held(self):
        return self.v

    def triple(self):
        self.v *= 3


class Nested:
    def __init__(self, w):
        self.box = Box(1.0, w)


class Queue:
    def __init__(self):
        self.items: Any = []

    def add(self, w):
        self.items.append(w)

    def run(self):
        for item in self.items:
            item *= 2


class Bare:
    pass


def double(a):
    a *= 2


def keep(box, w):
    box.v = w


def extend(items, w):
    items.extend([w])


def insert(items, w):
    items.insert(0, w)


def update(table, w):
    table.update(v=w)


def set_default(table, w):
    table.setdefault("v", w)


def plus(items, w):
    items += [w]


def by_slice(items, w):
    items[0:0] = [w]


def in_an_object(x, w):
    double(Box(1.0, w).v)
    return x[0] * w[0] + x[1]


def by_an_attribute(x, w):
    box = Box(1.0, w)
    box.v *= 2
    return x[0] * w[0] + x[1]


def by_another_name(x, w):
    box = Box(1.0, w)
    other = box
    view = other.v
    view[0] = 5.0
    return x[0] * w[0] + x[1]


def nested(x, w):
    held = Nested(w).box.v
    held[0] = 5.0
    return x[0] * w[0] + x[1]


def kept_by_a_helper(x, w):
    box = Bare()
    keep(box, w)
    double(box.v)
    return x[0] * w[0] + x[1]


def by_methods(x, w):
    box = Box(1.0, w)
    box.triple()
    double(box.given())
    double(box.held[1:])
    return x[0] * w[0] + x[1]


def queued(x, w):
    queue = Queue()
    queue.add(w)
    queue.run()
    return x[0] * w[0] + x[1]


def in_an_attribute_that_is_a_dict(x, w):
    box = Bare()
    box.table = {}
    box.table["v"] = w
    box.table["v"][0] = 9.0
    return x[0] * w[0] + x[1]


def extended(x, w):
    items = []
    extend(items, w)
    double(items[0])
    return x[0] * w[0] + x[1]


def inserted(x, w):
    items = []
    insert(items, w)
    double(items[0])
    return x[0] * w[0] + x[1]


def updated(x, w):
    table = {}
    update(table, w)
    double(table["v"])
    return x[0] * w[0] + x[1]


def set_by_default(x, w):
    table = {}
    set_default(table, w)
    double(table["v"])
    return x[0] * w[0] + x[1]


def added(x, w):
    items = []
    plus(items, w)
    by_slice(items, w)
    double(items[1])
    return x[0] * w[0] + x[1]


def of_the_library(x, w):
    items = []
    list.append(items, w)
    double(items[0])
    return x[0] * w[0] + x[1]


def chosen(x, w):
    either = 1.0 and w
    either[0] = 5.0
    return x[0] * w[0] + x[1]


def reduced(x, w):
    first = functools.reduce(lambda a, b: a, [w, w])
    first[0] = 9.0
    return x[0] * w[0] + x[1]


def in_nested_containers(x, w):
    table = {"a": [w]}
    items = [0]
    items[0] = table["a"][0]
    items[0][0] = 9.0
    pairs = list(zip((w, w), (1, 2), strict=True))
    pairs[1][0][1] = 9.0
    return x[0] * w[0] + x[1]


def trimmed(x, w):
    part = np.trim_zeros(w)
    part[0] = 9.0
    return x[0] * w[0] + x[1]


PROGRAMS = [
    in_an_object, by_an_attribute, by_another_name, nested, kept_by_a_helper, by_methods, queued,
    in_an_attribute_that_is_a_dict, extended, inserted, updated, set_by_default, added, of_the_library, chosen, reduced,
    in_nested_containers, trimmed,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_the_argument_stays(fun) -> None:
    x, w = np.array([0.7, -0.4]), np.array([1.5, 2.5])
    kept = w.copy()
    expected = fun(x, kept)
    value, gradient = s2s.value_and_grad(fun)(x, w)
    assert value == expected
    np.testing.assert_array_equal(w, [1.5, 2.5])
    np.testing.assert_allclose(gradient, [kept[0], 1.0])
    assert s2s.jvp(fun, (x, w), (x, None))[1] == pytest.approx(x[0] * kept[0] + x[1])
    s2s.hvp(fun)(x, np.ones(2), w)
    np.testing.assert_array_equal(w, [1.5, 2.5])

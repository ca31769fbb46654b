"""What a function, a container or a caller gets of ``map`` and its like was a list: used twice, it began anew."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

import s2s
from tests.language.table import Row, Table

row = Table()


def twice(items):
    return sum(items) + 10 * sum(items)


def doubled(items):
    return map(lambda z: z * 2, items)


class Bag:
    def __init__(self, items):
        self.items = list(items)

    def __iter__(self):
        return iter(self.items)


@row(2.0, 3.0)
def handed_to_a_function(x, y):
    return twice(map(math.sin, [x, y])) * twice(itertools.accumulate([x, y]))


@row(2.0, 3.0)
def returned(x, y):
    items = doubled([x, y])
    total = 0.0
    for z in items:
        total += z
    for z in items:
        total += 10 * z
    return total


@row(2.0, 3.0)
def taken_from_what_was_returned(x, y):
    items = doubled([x, y])
    return next(items) * x + sum(items) + sum(items)


@row(2.0, 3.0)
def in_a_dict(x, y):
    held = {"items": itertools.islice([x, y, x], 2)}
    return sum(held["items"]) * x + sum(held["items"])


@row(2.0, 3.0)
def in_a_list(x, y):
    held = [map(math.sin, [x, y]) for _ in range(2)]
    return sum(held[0]) + sum(held[0]) + sum(held[1])


@row(2.0, 3.0)
def left_by_a_loop(x, y):
    items = filter(lambda z: z > 0, [x, y])
    total = 0.0
    for z in items:
        total += z
        break
    return total * 10 + sum(items)


@row(2.0, 3.0)
def listed_after_its_sum(x, y):
    items = itertools.accumulate([x, y])
    return sum(items) * x + len(list(items))


def first_and_sum(items):
    return next(items) * 3 + sum(items)


def fill(out, items):
    for i, z in enumerate(items):
        out[i] = z


class Totals:
    def __init__(self, items):
        self.items = items

    @staticmethod
    def twice(items):
        total = 0.0
        for z in items:
            total += z
        return total + sum(items)


@row(2.0, 3.0)
def generators_handed_to_functions(x, y):
    return twice(z * z for z in [x, y]) * first_and_sum(z * y for z in (x, y, x))


@row(2.0, 3.0)
def generators_handed_to_methods(x, y):
    held = Totals(z * x for z in (x, y))
    return Totals.twice(z * z for z in [x, y]) + sum(held.items) + sum(held.items)


@row(2.0, 3.0)
def generators_that_fill_an_array(x, y):
    out = np.zeros(3)
    fill(out, (z * x for z in (x, y, y)))
    return out @ out


@row(2.0, 3.0)
def generators_where_nothing_flows(x, y):
    return x * y * twice(i for i in range(3))


@row.parametrize()
def test_derivatives(row: Row) -> None:
    row.run()


def decided(make):
    def fun(x, y):
        total = y * 1.0
        for z in make([x, y]):
            total += z * 0.5
        bonus = 0.0
        if total > 0.26:  # nothing else reads it: the user's own functions are called
            bonus = 1.0
        return x * y + bonus

    return fun


def test_where_nothing_flows_through_the_items() -> None:
    for make in (Bag, doubled, itertools.accumulate, lambda items: filter(None, items)):
        assert s2s.value_and_grad(decided(make), argnums=(0, 1))(2.0, 3.0) == (7.0, (3.0, 2.0))


def shifted(a, items):
    for i, z in enumerate(items):
        a[min(i + 1, 2)] = z


def test_items_that_the_function_overwrites() -> None:
    def fun(x):
        a = np.array([x, 2 * x, x])
        shifted(a, (z * x for z in a))
        return a @ a

    with pytest.raises(s2s.UnsupportedError, match="reads what is overwritten here"):
        s2s.grad(fun)(2.0)

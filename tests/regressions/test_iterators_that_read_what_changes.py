"""`map`, `filter` and `itertools` are listed where they are made: what they read could change until they were used up.

The value was wrong then. What was written before, or is written after, is no hindrance.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.5, 1.2, 0.7, 1.9])


def item_of_a_list(x):
    items = [x[0], x[1]]
    made = map(lambda v: v * x[2], items)
    items[0] = 5.0 * x[3]
    return sum(made)


def what_the_function_captured(x):
    table = {"a": x[0]}
    made = map(lambda v: v * table["a"], [1.0, 2.0])
    table["a"] = x[1]
    return sum(made)


def accumulated(x):
    items = [x[0], x[1]]
    made = itertools.accumulate(items)
    items[0] = x[2]
    return sum(made)


def filtered(x):
    items = [x[0], x[1]]
    made = filter(lambda v: v > 0.1, items)
    items.append(x[3])
    return sum(made)


def an_array(x):
    row = x * 1.0
    made = map(lambda v: v * 2, row)
    row[0] = x[2]
    return sum(made)


def in_the_loop(x):
    items, total = [x[0], x[1]], 0.0
    for v in map(lambda v: v * 2, items):
        items[1] = x[2]
        total += v
    return total


def beside_another(x):
    items, total = [x[0], x[1]], 0.0
    for a, b in zip(items, itertools.accumulate(items)):
        items[1] = x[2]
        total += a * b
    return total


def grown_in_the_loop(x):
    items, total = [x[0], x[1]], 0.0
    for a, b in itertools.pairwise(items):
        total += a * b
        if len(items) < 4:
            items.append(x[2])
    return total


@pytest.mark.parametrize(
    "fun",
    [
        item_of_a_list, what_the_function_captured, accumulated, filtered, an_array, in_the_loop,
        beside_another, grown_in_the_loop,
    ],
)  # fmt: skip
def test_refused(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="an iterator that reads what is overwritten"):
        s2s.grad(fun)(X)


def filled_before(x):
    items = []
    for v in x:
        items.append(v * v)
    items[0] = x[1]
    total = 0.0
    for v in map(lambda v: v * x[2], items):
        total += v
    items[1] = total
    return sum(items)


def others_written_in_the_loop(x):
    items, out = [x[0], x[1], x[2]], []
    for a, b in itertools.pairwise(items):
        out.append(a * b)
    return sum(out)


def used_up_at_once(x):
    items = [x[0], x[1]]
    doubled = list(map(lambda v: v * 2, items))
    items[0] = x[3]
    return sum(doubled) * items[0]


class Scaled:
    def __init__(self, x):
        self.x = x

    def __iter__(self):
        for v in self.x:
            yield v * 2


def of_an_object_made_here(x):
    return sum(v * v for v in Scaled(x))


@pytest.mark.parametrize(
    "fun", [filled_before, others_written_in_the_loop, used_up_at_once, of_an_object_made_here]
)
def test_right(fun) -> None:
    check(fun, X)

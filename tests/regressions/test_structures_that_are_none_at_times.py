"""Tuples, lists, dicts and records that are None on some paths: they were refused.

What an attribute holds was taken to be there: a test of it under another name was decided wrongly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


class Pair(NamedTuple):
    c: float
    i: int


@dataclass
class Found:
    c: float
    more: Any = None


def tuples(x):
    best = None
    for i in range(3):
        c = (x - i) ** 2
        if best is None or c < best[0]:
            best = (c, i)
    return best[0] * (best[1] + 1)


def named_tuples(x):
    best = None
    for i in range(3):
        new = Pair((x - i) ** 2, i)
        best = new if best is None else (new if new.c < best.c else best)
    return best.c * (1 + best.i)


def dataclasses_with_dicts(x):
    best = None
    for i in range(3):
        new = Found((x - i) ** 2, {"k": x * i})
        if best is None or new.c < best.c:
            best = new
    return best.c * (1 + best.more["k"])


def lists_that_are_overwritten(x):
    previous, s = None, 0.0
    for i in range(4):
        current = [x * i, x**i]
        if previous is not None:
            previous[0] += current[1]
            s += previous[0] * previous[1]
        previous = current
    return s


def dicts_by_their_truth(x):
    previous, s = None, 0.0
    for i in range(4):
        current = {"a": x * i, "b": x**i}
        if previous:
            s += previous["a"] * current["b"]
        previous = current
    return s


def find(x, t):
    for i in range(3):
        if x * i > t:
            return x * i, i
    return None


def of_a_function(x):
    found = find(x, 1.0)
    if found is None:
        return x
    value, i = found
    return value * i + (0.0 if find(x, 9.0) is None else 1.0)


def get_or_make(x):
    table = {}
    for i in range(4):
        c = table.get(i % 2)
        if c is None:
            c = table[i % 2] = []
        c.append(x**i)
    return sum(table[0]) * sum(table[1])


def items_of_a_list(x):
    made = [None] * 4
    for i in range(4):
        if i % 2:
            made[i] = (x * i, i)
    return sum(e[0] * e[1] for e in made if e is not None)


def recursion_with_a_table(x):
    table = {}

    def f(n):
        r = table.get(n)
        if r is not None:
            return r
        r = (x * n, n) if n < 2 else (f(n - 1)[0] * x + f(n - 2)[0], f(n - 1)[1] + f(n - 2)[1])
        table[n] = r
        return r

    return f(4)[0] * f(3)[1]


def made_and_left(x):
    c, s = None, 0.0
    for i in range(5):
        if c is None:
            c = (x * i, [x])
        else:
            c[1].append(c[0] * x)
            if len(c[1]) > 2:
                s += sum(c[1])
                c = None
    return s


def layers(x):
    h = np.array([1.0, 2.0])
    for layer in [None if i == 0 else {"w": np.ones(2) * x * i, "b": x} for i in range(3)]:
        if layer is None:
            continue
        h = h * layer["w"] + layer["b"]
    return h.sum()


class Best:
    def __init__(self):
        self.best, self.seen = None, None

    def see(self, c, i):
        if self.best is None or c < self.best[0]:
            self.best = (c, i)
        if self.seen is None:
            self.seen = []
        self.seen.append(c)

    def get(self):
        b = self.best
        if b is None:
            return 0.0
        return b[0] * (b[1] + 1)


def attributes(x):
    o = Best()
    r = o.get()
    for i in range(3):
        o.see((x - i) ** 2, i)
    return o.get() + r + sum(o.seen)


def after_an_exception(x):
    r = None
    try:
        r = (math.sqrt(x), 1)
        r = (math.sqrt(-x), 2)
    except ValueError:
        pass
    return 0.0 if r is None else r[0] * r[1]


PROGRAMS = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__ and hasattr(value, "__code__")
]
PROGRAMS.remove(find)


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes_and_second_order(fun) -> None:
    order = 1 if fun is after_an_exception else 2
    check_grads(fun, 0.6, order=order)
    assert s2s.value_and_grad(fun)(0.6)[0] == pytest.approx(fun(0.6))

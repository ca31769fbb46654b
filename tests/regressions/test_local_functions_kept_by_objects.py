"""A local function that an object keeps was called as it is where nothing varied: it is a tuple there."""

from __future__ import annotations

import functools
from collections import defaultdict

import numpy as np
import pytest

from s2s.testing import check

X = np.array([0.6, 1.3, -0.4, 0.9])


class Maker:
    def __init__(self, f):
        self.f = f
        self.table = {}

    def make(self):
        return self.f()

    def get(self, key):
        if key not in self.table:
            self.table[key] = self.f()
        return self.table[key]


def made_by_a_method(x):
    made = Maker(lambda: np.zeros(4)).make()
    made += x
    return np.sum(made**2)


def made_where_it_is_missing(x):
    maker = Maker(lambda: np.zeros(4))
    maker.get(1)[0] = x[0]
    return np.sum(maker.get(1) ** 2)


def made_by_what_captured_a_length(x):
    n = len(x)

    def make():
        return np.ones(n)

    maker = Maker(make)
    got = maker.get("u")
    got *= x
    maker.table["u"] = got * 2.0
    return np.sum(maker.get("u") ** 2)


def default_arrays(x):
    table = defaultdict(lambda: np.zeros(4))
    for i in range(4):
        table[i % 2] += x * i
        table[i % 2][i] *= x[0]
    return np.sum(table[0] * table[1])


def default_arrays_of_a_partial(x):
    table = defaultdict(functools.partial(np.zeros, 4))
    for i in range(4):
        table[i % 2] += x * i
    return np.sum(table[0] * table[1])


def default_lists(x):
    table = defaultdict(lambda: [0.0, 0.0])
    for i in range(4):
        table[i % 2][i // 2] += x[i] ** 2
    return table[0][0] * table[1][1]


def default_dicts(x):
    table, counts = defaultdict(dict), defaultdict(lambda: {"n": 0, "sum": 0.0})
    for i in range(2):
        for j in range(2):
            table[i][j] = x[i] * x[j]
            counts[j]["n"] += 1
            counts[j]["sum"] += x[i] ** 2
    return table[0][1] * table[1][1] + counts[0]["sum"] / counts[1]["n"]


def default_dicts_of_defaults(x):
    table = defaultdict(lambda: defaultdict(float))
    for i in range(4):
        table[i % 2][i] += x[i] ** 2
    return sum(sum(inner.values()) for inner in table.values())


@pytest.mark.parametrize(
    "fun",
    [
        made_by_a_method, made_where_it_is_missing, made_by_what_captured_a_length, default_arrays,
        default_arrays_of_a_partial, default_lists, default_dicts, default_dicts_of_defaults,
    ],
)  # fmt: skip
def test_program(fun):
    check(fun, X)

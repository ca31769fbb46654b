"""Lists filled by calls whose result is kept, or that a property hands out; keys that are not known."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check

X = np.array([0.5, 0.7, 0.2])


class Store:
    def __init__(self):
        self.items = []
        self.buffer = np.zeros(3)

    @property
    def everything(self):
        return self.items

    @property
    def array(self):
        return self.buffer


def by_property(x):
    store = Store()
    held = store.everything
    held.append(x[0])
    store.everything.append(x[1])
    return sum(held) * store.items[1]


def array_by_property(x):
    store = Store()
    store.array[:] = x
    store.array[1] *= 2.0
    return np.sum(store.buffer**2)


def in_a_comprehension(x):
    table = {"a": [], "b": []}
    [table[key].append(value) for key, value in zip("aba", x)]  # noqa: B905
    return sum(table["a"]) * sum(table["b"])


def by_keywords(x):
    sums = {"n": 0, "s": 0.0}

    def add(**amounts):
        for key, value in amounts.items():
            sums[key] += value

    for value in x:
        add(n=1, s=value)
    return sums["s"] ** 2 / sums["n"]


def test_filled() -> None:
    tangent = np.array([1.0, 0.5, 0.25])
    for program in (by_property, array_by_property, in_a_comprehension, by_keywords):
        check(program, X)
        expected = s2s.grad(program)(X) @ tangent
        np.testing.assert_allclose(s2s.jvp(program, (X,), (tangent,))[1], expected)

"""An empty list that another list, a dict or a function hands out, and that is filled then."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check

X = np.array([0.5, 0.7, 0.2])
KEYS = ("a", "b", "a")


def grouped(x):
    groups = {}
    for key, value in zip(KEYS, x):
        groups.setdefault(key, []).append(value)
    return sum(sum(group) ** 2 for group in groups.values())


def pick(lists, i):
    return lists[i]


def deeper(tables, i):
    inner = tables[i % 2]["rows"]
    return inner


def picked(x):
    lists = [[], []]
    for i, value in enumerate(x):
        pick(lists, i % 2).append(value)
    return sum(sum(part) ** 2 for part in lists)


def picked_from_tables(x):
    tables = [{"rows": []}, {"rows": []}]
    for i, value in enumerate(x):
        deeper(tables, i).append(value * value)
    return sum(sum(table["rows"]) ** 2 for table in tables)


def one_list_twice(x):
    lists = [[]] * 2
    for i, value in enumerate(x):
        lists[i % 2].append(value * i)
    return sum(sum(part) ** 2 for part in lists)


def test_filled_later() -> None:
    for program in (grouped, picked, picked_from_tables, one_list_twice):
        check(program, X)


def test_tangents_of_one_list_that_stands_twice() -> None:
    tangent = np.array([1.0, 0.5, 0.25])
    for program in (grouped, picked, picked_from_tables, one_list_twice):
        expected = s2s.grad(program)(X) @ tangent
        np.testing.assert_allclose(s2s.jvp(program, (X,), (tangent,))[1], expected)


def sorted_pairs(x):
    pairs = [(value, i) for i, value in enumerate(x)]
    pairs.sort()
    least, i = pairs.pop(0)
    return least * (i + 1.0) + pairs[0][0] ** 2


def test_pairs_sorted_in_place() -> None:
    check(sorted_pairs, X)

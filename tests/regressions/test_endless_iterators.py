"""`zip` of something endless with a sequence: the endless one was listed, until memory ran out."""

from __future__ import annotations

import itertools

import numpy as np

from s2s.testing import check

X = np.array([0.5, 1.5, -2.0])


def squares():
    n = 0
    while True:
        n += 1
        yield n * n


def test_endless_first() -> None:
    check(lambda x: sum(i * v * v for i, v in zip(itertools.count(1), x)), X)
    check(lambda x: sum(c * v for c, v in zip(itertools.cycle((1, 4)), list(x))), X)


def test_endless_last() -> None:
    check(lambda x: sum(v * r for v, r in zip(x, itertools.repeat(2.0))), X)
    check(lambda x: sum(v * s for v, s in zip(x, squares())), X)


def test_endless_beside_two() -> None:
    check(lambda x: sum(a * b * i for a, i, b in zip(x, itertools.count(), x[1:])), X)


def test_all_without_a_length() -> None:
    check(lambda x: sum(a * b * x[0] for a, b in zip(iter([1.0, 2.0]), itertools.count(1))), X)

"""Generator expressions that are kept under a name and used up once."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 2.0, 0.7])


@row(X)
def summed(x):
    squares = (v * v for v in x)
    return math.sqrt(sum(squares))


@row(X)
def run_through(x):
    large = (v * v for v in x if v > 0.6)
    total = 1.0
    some = (v for v in x if v > 0.6)
    for v in some:
        total *= v
    return total * sum(large)


@row(X)
def looks_its_names_up_late(x):
    scale, items = 1.0, x
    scaled = (v * scale for v in items)
    scale, items = x[0], None
    return sum(scaled)


@row(X)
def sees_what_is_written_meanwhile(x):
    items = [x[0], x[1]]
    doubled = (2 * v for v in items)
    items[0] = x[2]
    items.append(x[3])
    return sum(doubled)


@row(X)
def in_a_branch(x):
    squares = (v * v for v in x)
    if x[0] < 1:
        return max(squares)
    return x[1]


@row.parametrize()
def test_right(row: Row) -> None:
    row.run()


def used_twice(x):
    squares = (v * v for v in x)
    return sum(squares) + sum(squares)


def used_in_a_loop(x):
    total = 0.0
    kept = (v * v for v in x)
    for _ in range(2):
        total += sum(kept)
    return total


@pytest.mark.parametrize("fun", [used_twice, used_in_a_loop])
def test_refused(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="a generator expression"):
        s2s.grad(fun)(X)

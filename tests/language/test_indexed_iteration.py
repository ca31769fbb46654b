"""Loops over objects that have `__getitem__` and no `__iter__`."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 2.0])


class Sequence:
    def __init__(self, data):
        self.data = data

    def __getitem__(self, i):
        return self.data[i]

    def __len__(self):
        return len(self.data)


class Three:
    def __init__(self, data):
        self.data = data

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return self.data[i]


class Counting(Sequence):
    def __init__(self, data):
        super().__init__(data)
        self.count = 0

    def __getitem__(self, i):
        self.count += 1
        return self.data[i]


@row(X, 0.4)
def until_it_raises(x, y):
    s = 0.0
    for v in Three(x):
        s += v * y
    return s


@row(X, 0.4)
def with_a_length(x, y):
    s = 0.0
    for v in Sequence(x):
        s += v * y
    return s + len(Sequence(x)) * y + sum(Sequence(x)) + Sequence(x)[1]


@row(X, 0.4)
def left_early(x, y):
    items, s = Sequence(x), 0.0
    for v in items:
        if v > 1:
            break
        s += v * y
    return s + items[1]


@row.parametrize()
def test_indexed(row: Row) -> None:
    row.run()


def writes_ahead(x, y):
    items, s = Sequence(x * 1.0), 0.0
    for v in items:
        items.data[2] = v * y
        s += v
    return s


def writes_under_another_name(x, y):
    data, s = x * 1.0, 0.0
    for v in Sequence(data):
        data[2] = v * y
        s += v
    return s


def grows(x, y):
    items, s = Sequence([x[0], x[1]]), 0.0
    for v in items:
        s += v * y
        if len(items.data) < 4:
            items.data.append(v * 2)
    return s


def counts(x, y):
    items, s = Counting(x), 0.0
    for v in items:
        s += v * items.count * y
    return s


@pytest.mark.parametrize("fun", [writes_ahead, writes_under_another_name, grows, counts])
def test_steps_that_alternate_with_writes(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="overwritten here|between two writes"):
        s2s.grad(fun)(X, 0.4)

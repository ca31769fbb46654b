"""`iter` and `next` of what a derivative flows through."""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 2.0])


@row(X, 0.4)
def n_items(x, y):
    it = iter([x[0], y, x[1]])
    a = next(it)
    b = next(it)
    return a * b + next(it)


@row(X, 0.4)
def n_array(x, y):
    it = iter(x)
    return next(it) * next(it) * y


@row(X, 0.4)
def n_rows(x, y):
    it = iter(np.outer(x, x))
    r = next(it)
    r = r * y
    return np.sum(r * next(it))


@row(X, 0.4)
def n_default(x, y):
    it = iter((x[0],))
    a = next(it)
    return next(it, y) * a * next(it, 2.0)


@row(X, 0.4)
def n_while(x, y):
    it = iter(x)
    s = 0.0
    while True:
        v = next(it, None)
        if v is None:
            break
        s += v * y
    return s


def n_stop(x, y):
    it = iter(x)
    s = 0.0
    try:
        while True:
            s += next(it) * y
    except StopIteration:
        pass
    return s


@row(X, 0.4)
def n_zip(x, y):
    it = iter(zip(x, x[1:]))
    a, b = next(it)
    c, d = next(it)
    return a * b * y + c * d


@row(X, 0.4)
def n_written(x, y):
    l = [x[0], x[1], x[2]]
    it = iter(l)
    a = next(it)
    l[1] = y * a
    return a * next(it)


@row(X, 0.4)
def n_passed(x, y):

    def take(it, n):
        s = 0.0
        for _ in range(n):
            s += next(it) * y
        return s

    it = iter(list(x))
    a = take(it, 2)
    return a * take(it, 1)


@row(X, 0.4)
def n_params(x, y):
    it = iter(x)
    w1, b1, w2 = (next(it), next(it), next(it))
    return np.tanh(y * w1 + b1) * w2


@row(X, 0.4)
def n_again(x, y):
    it = iter(iter(x))
    return next(it) * y


def n_stop_raise(x, y):
    it = iter([x[0]])
    next(it)
    try:
        v = next(it)
    except StopIteration:
        v = y * x[1]
    return v


def dq(x, y):
    d = deque([x[0] * y])
    s = 0.0
    try:
        while True:
            s += d.popleft() * y
    except IndexError:
        s = s * 2
    return s


class Doubled:
    def __init__(self, d):
        self.d = d
        self.i = 0

    def __next__(self):
        self.i += 1
        return self.d[self.i - 1] * 2


@row(X, 0.4)
def n_of_a_class(x, y):
    it = Doubled(x)
    a = next(it)
    return a * y + next(it)


@row.parametrize()
def test_next(row: Row) -> None:
    row.run()


@pytest.mark.parametrize("fun", [n_stop, n_stop_raise, dq])
def test_until_it_stops(fun) -> None:
    s2s.check_grads(fun, X, 0.4, modes=("rev",))


def test_second_derivatives() -> None:
    for fun in (n_items, n_array, n_default, n_while, n_passed):
        s2s.check_grads(fun, X, 0.4, order=2, modes=("rev", "fwd"))


def test_at_the_end() -> None:
    def fun(x):
        it = iter(x)
        return next(it) * next(it) * next(it) * next(it)

    with pytest.raises(StopIteration):
        s2s.grad(fun)(X)

"""Objects with `__iter__` and `__next__`, and iterators that are kept under a name."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check
from tests.second_derivatives import check_product

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 0.7, 1.9])


class Taken:
    """Gives its items once."""

    def __init__(self, x):
        self.x = x
        self.k = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.k == len(self.x):
            raise StopIteration
        value = self.x[self.k]
        self.k += 1
        return value


class Steps:
    """Integrates as it is run through."""

    def __init__(self, u, n):
        self.u = u
        self.n = n

    def __iter__(self):
        self.i = 0
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        self.u = self.u + 0.1 * np.sin(self.u)
        return self.u


class Endless:
    """Fibonacci's numbers from any two."""

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __iter__(self):
        return self

    def __next__(self):
        self.a, self.b = self.b, self.a + self.b
        return self.a


@row(X)
def o_goes_on_after_next(x):
    it = Taken(x)
    first, total = next(it), 1.0
    for v in it:
        total *= v
        if total > 0.8:
            break
    else:
        total = total * 3
    return total * first + sum(it)


@row(X)
def o_state_after_the_loop(x):
    steps, total = Steps(x, 3), 0.0
    for u in steps:
        total += np.sum(u**2)
    return total + np.sum(steps.u)


@row(X)
def o_endless(x):
    total = 0.0
    for v in Endless(x[0], x[1]):
        total += v * v
        if total > 50:
            break
    return total


@row(X)
def o_enumerate_and_zip(x):
    total = sum(a * b for a, b in zip(Taken(x), Taken(x * x)))
    for i, v in enumerate(Taken(x)):
        total += i * v
    return total


@row(X)
def o_unpacked(x):
    a, b, c, d = Taken(x)
    return a * b + c * d + max(Taken(x)) * sum(Taken(x))


@row(X)
def k_in_pairs(x):
    it, total = iter(x), 0.0
    for a in it:
        b = next(it)
        total += a * b
    return total


@row(X)
def k_list(x):
    it = iter([x[0], x[1], x[2]])
    first = next(it)
    return max(it) * first


@row(X)
def k_zip(x):
    it = zip(x, [1.0, 2.0, 3.0])
    a, b = next(it), next(it)
    return a[0] * b[0] * b[1]


@row(X)
def k_zip_then_loop(x):
    it = iter(zip(x, x[1:]))
    a, b = next(it)
    total = a * b
    for a, b in it:
        total += a * b * b
    return total


@row(X)
def k_enumerate(x):
    it = enumerate(x)
    _, total = next(it)
    for i, v in it:
        total += i * v
    return total


@row(X)
def k_map(x):
    it = map(lambda v: v * v, x)
    first = next(it)
    return first * sum(it)


@row.parametrize()
def test_right(row: Row) -> None:
    row.run()


@pytest.mark.parametrize("fun", [o_goes_on_after_next, o_state_after_the_loop, k_in_pairs, k_map])
def test_second_derivative(fun) -> None:
    check_product(fun, X, np.array([0.3, -1.0, 0.5, 0.2]))


def endless_beside_a_range(x):
    return sum(k * v for k, v in zip(range(5), Endless(x[0], x[1])))


def shared_by_two(x):
    it = Taken(x)
    return sum(a * b for a, b in zip(it, it))


@pytest.mark.parametrize("fun", [endless_beside_a_range, shared_by_two])
def test_refused(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="iterator"):
        s2s.grad(fun)(X)

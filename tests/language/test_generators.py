"""Generators that only compute, and what of them is refused since it could be told apart."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


def squares(x):
    for v in x:
        yield v * v


def items(u):
    for i in range(len(u)):
        yield u[i] * 2.0


def views(m):
    for i in range(len(m)):
        yield m[i]


def pairs(x):
    n = len(x)
    for i in range(n):
        for j in range(i + 1, n):
            yield x[i], x[j]


def grow(y, k, n):
    for _ in range(n):
        y = y + 0.1 * k * y
        yield y


def march(u, n):
    for _ in range(n):
        u = u * 0.5 + np.sin(u)
        yield u


def in_place(u, n):
    for _ in range(n):
        u += np.sin(u)
        yield u


def writes(u):
    for i in range(len(u)):
        u[i] = u[i] ** 2
        yield u[i]


class Simulation:
    def __init__(self, k):
        self.k = k

    def run(self, n):
        y = 1.0
        for _ in range(n):
            y = y + 0.1 * self.k * y
            yield y


@row(X)
def summed(x):
    return sum(squares(x))


@row(X)
def looped_over(x):
    t = 0.0
    for a, b in pairs(x):
        t += 1.0 / (a - b) ** 2
    return t


@row(X)
def listed(x):
    ys = list(grow(x[0], x[1], 4))
    return ys[-1] * ys[0]


@row(X)
def array_of_list(x):
    return np.array(list(grow(x[0], x[1], 4))) @ np.arange(4.0)


@row(X)
def local(x):
    def g():
        yield x[0]
        yield x[1] * x[2]

    return sum(g())


@row(X)
def yield_from(x):
    def g():
        yield from squares(x)
        yield x[0]

    return sum(g())


@row(X)
def enumerated_and_zipped(x):
    numbered = sum(i * v for i, v in enumerate(squares(x)))
    return numbered + sum(a * b for a, b in zip(squares(x), x, strict=True))


@row(X)
def left_early(x):
    t = 0.0
    for v in squares(x):
        if v > 3.0:
            break
        t += v
    return t


@row(X)
def states(x):
    t = 0.0
    for u in march(x, 3):
        t += np.sum(u * x)
    return t


@row(X)
def states_accumulated(x):
    acc = np.zeros(4)
    for u in march(x, 3):
        acc += u * u
    return acc.sum()


@row(X)
def in_a_loop(x):
    t = 0.0
    for a in x:
        for v in items(x):
            t += a * v * v
    return t


@row(X)
def unpacked(x):
    a, b, *c = items(x)
    return a * b + c[0]


@row(X)
def nested(x):
    def some():
        for a in x:
            for b in items(x):
                if b > a:
                    yield a, b
                    continue
                if b < -10:
                    return

    return sum(a * b * b for a, b in some())


@row(X)
def into_a_dict(x):
    def entries():
        for i in range(3):
            yield i, x[i] ** 2

    d = dict(entries())
    return d[0] * d[2]


@row(X)
def extremes(x):
    return max(items(x)) * min(items(x)) + sorted(items(x))[1]


@row(X)
def method(x):
    return sum(Simulation(x[0]).run(3)) * x[1]


@row.parametrize()
def test_generator(row: Row) -> None:
    row.run()


def consumer_writes(x):
    u = x.copy()
    t = 0.0
    for v in items(u):
        u[:] = u * v
        t += v
    return t + u.sum()


def consumer_writes_into_a_view(x):
    m = np.outer(x, x)
    t = 0.0
    for r in views(m):
        r *= 2.0
        t += m.sum()
    return t


def generator_updates_in_place(x):
    t = 0.0
    for u in in_place(x.copy(), 3):
        t += np.sum(u * u)
    return t


def generator_writes(x):
    u = x.copy()
    t = 0.0
    for v in writes(u):
        t += v * u.sum()
    return t


def used_twice(x):
    g = items(x)
    return sum(g) + sum(g) * x[0]


def used_twice_by_another(x):
    def both(it):
        return sum(it) + sum(it) * x[0]

    return both(items(x))


def array_of_generator(x):
    return np.sum(np.array(items(x)))


def captured_changes(x):
    k = x[0]

    def g():
        for v in x:
            yield v * k

    t = 0.0
    for v in g():
        k = k * v
        t += v
    return t


def draws(x):
    rng = np.random.default_rng(0)

    def noisy():
        for v in x:
            yield v * rng.normal()

    t = 0.0
    for v in noisy():
        t += v * rng.normal()
    return t


def raises_if_asked(x):
    def g():
        for v in x:
            yield v
            if v > 1.0:
                raise RuntimeError

    t = 0.0
    for v in g():
        t += v * v
        if v > 1.0:
            break
    return t


def endless(x):
    def newton(a):
        s = a
        while True:
            s = 0.5 * (s + a / s)
            yield s

    for i, s in enumerate(newton(x[2])):
        if i > 5:
            break
    return s


def handed_on(x):
    def g():
        return items(x)

    return sum(g()) + x[0]


@pytest.mark.parametrize(
    "fun",
    [
        consumer_writes, consumer_writes_into_a_view, generator_updates_in_place,
        generator_writes, used_twice, used_twice_by_another, array_of_generator,
        captured_changes, draws, raises_if_asked, endless, handed_on,
    ],
)  # fmt: skip
def test_refused(fun) -> None:
    with pytest.raises(s2s.S2SError, match=r"test_generators\.py:\d+:\d+"):
        s2s.grad(fun)(X)


def test_a_generator_itself_is_refused() -> None:
    with pytest.raises(s2s.S2SError, match="the generator `squares`"):
        s2s.grad(squares)(X)

"""Variables that nested functions assign: ``nonlocal``."""

from __future__ import annotations

import math

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


@row(X)
def accumulator(x):
    total = 0.0

    def add(v):
        nonlocal total
        total += v * v

    for v in x:
        add(v)
    return total


@row(X)
def counter(x):
    n = 0

    def f(v):
        nonlocal n
        n += 1
        return v * v

    s = f(x[0]) + f(x[1])
    return s * n


@row(X)
def maker(x):
    def make():
        s = 0.0

        def step(v):
            nonlocal s
            s = 0.5 * s + v
            return s

        return step

    a, b = make(), make()
    return a(x[0]) * a(x[1]) + b(x[2]) * a(x[3])


@row(X)
def recursion(x):
    out = 0.0

    def walk(i):
        nonlocal out
        if i < len(x):
            out = out * 0.5 + x[i]
            walk(i + 1)

    walk(0)
    return out


@row(X)
def array(x):
    u = x

    def step():
        nonlocal u
        u = u * 0.5 + np.sin(u)

    for _ in range(3):
        step()
    return u.sum()


@row(X)
def best(x):
    best = -math.inf

    def visit(v):
        nonlocal best
        if v > best:
            best = v

    for v in x:
        visit(v * 2)
    return best


@row(X)
def passive_counter_active(x):
    calls = 0

    def rhs(y):
        nonlocal calls
        calls += 1
        return -y

    y = x
    for _ in range(3):
        y = y + 0.1 * rhs(y)
    return np.sum(y**2) + calls


@row(X)
def tuple_swap(x):
    a, b = x[0], x[1]

    def step():
        nonlocal a, b
        a, b = b, a + b * a

    for _ in range(3):
        step()
    return a * b


@row(X)
def parameter(x):
    def f(y):
        def g(v):
            nonlocal y
            y = y * v

        for v in x:
            g(v)
        return y

    return f(x[0]) + f(2.0)


@row(X)
def loop_target(x):
    last = 0.0

    def run():
        nonlocal last
        for last in x:
            pass

    run()
    return last * x[0]


@row(X)
def shadowed(x):
    n = x[0]

    def g():
        nonlocal n
        n = n * 2.0

        def h(n):
            return n * 3.0

        return h(x[1]) + sum(n * 2 for n in x)

    return g() * n


@row(X)
def two_levels(x):
    s = 0.0

    def a():
        def b(v):
            nonlocal s
            s = s + v * v

        for v in x:
            b(v)

    a()
    a()
    return s


@row(X)
def int_then_float(x):
    s = 0

    def add(v):
        nonlocal s
        s += v

    for v in x:
        add(v * v)
    return s


@row(X)
def in_branch_defined(x):
    if x[0] > 0:
        s = x[1]
    else:
        s = x[2]

    def f():
        nonlocal s
        s = s * s
        return s

    return f() * f()


@row(X)
def array_in_place(x):
    u = x * 1.0

    def f():
        nonlocal u
        u += x
        u = u * x

    f()
    f()
    return u.sum()


@row(X)
def rebound_in_outer(x):
    s = x[0]

    def f():
        nonlocal s
        s = s * x[1]

    f()
    s = s + x[2]
    f()
    return s


@row(X)
def history(x):
    n, hist = 0, []

    def cb(v):
        nonlocal n
        n += 1
        hist.append(v * n)

    for v in x:
        cb(v)
    return sum(hist) / n


@row.parametrize()
def test_nonlocal(row: Row) -> None:
    row.run()

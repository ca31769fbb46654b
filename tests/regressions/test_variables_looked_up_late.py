"""A function reads a variable around it when it is called: where it was assigned again meanwhile, s2s refused the program.

One form of it was wrong: a function that is only called, and returns another one that reads the variable, was made again
after the assignment.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from s2s.testing import check
from tests.second_derivatives import check_product

X = np.array([0.5, 1.2, 0.7, 1.9])


def kept_from_a_loop(x):
    kept = []
    for i in range(4):
        kept.append(lambda t: t * x[i])
    return sum(f(2.0) for f in kept)


def kept_from_a_comprehension(x):
    kept = [lambda t: t * x[i] for i in range(4)]
    return sum(f(2.0 * k) for k, f in enumerate(kept))


def kept_from_a_comprehension_in_a_loop(x):
    out = []
    for k in range(2):
        out.append([lambda t: t * x[i] * (k + 1) for i in range(3)])
    return sum(f(1.0) for kept in out for f in kept)


def defined_in_a_loop(x):
    steps = []
    for a in x:

        def step(t):
            return t * a

        steps.append(step)
    t = 1.0
    for step in steps:
        t = step(t)
    return t


def an_array(x):
    kept, w = [], x
    for i in range(3):
        w = w * x
        kept.append(lambda v: np.sum(w) * v * i)
    return kept[0](x[0]) + kept[2](x[1])


def _applied(f, v):
    return f(v)


def handed_over(x):
    scale, total = 1.0, 0.0

    def scaled(t):
        return t * scale

    for v in x:
        total += _applied(scaled, v)
        scale = scale * v
    return total


def in_a_map(x):
    a = x[0]

    def times(t):
        return t * a

    total = 0.0
    for v in x:
        total += sum(map(times, [v, v * 2]))
        a = a * v
    return total


def in_a_dict(x):
    a = x[0]
    table = {"times": lambda t: t * a, "plus": lambda t: t + a}
    for name in ("times", "plus", "times"):
        a = table[name](a)
    return a


def returned(x):
    def make(a):
        def times(t):
            return a * t

        a = a * 2
        return times

    return make(x[0])(x[1])


def returned_by_one_that_is_only_called(x):
    rate = x[0]

    def make():
        def times(t):
            return t * rate

        return times

    times = make()
    rate = x[1] * rate
    return times(x[2])


def a_callback(x):
    def run(callback, n):
        total = 0.0
        for i in range(n):
            total = total + callback(i)
        return total

    scale, total = 1.0, 0.0
    callback = lambda i: x[i] * scale  # noqa: E731
    for k in range(3):
        total += run(callback, k + 1)
        scale *= x[k]
    return total


def swapped(x):
    a, b = x[0], x[1]
    line = lambda t: a * t + b  # noqa: E731
    a, b = b, a
    first = line(2.0)
    a += 1
    b *= x[2]
    return first * line(first)


def a_cost(x):
    best, least = 0.0, math.inf
    cost = lambda t: (t - c) ** 2  # noqa: E731
    for c in x:
        value = cost(1.0)
        if value < least:
            least, best = value, c
    return least + best


def after_an_exception(x):
    try:
        s = x[0]
        times = lambda t: t * s  # noqa: E731
        s = x[1]
        value = times(2.0)
        if value > 1:
            raise ValueError
    except ValueError:
        value = times(3.0) * s
    return value


PROGRAMS = [
    kept_from_a_loop, kept_from_a_comprehension, kept_from_a_comprehension_in_a_loop,
    defined_in_a_loop, an_array, handed_over, in_a_map, in_a_dict, returned,
    returned_by_one_that_is_only_called, a_callback, swapped, a_cost, after_an_exception,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS)
def test_right(fun) -> None:
    check(fun, X)


@pytest.mark.parametrize("fun", [kept_from_a_loop, in_a_dict, a_callback])
def test_second_derivative(fun) -> None:
    check_product(fun, X, np.array([0.3, -1.0, 0.5, 0.2]))


def listed_before(x):
    s = 1.0
    made = map(lambda v: v * s, x)
    s = x[0]
    return sum(made)


def test_an_iterator_that_would_see_the_change_is_refused() -> None:
    with pytest.raises(s2s.UnsupportedError, match="an iterator that reads what is overwritten"):
        s2s.grad(listed_before)(X)

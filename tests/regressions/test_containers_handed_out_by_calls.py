"""A container without content that a call or a copy handed out: what was put into it had no gradient."""

from __future__ import annotations

import functools
import math

import numpy as np
import pytest

from s2s.testing import check_grads


class Holder:
    def __init__(self):
        self.items = []

    def __call__(self):
        return self.items


def same(q):
    return q


def of_a_local_function(x):
    s = []

    def get():
        return s

    get().append(x * x)
    return sum(s) + x


def one_of_two(x):
    def pick(i):
        return (a, b)[i]

    a, b = [], []
    pick(0).append(x * x)
    pick(1).append(x)
    return sum(a) * sum(b) + x


def by_a_condition(x):
    a, b = [], []

    def pick(v):
        return a if v < 0.5 else b

    pick(0.1).append(x * x)
    pick(0.9).append(x)
    return sum(a) * sum(b) + x


def of_a_callable_object(x):
    h = Holder()
    h().append(x * x)
    return sum(h.items) + x


def of_a_partial(x):
    s = []
    p = functools.partial(same, s)
    p().append(x * x)
    return sum(s) + x


def filled_by_a_partial(x):
    s = []
    p = functools.partial(lambda a, v: s.append(a * v), x)
    p(x)
    return sum(s) + x


def whole_numbers(x):
    s = [0, 0]

    def get():
        return s

    get()[1] = x * x
    return s[1] + x


def elements(x):
    s = np.zeros(2)
    for f in [lambda: s]:
        f()[1] = x * x
    return s[1] + x


def list_of_lists(x):
    rows = [[], []]
    for q in list(rows):
        q.append(x * x)
    return sum(rows[0]) + x


def reversed_slice(x):
    rows = [[], []]
    rows[::-1][0].append(x * x)
    return sum(rows[1]) + x


def sum_of_lists(x):
    rows = [[]] + [[]]
    (rows + [])[1].append(x * x)
    return sum(rows[1]) + x


def starred_rest(x):
    rows = [[], [], []]
    _, *rest = rows
    rest[0].append(x * x)
    return sum(rows[1]) + x


def copied_dict(x):
    d = dict(a=[])
    e = dict(d)
    e["a"].append(x * x)
    return sum(d["a"]) + x


def different_functions_of_one_name(x):
    """What two functions of a choice hold under one name had one kind, a crash."""

    def sphere(c, r):
        return lambda p: np.linalg.norm(p - c) - r

    def union(*fs):
        return lambda p: min(f(p) for f in fs)

    def smooth(f, g, k):
        return lambda p: -k * math.log(math.exp(-f(p) / k) + math.exp(-g(p) / k))

    a, b = np.array([0.0, 0.0, 3.0]), np.array([1.0, 0.0, 4.0])
    scene = union(sphere(a, x), smooth(sphere(b, 0.5), sphere(b, x), 0.2))
    return scene(np.zeros(3)) * x


def repeated_no_times(x):
    """The cotangent of the list that ``* 0`` leaves out was None."""
    total = 0.0
    for i in range(3):
        total += sum([x, x * x] * i)
    return total


PROGRAMS = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__
    and getattr(value, "__code__", None) is not None
    and value.__code__.co_varnames[: value.__code__.co_argcount] == ("x",)
]


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))

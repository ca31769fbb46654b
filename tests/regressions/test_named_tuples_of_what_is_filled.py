"""Named tuples of empty lists, or of functions that fill some, run through or indexed by a variable."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

import s2s
from s2s.testing import check_grads


class Callbacks(NamedTuple):
    first: Callable
    second: Callable


class Pair(NamedTuple):
    u: list
    v: list


def functions(x):
    q = []

    def f(v):
        q.append(v)

    def g(v):
        q.append(v * v)

    for h in Callbacks(f, g):
        h(x)
    return sum(q)


def functions_as_a_tuple(x):
    q = []

    def f(v):
        q.append(v)

    def g(v):
        q.append(v * v)

    for h in tuple(Callbacks(f, g)):
        h(x)
    return sum(q)


def functions_by_index(x):
    q = []

    def f(v):
        q.append(v)

    def g(v):
        q.append(v * v)

    both = Callbacks(f, g)
    for i in range(2):
        both[i](x)
    return sum(q)


def lists(x):
    p = Pair([], [])
    for part in p:
        part.append(x * x)
    return sum(p.u) * sum(p[1])


def lists_by_index(x):
    p = Pair([], [])
    for i in range(4):
        p[i % 2].append(x**i)
    return sum(p.u) * sum(p.v)


def lists_by_name(x):
    p = Pair([], [])
    for i, part in enumerate(p):
        part.append(x * (i + 1))
    u, v = p
    return sum(u) * sum(v)


PROGRAMS = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__ and hasattr(value, "__code__")
]


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))
    assert s2s.value_and_grad(fun)(0.6)[0] == pytest.approx(fun(0.6))

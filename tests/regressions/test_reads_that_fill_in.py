"""Reading a missing item of a ``defaultdict`` puts it there, also where nobody uses what is read.

Such reads were left out, so that value and gradient were wrong. So were reads whose only purpose is
the error that they raise.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

import s2s
from s2s.testing import check


def bare(x):
    c = defaultdict(int)
    c["b"]
    return x * x * len(c)


def asked(x):
    c = defaultdict(int)
    for w in "abca":
        if c[w] == 0:
            pass
    return x * x * sum(1 for _ in c)


def unused(x):
    c = defaultdict(int)
    v = c["zz"]
    c["b"]
    return x * (v + len(c)) + x * ("zz" in c) + x * x * len(list(c.keys()))


def made_by_a_function(x):
    n = [0]

    def make():
        n[0] += 1
        return 2

    c = defaultdict(make)
    c["q"]
    return x * x * n[0] * len(c)


def of_lists(x):
    c = defaultdict(list)
    c["b"]
    c["a"].append(x)
    return sum(len(v) for v in c.values()) * x + len(c) * x * c["a"][0]


def error_of_a_key(x):
    d = {}
    try:
        d["q"]
    except KeyError:
        d["q"] = x * x
    return x + d["q"]


def error_of_an_index(x):
    xs = [x]
    try:
        xs[3]
    except IndexError:
        xs.append(x * x)
    return xs[0] * xs[-1]


FUNCTIONS = [
    bare, asked, unused, made_by_a_function, of_lists, error_of_a_key, error_of_an_index,
]  # fmt: skip


@pytest.mark.parametrize("fun", FUNCTIONS, ids=lambda fun: fun.__name__)
def test_derivatives(fun) -> None:
    check(fun, 0.6)


def read(x, c):
    v = c["zz"]
    return x * (v + len(c))


def read_bare(x, c):
    c["zz"]
    return x * x if "zz" in c else x


def counted(x, c):
    n = c["k"]
    c["k"]
    for i in range(3):
        if c[i]:
            pass
    return x * x * len(c) * (n + 1)


@pytest.mark.parametrize("fun", [read, read_bare, counted])
def test_arguments(fun) -> None:
    given = defaultdict(int)
    value, (slope, _) = s2s.vjp(fun, 0.6, given)[0], s2s.vjp(fun, 0.6, given)[1](1.0)
    assert value == fun(0.6, defaultdict(int))
    wanted = (fun(0.6 + 1e-6, defaultdict(int)) - fun(0.6 - 1e-6, defaultdict(int))) / 2e-6
    assert slope == pytest.approx(wanted)
    assert s2s.grad(fun)(0.6, given) == pytest.approx(wanted)
    assert not given

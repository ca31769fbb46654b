"""A helper hands out an item that is a number or an array; the caller writes into it.

The helper writes into nothing, and held the adjoint of the item by value: the two were not one memory.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.1, 0.2, 0.3, 0.4])
V = np.array([0.7, -0.3, 0.4, 1.1])


class Holder:
    def __init__(self, u):
        self.u = u
        self.h = []

    def last(self):
        return self.h[-1] if self.h else self.u

    def last_by_branches(self):
        if self.h:
            return self.h[-1]
        return self.u

    def last_and_more(self):
        if self.h:
            r = self.h[-1]
            q = r * 2
        else:
            r = self.u
            q = r * 3
        return r, q


def in_a_pair(xs, i):
    r = xs[i]
    return r, 1.0


def as_it_is(xs, i):
    return xs[i]


def deep_down(xs, i):
    r = xs[i]
    return [(r, 1.0)]


def by_a_key(xs, i):
    r = xs[i]
    return {"a": r}


def through_another(xs, i):
    r = as_it_is(xs, i)
    return r, 2


def kept(o, xs, i):
    o.c = xs[i]


def appended(found, xs, i):
    found.append(xs[i])


def chosen(hand):
    """A program in which the array of a list is handed out by ``hand`` and overwritten in part."""

    def f(x):
        u = np.ones(4)
        xs = [1.0, u]
        for k in range(2):  # noqa: B007
            pass
        hand(xs, k)[0] = x[3]
        return u @ x + xs[0] * x[1]

    return f


def of_an_object(x):
    u = np.ones(4)
    xs = [1.0, u]
    o = Holder(x)
    for k in range(2):  # noqa: B007
        pass
    kept(o, xs, k)
    o.c[0] = x[3]
    return u @ x + xs[0] * x[1]


def of_a_list(x):
    u = np.ones(4)
    xs = [1.0, u]
    found = []
    for k in range(2):  # noqa: B007
        pass
    appended(found, xs, k)
    found[0][0] = x[3]
    return u @ x + xs[0] * x[1]


def last_of_an_empty_list(x):
    o = Holder(np.ones(4))
    o.last()[0] = x[3]
    return o.u @ x


def last_by_branches(x):
    o = Holder(np.ones(4))
    o.last_by_branches()[1] = x[3]
    return o.u @ x


def last_and_more(x):
    o = Holder(np.ones(4))
    r, q = o.last_and_more()
    r[0] = x[3]
    q[1] = x[2] ** 2
    return o.u @ x + q @ q


def last_later(x):
    o = Holder(np.ones(4))
    o.last()[0] = x[3]
    o.h.append(x * 2)
    o.last()[1] = x[0] * x[2]
    return o.u @ x + o.h[0] @ o.u


PROGRAMS = [
    *(pytest.param(chosen(hand), id=name) for name, hand in [
        ("in_a_pair", lambda xs, k: in_a_pair(xs, k)[0]),
        ("as_it_is", as_it_is),
        ("deep_down", lambda xs, k: deep_down(xs, k)[0][0]),
        ("by_a_key", lambda xs, k: by_a_key(xs, k)["a"]),
        ("through_another", lambda xs, k: through_another(xs, k)[0]),
    ]),
    *(pytest.param(f, id=f.__name__) for f in [
        of_an_object, of_a_list, last_of_an_empty_list, last_by_branches, last_and_more, last_later,
    ]),
]  # fmt: skip


@pytest.mark.parametrize("f", PROGRAMS)
def test_derivatives(f) -> None:
    check(f, X)


@pytest.mark.parametrize("f", PROGRAMS)
def test_second_derivatives(f) -> None:
    steep = s2s.grad(f)
    expected = (steep(X + 1e-6 * V) - steep(X - 1e-6 * V)) / 2e-6
    assert s2s.hvp(f)(X, V) == pytest.approx(expected, rel=1e-6, abs=1e-8)
    assert s2s.hessian(f)(X) @ V == pytest.approx(expected, rel=1e-6, abs=1e-8)

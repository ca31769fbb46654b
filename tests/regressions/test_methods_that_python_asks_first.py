"""Which method Python calls: own copies, reflected operators of a subclass, `__floor__`, `__float__`."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


class Box:
    def __init__(self, a):
        self.a = a

    def __copy__(self):
        return Box(self.a * 1.0)

    def __deepcopy__(self, memo):
        return Box(self.a * 2.0)


class State:
    def __init__(self, a):
        self.a = a

    def __getstate__(self):
        return {"a": self.a * 3}


class Base:
    def __init__(self, x):
        self.x = x

    def __add__(self, o):
        return self.x + o.x

    def __sub__(self, o):
        return NotImplemented


class Derived(Base):
    def __radd__(self, o):
        return self.x * o.x * 10

    def __rsub__(self, o):
        return o.x - self.x * 3


class Other:
    def __init__(self, x):
        self.x = x

    def __rsub__(self, o):
        return o.x - self.x * 3

    def __delitem__(self, k):
        self.x = self.x * k


class Rounded:
    def __init__(self, x):
        self.x = x

    def __floor__(self):
        return self.x * 2

    def __ceil__(self):
        return self.x * 3

    def __trunc__(self):
        return self.x * 4


class Real:
    def __init__(self, x):
        self.x = x

    def __float__(self):
        return self.x * 7.0


class Sequence:
    def __init__(self, d):
        self.d = d

    def __getitem__(self, i):
        return self.d[i]

    def __len__(self):
        return len(self.d)

    def __rmul__(self, k):
        return k * self.d[0] * 10


class Plain:
    def __init__(self, x):
        self.x = x

    def __rmul__(self, k):
        return k * self.x


class NotNumpys(Plain):
    __array_ufunc__ = None


def copied(x):
    b = Box(np.array([x, x]))
    d = copy.copy(b)
    b.a[0] = 9 * x
    return d.a[0] * x + copy.deepcopy(b).a[1]


def subclass_first(x):
    return (Base(x) + Derived(x * x)) * x


def not_implemented(x):
    return (Base(x) - Other(x * x)) * x + (Base(x) - Derived(x)) * x


def rounded(x):
    r = Rounded(x)
    return math.floor(r) * x + math.ceil(r) + math.trunc(r)


def as_floats(x):
    return math.sin(Real(x)) * x + math.hypot(Real(x), x) * np.float64(Real(x))


def deleted(x):
    q = Other(x)
    del q[3]
    return q.x * x


def number_of_pythons(x):
    return x * Sequence([x, x * x])


def array_that_defers(x):
    return np.sum(np.array([x, 2 * x]) * NotNumpys(x))


PROGRAMS = [
    copied, subclass_first, not_implemented, rounded, as_floats, deleted, number_of_pythons,
    array_that_defers,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))
    assert s2s.value_and_grad(fun)(0.6)[0] == pytest.approx(fun(0.6))


def number_of_numpys(v):
    return v[0] * Sequence([v[1], v[2]])


def array_on_the_left(v):
    return (v * Plain(v[0]))[0]


def by_its_state(v):
    return sum(copy.copy(State(v)).a)


@pytest.mark.parametrize("fun", [number_of_numpys, array_on_the_left, by_its_state])
def test_refused(fun) -> None:
    with pytest.raises(s2s.S2SError, match=r"NumPy's operator|says itself"):
        s2s.vjp(fun, np.array([1.0, 2.0, 3.0]))

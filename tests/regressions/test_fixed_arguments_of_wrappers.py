"""What a wrapper hands on by ``*args`` and ``**kwargs`` varied as a whole if one argument did.

A spline's knots or a Bessel function's order were refused behind a wrapper, though they were fixed.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest
import scipy.special
from scipy.interpolate import splev, splrep

import s2s
from s2s.testing import check

TCK = splrep(np.arange(6.0), [0.0, 1.0, 4.0, 5.0, 4.0, 2.0])


def spline(*args, **kwargs):
    return splev(*args, **kwargs)


def bessel(*args, **kwargs):
    return scipy.special.iv(*args, **kwargs)


def counted(fun):
    @functools.wraps(fun)
    def wrapper(*args, **kwargs):
        return fun(*args, **kwargs)

    return wrapper


@counted
def order(x, v=1.0):
    return scipy.special.jv(v, x)


def through_two(*args):
    return bessel(*args)


def recursive(n, *args):
    return bessel(*args) if n == 0 else recursive(n - 1, *args) * 2.0


PROGRAMS = {
    "knots": lambda x: float(spline(x, TCK)) * x,
    "order": lambda x: bessel(2.0, x),
    "decorated": lambda x: order(x, v=0.5) + order(x, 2.0),
    "through two": lambda x: through_two(1.5, x),
    "in a loop": lambda x: sum(bessel(n, x) for n in range(3)),
    "recursive": lambda x: recursive(2, 1.5, x),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_fixed(name) -> None:
    check(PROGRAMS[name], 1.3)


def test_varies_all_the_same() -> None:
    with pytest.raises(s2s.S2SError, match="scipy.special.iv"):
        s2s.grad(lambda x: bessel(x, 1.5))(1.3)


def put(items, value):
    items.append(value)
    return value


def put_by(*args):
    return put(*args)


def total(items):
    return items[0] * 3.0


def both(*args):
    put(*args)
    return total(*args[:1]) + total(args[0]) + held(*args)


def held(items, value):
    return items[0] * value


def filled(x):
    items: list[float] = []
    put_by(items, x * x)
    return total(items)


def filled_and_read(x):
    return both([], x * x)


def set_first(array, value):
    array[0] = value


def writer(*args, scale, other):
    set_first(*args)
    return np.sum(args[0]) + np.sum(of(*args)) + scale[0] * last(scale=scale, other=other)


def of(array, value):
    return array * array * value


def last(scale, other):
    other[1] = scale[0]
    return scale[1] * other[1]


def overwritten(x):
    return writer(np.ones(3), x * x, scale=[x, 2.0], other=[1.0, 2.0])


def assigned_again(*args):
    total = 0.0
    for _ in range(2):
        total = total + held_pair(*args)
        args = (args[1], args[0] * args[1])
    return total


def held_pair(first, second):
    return first * first * second


def swapped(x):
    return assigned_again(2.0, x)


def picked(flag, *args):
    if flag:
        args = args[::-1]
    return held_pair(*args)


def either_way(x):
    return picked(True, x, 2.0) + picked(False, x, 2.0) + picked(True, 2.0, x)


def self_calling(n, *args):
    if n == 0:
        return held_pair(*args)
    return self_calling(n - 1, args[1], args[0]) + self_calling(n - 1, args[0], 1.5)


def mixed_recursion(x):
    return self_calling(3, x, 2.0) + self_calling(2, 2.0, x)


@pytest.mark.parametrize(
    "fun",
    [filled, filled_and_read, overwritten, swapped, either_way, mixed_recursion],
    ids=lambda fun: fun.__name__,
)
def test_what_is_written_later_varies(fun) -> None:
    check(fun, 1.3)

"""Programs that are refused: each with the whole message that the user sees."""

from __future__ import annotations

import ctypes
import math
import struct

import numpy as np

TOTAL = 0.0


def yields(x):
    yield x


def yields_from(x):
    yield from [x]


def takes_in(x):
    total = 0.0

    def steps():
        given = yield x
        yield given

    for value in steps():
        total = total + value
    return total


def hands_on(x):
    def steps():
        _ = yield from [x]

    return sum(steps())


async def waits(x):
    return x


async def awaits(x):
    return await x


def nonlocal_write(x):
    total = 0.0

    def add(y):
        nonlocal total
        return (total := total + y)

    add(x)
    return total


def global_write(x):
    global TOTAL
    TOTAL = x * x
    return TOTAL


def matches(x):
    match x:
        case [(0 as a) | (1 as a), (0 as b) | (1 as b), (0 as c) | (1 as c), (0 as d) | (1 as d), 0 | 1 as e] | [(0 as a) | (1 as a), (2 as b) | (1 as b), c, d, e]:
            return a + b + c + d + e
        case _:
            return x * x


def calls_without_rule(x):
    return math.lgamma(x) + struct.pack("d", x)[0]


def calls_foreign(x):
    return ctypes.CDLL(None).sqrt(x)


def calls_eval(x):
    return eval("x * x")


def handles_unbound(x):
    if x > 1.0:
        scale = 2.0
    try:
        y = x if scale > 1.0 else x * x
    except NameError:
        y = x
    return y


def returns_array(x):
    return x * 2.0


def returns_list(x):
    return [x, x]


def returns_none(x):
    y = x * x


def returns_string(x):
    return f"{x}"


def returns_complex(x):
    return x * 1j


def squared(x):
    return x * x


def makes_a_class(x):
    class Point:
        pass

    return x


def opens(x):
    with open("/dev/null"):
        return x * x


def too_few(x):
    return squared() * x


def unknown_length(x, n):
    return math.atan2(*[x] * n)


def sorts_by_key(x):
    return sorted([x, 2.0 * x], key=lambda v: -v)[0]


def calls_nothing(x):
    return squarred(x)  # noqa: F821  it is what is tested


def calls_nothing_of_a_module(x):
    return math.sinus(x)


def calls_no_method(x):
    return np.atleast_1d(x).summ()


def attribute_of_a_local_function(x):
    def f(v):
        return v * v * f.scale

    f.scale = 2.0
    return f(x)

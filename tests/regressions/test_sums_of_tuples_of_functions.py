"""``(x, fun) + args`` forgot which function is in the tuple."""

from __future__ import annotations

import math
from functools import partial

import pytest

from s2s.testing import check


def scaled(x, y):
    return x * x * y


def called(x, *args):
    factor, fun = args[0], args[1]
    return fun(x, factor, *args[2:])


def empty(x):
    return called(x, *(x, scaled) + ())


def stepped(fun, x, args=()):
    for _ in range(3):
        x = x - 0.1 * fun(x, *args)
    return x


def solved(x, *args):
    given = (x, scaled) + args
    return stepped(called, x, args=given)


def several(x):
    made = lambda v, w: v * w + x  # noqa: E731
    functions = (math.sin, made) + (scaled, partial(scaled, y=x))
    return functions[0](x) * functions[1](x, 2.0) + functions[2](x, x) * functions[3](x)


def lists(x):
    functions = [scaled] + [x, math.exp]
    return functions[0](x, functions[1]) + functions[2](x)


def in_a_loop(x):
    functions = (math.sin,)
    for fun in (math.exp, math.cos):
        functions = functions + (fun,)
    return functions[0](x) * functions[1](x) * functions[2](x)


@pytest.mark.parametrize("fun", [empty, solved, several, lists, in_a_loop])
def test_derivatives(fun) -> None:
    check(fun, 1.3)

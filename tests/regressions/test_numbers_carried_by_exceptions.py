"""Values read from an exception: zero by vjp and jvp; and `try` under `map`: zero at second order."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


class Diverged(Exception):
    def __init__(self, last):
        self.last = last


def argument(x):
    try:
        raise ValueError(x * 2)
    except ValueError as e:
        return e.args[0] ** 2


def sum_of_arguments(x):
    try:
        raise ValueError(x * 2)
    except ValueError as e:
        r = e.args[0]
    return r + r


def attribute(x):
    try:
        raise Diverged(x * 2)
    except Diverged as e:
        return e.last


def in_an_array(x):
    try:
        raise Diverged(x * 2)
    except Diverged as e:
        r = np.array([e.last, 1.0])
    return r * 2


@pytest.mark.parametrize(
    "fun", [argument, sum_of_arguments, attribute, in_an_array], ids=lambda fun: fun.__name__
)
def test_refused_in_all_modes(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="text or an exception"):
        s2s.jvp(fun, (0.6,), (1.0,))
    with pytest.raises(s2s.UnsupportedError, match="text or an exception"):
        s2s.vjp(fun, 0.6)
    with pytest.raises(s2s.S2SError):
        s2s.grad(fun)(0.6)


def log_or_square(a):
    try:
        return math.log(a)
    except ValueError:
        return a * a


def mapped(v):
    return sum(map(log_or_square, v))


def test_second_order_of_a_mapped_try() -> None:
    check_grads(mapped, np.array([0.5, 2.0, -3.0]), order=2)


def tells(x):
    try:
        y = math.log(x)
        said = "well"
    except ValueError as e:
        y, said = x * x, str(e)
    return y, said


def test_a_text_beside_the_value() -> None:
    (value, said), pullback = s2s.vjp(tells, -3.0)
    assert (value, said) == (9.0, "math domain error")
    assert pullback((1.0, None))[0] == -6.0

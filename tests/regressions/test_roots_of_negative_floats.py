"""A power of a negative float is complex: its imaginary part had the derivative zero, its size crashed."""

from __future__ import annotations

import cmath
import math
import types

import numpy as np
import pytest

import s2s
from s2s.testing import check


def imaginary(x):
    return ((x - 2) ** 0.5).imag


def parts(x):
    z = (x - 2) ** 0.5
    return z.real**2 + 3 * z.imag**2


def size(x):
    return abs((x - 2) ** 0.5)


def sizes(x):
    total = 0.0
    for i in range(4):
        total += abs((x - 2 + i) ** (1 / 3))
    return total


def in_place(x):
    z = x - 2
    z **= 0.5
    return z.imag


def to_itself(x):
    return pow(x - 2, x).imag


def in_an_array(x):
    return np.sum(np.abs(np.array([(x - 2) ** 0.5, x])) ** 2)


def phase(x):
    return cmath.phase((x - 2) ** 0.3) * x


def by_class(x):
    z = (x - 2) ** 0.5
    return z if isinstance(z, float) else z.imag * 2


def itself(x):
    return (x - 2) ** 1.5


def of_items(x):
    return sum(((v - 2) ** 0.5).imag for v in x)


PROGRAMS = [imaginary, parts, size, sizes, in_place, to_itself, in_an_array, phase, by_class, itself]
MODES = [s2s.grad, s2s.value_and_grad, lambda fun: lambda x: s2s.vjp(fun, x)[1](1.0)]


@pytest.mark.parametrize("mode", MODES, ids=["grad", "value_and_grad", "vjp"])
@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_it_is_told(fun, mode) -> None:
    with pytest.raises(s2s.KindError, match="negative numbers"):
        mode(fun)(0.6)


def test_of_lists() -> None:
    with pytest.raises(s2s.KindError, match="negative numbers"):
        s2s.grad(of_items)([0.6, 3.0])


@pytest.mark.parametrize("fun", PROGRAMS[:-1], ids=lambda fun: fun.__name__)
def test_by_forward_mode(fun) -> None:
    with pytest.raises(s2s.KindError, match="negative numbers"):
        s2s.jvp(fun, (0.6,), (1.0,))


def written_item(x):
    v = float(x[0]) - 2
    return (v**1.5).imag + x[1]


def attribute(p):
    return ((p.v - 2) ** 1.5).imag * 2 + ((p.v - 2) ** -0.5).imag


def of_a_complex_number(x):
    return ((abs(complex(x, 1)) - 5) ** 2.5).imag


def test_past_what_is_real_for_sure() -> None:
    with pytest.raises(s2s.KindError, match="negative numbers"):
        s2s.grad(written_item)(np.array([0.6, 1.0]))
    with pytest.raises(s2s.KindError, match="negative numbers"):
        s2s.grad(attribute)(types.SimpleNamespace(v=0.6))
    with pytest.raises(s2s.KindError, match="negative numbers"):
        s2s.grad(of_a_complex_number)(0.6)


def test_of_a_ufunc_it_is_no_number() -> None:
    with np.errstate(invalid="ignore"):
        assert math.isnan(s2s.grad(lambda x: np.power(x, 1.5) + np.power(x, 0.5))(-0.4))


def test_with_complex_in_the_text() -> None:
    check(lambda x: abs(complex(x - 2) ** 0.5) + (complex(x - 2) ** 0.3).imag, 0.6)


@pytest.mark.parametrize("fun", PROGRAMS[:-1], ids=lambda fun: fun.__name__)
def test_roots_of_positive_floats(fun) -> None:
    check(fun, 2.7)

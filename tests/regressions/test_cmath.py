"""The functions of `cmath` had no rules: complex numbers worked through NumPy's functions only."""

from __future__ import annotations

import cmath
import math

import pytest

import s2s
from s2s.testing import check


def root(x, y):
    return abs(cmath.sqrt(x * x - 4 * y) + 2 * x)


def several(x, y):
    z = cmath.exp(1j * x) + cmath.atanh(y) * cmath.log(complex(x, y), 3)
    z = z * cmath.acos(3 * x) + cmath.acosh(y) / cmath.tan(x + 1j)
    return (z * z).real + cmath.phase(z)


def polar(x, y):
    size, angle = cmath.polar(complex(x, y))
    turned = cmath.rect(size * angle, x)
    return turned.real * turned.imag


def outside_of_the_domain(x, y):
    return abs(cmath.atanh(x) + cmath.log(x, y) + y + 1j)


@pytest.mark.parametrize("fun", [root, several, polar, outside_of_the_domain])
def test_derivatives(fun) -> None:
    check(fun, 0.7, 0.4)


def test_at_the_ends_as_math_does() -> None:
    """There was a bare ZeroDivisionError."""
    assert s2s.grad(lambda x: cmath.acos(x).real)(1.0) == -math.inf
    assert s2s.jvp(cmath.acosh, (1.0 + 0j,), (1.0 + 0j,))[1].real == math.inf

"""Complex numbers on the cut of a function: the sign of the zero says on which side, also to the slope."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s.testing import check

X = np.array([2.0, -2.0, 0.5, -0.3, 1.7])
WEIGHTS = np.arange(5.0)


def above(x):
    z = x.astype(complex)
    sides = np.imag(np.arcsin(z)) ** 2 + np.imag(np.arccosh(z)) * np.real(np.arctanh(z))
    return np.sum(np.real(np.arccos(z) * (1 + 2j)) * WEIGHTS + sides)


def below(x):
    z = x.astype(complex).conj()
    sides = np.imag(np.arcsin(z)) ** 2 + np.imag(np.arccosh(z)) * np.real(np.arctanh(z))
    return np.sum(np.real(np.arccos(z) * (1 + 2j)) * WEIGHTS + sides + np.real(np.arccosh(z)))


def roots_and_logarithms(x):
    parts = np.abs(np.emath.sqrt(x)) ** 3 + np.imag(np.emath.log(x)) * x + np.real(np.emath.log2(x))
    parts = parts + np.abs(np.emath.logn(3, x))
    return np.sum(parts + np.abs(np.emath.log10(x)) ** 2 + np.abs(np.emath.arctanh(x)))


@pytest.mark.parametrize("program", [above, below, roots_and_logarithms])
def test_program(program: Any) -> None:
    check(program, X)

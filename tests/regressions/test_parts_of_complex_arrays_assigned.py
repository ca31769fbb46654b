"""An assignment to the real or imaginary part of an array, and what does the same."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([0.3, 1.0, 1.7])


def real_part(x):
    z = np.zeros(3, complex)
    z.real = x
    return np.sum(np.abs(z))


def imaginary_part(x):
    z = np.zeros(3, complex)
    z.imag = x
    return np.sum(np.abs(z))


def whole_numbers(x):
    z = np.zeros(3, complex)
    z[...] = z.real + 1j * x
    z[...] = x**2 + 1j * z.imag
    return np.sum(np.abs(z) ** 2)


@pytest.mark.parametrize("program", [real_part, imaginary_part])
def test_parts(program):
    s2s.check_grads(program, X, modes=("rev", "fwd"))
    np.testing.assert_allclose(s2s.grad(program)(X), np.ones(3))


def test_whole_numbers():
    s2s.check_grads(whole_numbers, X, order=2, modes=("rev", "fwd"))

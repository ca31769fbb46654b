"""The shadow of a view of an imaginary part was a view of the shadow, with the wrong sign."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.1, 0.2, 0.3])
Y = np.array([0.4, 0.5, 0.6])


def square_sum(a):
    return np.sum(a * a)


def double(a):
    a *= 2.0


def handed_to_a_helper(x, y):
    z = np.zeros(3, complex)
    z[:] = x + 1j * y
    return square_sum(z.imag) + 0.5 * square_sum(np.real(z))


def read_by_operations(x, y):
    z = np.zeros(3, complex)
    z[:] = (x + 1j * y) ** 2
    im = z.imag
    return np.sum(im * im * x)


def real_part_is_written(x, y):
    z = np.zeros(3, complex)
    z[:] = x + 1j * y
    re = z.real
    re[1] = x[2] ** 2
    return np.sum(np.abs(z) ** 2)


@pytest.mark.parametrize("fun", [handed_to_a_helper, read_by_operations, real_part_is_written])
def test_views_that_are_only_read(fun) -> None:
    check(fun, X, Y)


def array_changes_later(x, y):
    z = np.zeros(3, complex)
    z[:] = x + 1j * y
    im = z.imag
    z[0] = x[1] * 1j
    return np.sum(im * im)


def view_is_written(x, y):
    z = np.zeros(3, complex)
    z[:] = x + 1j * y
    z.imag[:] = x * x
    return np.sum(np.abs(z) ** 2)


def helper_writes(x, y):
    z = np.zeros(3, complex)
    z[:] = x + 1j * y
    double(z.imag)
    return np.sum(np.abs(z) ** 2)


def list_keeps_it(x, y):
    z = np.zeros(3, complex)
    z[:] = x + 1j * y
    parts = [z.real, z.imag]
    z *= 2.0
    return np.sum(parts[0] ** 2) + np.sum(parts[1] ** 3)


@pytest.mark.parametrize(
    "fun", [array_changes_later, view_is_written, helper_writes, list_keeps_it]
)
def test_views_that_cannot_be_followed(fun) -> None:
    with pytest.raises(s2s.MutationError, match="view of the imaginary part"):
        s2s.grad(fun)(X, Y)

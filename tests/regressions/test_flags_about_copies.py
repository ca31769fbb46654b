"""Calls that were told to give back, or to write into, the array that they were given."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

import s2s
from s2s.testing import check

X = np.array([1.0, 2.0, 0.5])


def method_conj(x):
    y = x * 1.0
    z = y.conj()
    z[0] = x[1] ** 2
    return np.sum(y * x)


def array_without_a_copy(x):
    y = x * 1.0
    z = np.array(y, copy=None)
    z[0] = x[1] ** 2
    return np.sum(y * x)


def astype_without_a_copy(x):
    y = x * 1.0
    z = y.astype(float, copy=False)
    y[0] = x[1] ** 2
    return np.sum(z * x)


def astype_by_position(x):
    y = x * 1.0
    z = y.astype(float, "K", "unsafe", True, False)
    y[0] = x[1] ** 2
    return np.sum(z * x)


def astype_with_a_copy(x):
    y = x * 1.0
    z = y.astype(float, copy=True)
    y[0] = x[1] ** 2
    return np.sum(z * x)


def grid_of_copies(x):
    y = x * 1.0
    a, b = np.meshgrid(y, y)
    y[0] = x[1] ** 2
    a[0] *= y
    return np.sum(a * b * x)


@pytest.mark.parametrize(
    "fun",
    [
        method_conj,
        array_without_a_copy,
        astype_without_a_copy,
        astype_by_position,
        astype_with_a_copy,
        grid_of_copies,
    ],
)
def test_the_array_itself_or_a_copy(fun) -> None:
    check(fun, X)


def numbers_replaced_in_place(x):
    y = x * 1.0
    z = np.nan_to_num(y, copy=False)
    z[0] = x[1] ** 2
    return np.sum(y * x)


def scratch_that_nobody_reads(x):
    y = np.outer(x, x) + np.eye(3)
    scipy.linalg.lu_factor(y, overwrite_a=True)
    return np.sum(y * x)


def test_numbers_that_are_replaced_in_place() -> None:
    check(numbers_replaced_in_place, X)


def test_what_writes_into_its_arguments_is_refused() -> None:
    with pytest.raises(s2s.NoRuleError, match="no derivative of `.*` with `.*` given"):
        s2s.grad(scratch_that_nobody_reads)(X)


def grid_of_views(x):
    y = x * 1.0
    a, b = np.meshgrid(y, y, copy=False)
    y[0] = x[1] ** 2
    return np.sum(a * b * x)


def test_views_of_a_grid_are_refused_where_it_changes() -> None:
    with pytest.raises(s2s.MutationError, match="numpy.meshgrid"):
        s2s.grad(grid_of_views)(X)

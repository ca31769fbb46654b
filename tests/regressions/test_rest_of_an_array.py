"""``first, *rest = array``: the rest is a list, and its shadow was made of an array."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

X = np.array([1.0, 2.0, 0.5])


def rows_are_views(x):
    y = np.outer(x, x)
    _, *rest = y
    rest[1][1] = x[0] ** 2
    return np.sum(y * x)


def numbers_are_copies(x):
    y = x * x
    first, *rest = y
    rest[1] = x[0] ** 2
    return np.sum(y * x) + rest[0] * rest[1] * first


def rest_grows(x):
    y = np.outer(x, x)
    y[0, 1] = x[1]
    first, *rest = y
    rest.append(x * 3.0)
    rest[0] = x * 2.0
    return np.sum(rest[0] * rest[1] * rest[2] * first)


@pytest.mark.parametrize("fun", [rows_are_views, numbers_are_copies, rest_grows])
def test_the_rest_of_an_array(fun) -> None:
    check(fun, X)


def list_of_rows(x):
    y = np.outer(x, x)
    rows = list(y)
    rows[1][1] = x[0] ** 2
    return np.sum(y * x)


def list_of_rows_that_grows(x):
    y = np.outer(x, x)
    rows = list(y)
    rows.append(x * 2.0)
    rows[0] *= 2.0
    rows[3][0] = 1.0
    return np.sum(y * x) + np.sum(rows[3] * x)


@pytest.mark.parametrize("fun", [list_of_rows, list_of_rows_that_grows])
def test_a_list_of_the_rows_shows_the_array(fun) -> None:
    check(fun, X)

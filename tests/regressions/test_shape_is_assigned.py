"""`a.shape = ...` raised an error of Python's own, and was refused where it only means a view of `a`."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.arange(6.0) + 1.0


def of_an_argument(x):
    x.shape = (2, 3)
    return np.sum(x[0] * x[1])


def under_two_names(x):
    a = x * 2.0
    b = a
    a.shape = (2, 3)
    return np.sum(b[0] * a[1])


def of_what_may_be_an_argument(x):
    a = np.asarray(x)
    a.shape = (2, 3)
    return np.sum(a[0] * a[1])


def handed_out_before(x):
    a = x * 2.0
    b = np.asarray(a)
    a.shape = (2, 3)
    return np.sum(b[0] * a[1])


@pytest.mark.parametrize(
    "fun", [of_an_argument, under_two_names, of_what_may_be_an_argument, handed_out_before]
)
def test_it_is_an_error_with_a_place(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="attribute `shape` of an array") as caught:
        s2s.grad(fun)(X)
    assert "test_shape_is_assigned.py" in str(caught.value)


def of_a_new_array(x):
    a = x * 2.0
    a.shape = (2, 3)
    return np.sum(a[0] * a[1])


def of_an_array_that_is_filled(x):
    a = np.zeros(6)
    a[1] = x[0]
    a.shape = (2, 3)
    a[0] += x[:3]
    a[1] = x[3:] * x[0]
    a.shape = 6
    return a @ a


def of_a_passive_array(x):
    y = np.arange(6.0)
    y.shape = (2, 3)
    return np.sum(x[:3] * y)


def on_one_path(x):
    a = np.array(x)
    if x[0] > 0.0:
        a.shape = (3, 2)
    return np.sum(a * a)


class Box:
    pass


def attribute_of_an_object(x):
    box = Box()
    box.shape = x[0] * x[1]
    return box.shape * x[2]


@pytest.mark.parametrize(
    "fun",
    [
        of_a_new_array, of_an_array_that_is_filled, of_a_passive_array, on_one_path,
        attribute_of_an_object,
    ],
)  # fmt: skip
def test_an_array_with_one_name_is_seen_in_another_shape(fun) -> None:
    check(fun, X)

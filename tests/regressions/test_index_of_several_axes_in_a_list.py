"""An index that was a tuple made of a list, of so many axes as it has, was taken for a list of places.

The gradient of what was multiplied by ``a[tuple(places)]`` was wrong where the rank of that counted. Lists
of lists and of arrays were taken for lists of numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.interpolate import RegularGridInterpolator

import s2s
from s2s.testing import check

PLACES = [(np.array([0, 1]), np.array([1, 2])), (np.array([2, 0]), np.array([1, 0]))]
W = np.arange(9.0).reshape(3, 3)
X = np.linspace(0.3, 1.7, 9)


def read(x):
    place = tuple([PLACES[i][0] for i in range(2)])
    return np.sum(W[place] * x[:2])


def read_in_a_loop(x):
    total = 0.0
    for number in range(2):
        place = tuple([PLACES[i][number] for i in range(2)])
        total = total + W[place] * x[:2] * (number + 1)
    return np.sum(total**2)


def read_what_varies(x):
    place = tuple([PLACES[i][0] for i in range(2)])
    return np.sum(x.reshape(3, 3)[place] * x[:2])


def written(x):
    y = x.reshape(3, 3) * 1.0
    place = tuple([PLACES[i][0] for i in range(2)])
    y[place] = x[:2] ** 2
    return np.sum(y**2 * W)


def list_of_lists(x):
    rows = []
    for i in range(2):
        rows.append([i, 2])
    return np.sum(W[rows] * x[:3]) + np.sum(x.reshape(3, 3)[rows] * x[:3])


def list_of_arrays(x):
    rows = [np.array([0, 1]), np.array([2, 0])]
    return np.sum(W[rows] * x[:6].reshape(2, 1, 3))


def slices(x):
    rows = tuple([slice(0, 2) for i in range(2)])
    return np.sum(x.reshape(3, 3)[rows] * x[0]) + np.sum(W[rows] * x[:2])


@pytest.mark.parametrize(
    "program",
    [read, read_in_a_loop, read_what_varies, written, list_of_lists, list_of_arrays, slices],
)
def test_program(program: Any) -> None:
    check(program, X)


def test_second_derivatives_of_an_interpolator() -> None:
    """Whose slopes are read from a grid so."""

    def f(x):
        grid = RegularGridInterpolator((np.arange(3.0), np.arange(3.0)), x.reshape(3, 3) * x[0])
        return np.sum(grid(0.97 * x[:6].reshape(3, 2)) ** 2)

    s2s.check_grads(f, X, order=2, modes=("rev", "fwd"))

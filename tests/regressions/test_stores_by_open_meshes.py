"""`K[np.ix_(rows, columns)] += k`, the assembly of finite elements: K was not known to be an array."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def assembled(k, pairs):
    stiffness = np.zeros((4, 4))
    for i, j in pairs:
        stiffness[np.ix_([i, j], [i, j])] += k * np.array([[1.0, -1.0], [-1.0, 1.0]])
    return np.sum(stiffness**2)


def by_lists(k, rows):
    stiffness = np.zeros((4, 4))
    stiffness[np.ix_(rows, rows)] += k * k
    stiffness[np.ix_(rows, [0])] = k
    return np.sum(stiffness**3)


def read(k, rows):
    matrix = np.outer([k, k * k, 1.0], [1.0, k, 2.0])
    part = matrix[np.ix_(rows, [0, 2])]
    part *= k
    return np.sum(part**2)


def of_floats(x, y):
    rows, columns = np.ix_(x, y * x[0])
    return np.sum(rows * columns * columns)


def test_meshes_of_floats_vary_too() -> None:
    check(of_floats, np.array([1.5, 0.5]), np.array([0.3, 0.7, 2.0]))


@pytest.mark.parametrize(
    "fun, given", [(assembled, [(0, 1), (1, 3)]), (by_lists, [1, 2]), (read, [0, 2])]
)
def test_the_places_are_followed(fun, given) -> None:
    check(fun, 1.5, given)

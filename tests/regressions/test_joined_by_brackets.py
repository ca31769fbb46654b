"""What `np.r_` and `np.c_` join could not be overwritten: its rank was not known, or a name was missing."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

V = np.array([0.3, -0.7, 1.2])


def rows(x):
    y = np.r_[0.0, x, x]
    y /= y.sum()
    return y


def numbers(x):
    y = np.r_[x[0], 1.0, x[1]]
    y[1] *= x[2]
    return y * y


def columns(x):
    y = np.c_[x, x, 2 * x]
    y *= 3
    y[0] = x
    return y


def matrices(x):
    y = np.c_[np.outer(x, x), x, np.ones(3)]
    y[:, 1] *= y[:, 3]
    return y


@pytest.mark.parametrize("program", [rows, numbers, columns, matrices])
def test_overwritten(program) -> None:
    check(program, V)

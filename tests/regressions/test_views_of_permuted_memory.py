"""The tape was copied without its aliasing where an array's axes lie in another order in memory."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

X = np.random.default_rng(0).normal(size=(2, 4, 4, 2))
ROWS = np.array([[0, 1, 0, 1], [1, 2, 1, 2]])
COLUMNS = np.array([[0, 0, 1, 1], [2, 2, 1, 0]])


def patches(x):
    """An index array behind a slice: NumPy puts its axes first in memory."""
    padded = np.pad(x, 1)[1:-1]
    padded[0] *= 2.0
    channels = padded.transpose(0, 3, 1, 2)
    found = channels[:, :, ROWS, COLUMNS]
    return found.transpose(2, 3, 0, 1).reshape(8, -1)


def patches_by_a_helper(x):
    return patches(x)[1:] * x[0, 0, 0, 0]


def permuted_copy(x):
    y = (x * 1.0).transpose(2, 0, 1, 3).copy(order="K")
    part = y[1:].T
    part[0] *= 3.0
    return part


@pytest.mark.parametrize("fun", [patches, patches_by_a_helper, permuted_copy])
def test_pullback_runs_on_a_copy_of_the_tape(fun) -> None:
    check(fun, X)

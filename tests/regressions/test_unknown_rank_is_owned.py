"""An adjoint of unknown rank that is a view of another one was written into as it stood."""

from __future__ import annotations

import numpy as np

from s2s.testing import check


def between(rows, n):
    for _ in range(n):
        rows = np.concatenate([np.full(2, rows[0]), rows, 2.0 * rows[-1:]])
        rows = np.moveaxis(rows, 0, rows.ndim - 1)
    return rows


def test_first_and_last_of_a_growing_array() -> None:
    check(lambda x: between(x, 2), np.array([1.0, 2.5, -0.5]))

"""SciPy calls that were wrong or failed with arguments of another form than the samples'."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.interpolate
import scipy.linalg

from s2s.testing import check

KNOTS = [0.0, 0.3, 0.7, 1.0]
V = np.array([0.3, 0.7, 0.9])


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        # The first element of the row is not read: the first of the column is the diagonal.
        (lambda c, r, b: scipy.linalg.solve_toeplitz((c, r), b), (V + 3, V, V)),
        (lambda y, x: scipy.interpolate.CubicSpline(KNOTS, y)(x), (np.arange(4.0), V)),
        (
            lambda y, x: scipy.interpolate.RegularGridInterpolator((KNOTS, KNOTS), y)(x),
            (np.arange(16.0).reshape(4, 4) ** 2, np.array([[0.2, 0.5], [0.4, 0.8]])),
        ),
    ],
)
def test_calls(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)

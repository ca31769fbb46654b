"""`ravel(order="K")` of an array that is not contiguous raised an error without a place."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

CUBE = np.arange(24.0).reshape(2, 3, 4) / 7
LAYOUTS = [
    CUBE, CUBE[:, ::2, 1:], CUBE.transpose(1, 0, 2), CUBE.T[:, ::-1], CUBE.transpose(2, 0, 1)[::2]
]  # fmt: skip


def ravelled(x):
    return np.cumsum(np.ravel(x, order="K")) ** 2


def flattened(x):
    return np.cumsum(x.flatten("K")) ** 2


@pytest.mark.parametrize("x", LAYOUTS)
@pytest.mark.parametrize("fun", [ravelled, flattened])
def test_derivative(fun, x) -> None:
    check(fun, x)

"""`np.fmax` with a dtype compared with what was rounded; `np.diff` with n=0 puts nothing before."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X, Y = np.array([0.31, 0.72]), np.array([0.43, 0.13])


@pytest.mark.parametrize("function", [np.fmax, np.fmin])
def test_extreme_with_a_dtype(function) -> None:
    found = s2s.grad(lambda x, y: np.sum(function(x, y, dtype=np.float32)), (0, 1))(X, Y)
    np.testing.assert_array_equal(found[0], (X > Y) == (function is np.fmax))
    np.testing.assert_array_equal(found[1], 1.0 - found[0])


def test_no_differences() -> None:
    check(lambda x, y: np.diff(x, n=0, prepend=y, append=1.0), X, 0.5)

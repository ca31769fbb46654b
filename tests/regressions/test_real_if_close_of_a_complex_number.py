"""The tangent of `np.real_if_close` of complex values lost its imaginary part."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


@pytest.mark.parametrize("x", [1 + 2j, np.array([1 + 2j, 3.0])])
def test_tangent_is_complex(x) -> None:
    value, tangent = s2s.jvp(np.real_if_close, (x,), (x * 1j,))
    np.testing.assert_array_equal(value, x)
    np.testing.assert_array_equal(tangent, x * 1j)

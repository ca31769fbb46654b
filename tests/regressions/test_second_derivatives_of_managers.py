"""The second derivative of a program with its own context manager was refused: of what kind `type(error)` is."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from tests.language.test_classes import ctx_class


def test_second_derivative() -> None:
    x, v = np.array([1.5, 0.5]), np.array([1.0, -2.0])  # (2 a + 1) 2 a b
    a, b = x
    hessian = np.array([[8 * b, 8 * a + 2], [8 * a + 2, 0.0]])
    assert s2s.hvp(ctx_class)(x, v) == pytest.approx(hessian @ v)

"""A helper that computes with NumPy made the gradient of a float a NumPy number."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check


def helper(x):
    return np.sin(x)


def deeper(x):
    return helper(x) * 2.0


def test_gradient_of_a_float_is_a_float() -> None:
    assert type(s2s.grad(lambda x: deeper(x))(1.0)) is float
    check(lambda x: x * deeper(x), 1.0)

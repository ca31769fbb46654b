"""A function may have the name that its wrapper gives to what it calls, and so may a parameter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s

H = np.array([[1.0, 2.0], [0.5, -1.0]])


def fun(x):
    return x @ H @ x


def wrapped(x):
    return x @ H @ x


def by_a_parameter(x, fun=2.0):
    return fun / 2.0 * (x @ H @ x)


@pytest.mark.parametrize("function", [fun, wrapped, by_a_parameter])
def test_hessian(function: Callable[..., Any]) -> None:
    x = np.array([0.3, -0.7])
    np.testing.assert_allclose(s2s.hessian(function)(x), H + H.T)
    np.testing.assert_allclose(s2s.grad(lambda y: s2s.grad(function)(y) @ x)(x), (H + H.T) @ x)

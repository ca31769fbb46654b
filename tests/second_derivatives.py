"""How tests compare second derivatives with differences of first ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing.directional_derivative import directional_derivative


def check_product(fun: Callable[..., Any], x: Any, v: Any) -> None:
    """The product of the Hessian with a vector is the slope of the gradient along it."""
    step, gradient = 1e-5, s2s.grad(fun)
    expected = (gradient(x + step * v) - gradient(x - step * v)) / (2 * step)
    assert s2s.hvp(fun)(x, v) == pytest.approx(expected, rel=1e-6)


def check_curvature(fun: Callable[..., Any], x: Any) -> None:
    """Forward over reverse alone, along one direction: the mix that is used, where all of them are dear."""
    v = np.cos(np.arange(float(np.size(x)))).reshape(np.shape(x))
    gradient = s2s.grad(fun)
    slope, error = directional_derivative(lambda h: float(np.sum(gradient(x + h * v) * v)))
    np.testing.assert_allclose(np.sum(s2s.hvp(fun)(x, v) * v), slope, rtol=1e-6, atol=1e-7 + 20 * error)


def check_every_mix(fun: Callable[..., Any], x: Any, v: Any) -> None:
    """Forward over reverse, whole, reverse over forward and reverse over reverse agree with it."""
    gradient = s2s.grad(fun)
    slope, error = directional_derivative(lambda h: float(gradient(x + h * v) @ v))
    along = [s2s.hvp(fun)(x, v) @ v, v @ s2s.hessian(fun)(x) @ v]
    along.append(s2s.grad(lambda y: s2s.jvp(fun, (y,), (v,))[1])(x) @ v)
    along.append(s2s.grad(lambda y: s2s.grad(fun)(y) @ v)(x) @ v)
    np.testing.assert_allclose(along, slope, atol=1e-7 + 20 * error)

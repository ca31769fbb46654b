"""The tangent of a value that does not vary had no axis for the directions: a ValueError."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([0.5, -0.3, 0.8])
CONSTANT = {
    "stopped": lambda x: s2s.stop_gradient(x),
    "made": lambda x: np.ones(3),
    "steps": lambda x: np.sign(x),
    "a number": lambda x: 2.0,
    "by a helper": lambda x: np.floor(np.ones(3) * 1.5),
}


def helper(x):
    return np.sign(x)


@pytest.mark.parametrize("fun", CONSTANT.values(), ids=CONSTANT)
def test_zeros(fun) -> None:
    for jacobian in (s2s.jacobian, s2s.jacfwd, s2s.jacrev):
        found = jacobian(fun)(X)
        np.testing.assert_array_equal(found, np.zeros((*np.shape(fun(X)), 3)))


def test_inside() -> None:
    found = s2s.jacfwd(lambda x: helper(x) * x)(X)
    np.testing.assert_array_equal(found, np.diag(np.sign(X)))
    value, aux = s2s.jacfwd(lambda x: (np.sign(x), 3), has_aux=True)(X)
    np.testing.assert_array_equal(value, np.zeros((3, 3)))
    assert aux == 3


def test_hessian_of_a_stopped_factor() -> None:
    fun = lambda x: np.sum(x * s2s.stop_gradient(x**2))  # noqa: E731
    np.testing.assert_array_equal(s2s.hessian(fun)(X), np.zeros((3, 3)))
    value, gradient, hessian = s2s.value_grad_and_hessian(fun)(X)
    np.testing.assert_array_equal(gradient, X**2)
    np.testing.assert_array_equal(hessian, np.zeros((3, 3)))

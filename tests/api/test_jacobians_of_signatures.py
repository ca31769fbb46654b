"""Jacobians of functions with keyword-only parameters and with any number of arguments."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([0.3, 0.7, 1.1])


def power(x, *, n=2):
    return x**n


def total(x, *rest, scale=1.0):
    for one in rest:
        x = x * one
    return x * scale


@pytest.mark.parametrize("jacobian", [s2s.jacobian, s2s.jacfwd, s2s.jacrev])
def test_jacobians(jacobian) -> None:
    np.testing.assert_allclose(jacobian(power)(X, n=3), np.diag(3 * X**2))
    np.testing.assert_allclose(jacobian(power)(X), np.diag(2 * X))
    np.testing.assert_allclose(jacobian(total)(X, 2.0, X, scale=3.0), np.diag(6 * X))


def cubes(x, *, n=2):
    return np.sum(x**n)


def test_hessian() -> None:
    np.testing.assert_allclose(s2s.hessian(cubes)(X, n=3), np.diag(6 * X))
    np.testing.assert_allclose(s2s.hessian(cubes)(X), 2 * np.eye(3))


@pytest.mark.parametrize("number", [0.4, np.float64(0.4), np.float32(0.4)])
def test_a_gradient_of_zero_mirrors_its_number(number) -> None:
    found = s2s.grad(lambda x: np.sign(x) * 2)(number)
    assert type(found) is type(number) and found == 0

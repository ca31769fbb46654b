"""Matrices that solve an equation, and products that are made of others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.linalg as sl

import s2s
from s2s.testing import check

X = np.array([0.3, 0.9, 1.4])
SYSTEM = np.array([[0.1, 0.3, 0.0], [-0.2, 0.4, 0.5], [0.3, 0.1, -0.3]])
WEIGHTS = np.arange(9.0).reshape(3, 3)


def riccati(x):
    inputs = np.stack((x, x[::-1] ** 2), axis=1)
    cost = np.diag(x) + 0.1 * np.outer(x, x)
    gain = np.eye(2) * x[0] + 1.0
    first = sl.solve_continuous_are(SYSTEM * x[1], inputs, cost, gain)
    second = sl.solve_discrete_are(SYSTEM * x[2], inputs, cost, gain)
    return np.sum(first * WEIGHTS) + np.sum(second**2 * WEIGHTS)


def structured(x):
    product = sl.matmul_toeplitz(x, x**2) + sl.matmul_toeplitz((x, x * 2), x)
    return np.sum(product**2) + np.sum(sl.solve_circulant(x + 2, np.outer(x, x)) ** 2)


def inverse(x):
    return np.sum(sl.pinvh(np.outer(x, x) + np.triu(SYSTEM) + np.eye(3)) * WEIGHTS)


@pytest.mark.parametrize("program", [riccati, structured, inverse])
def test_program(program: Any) -> None:
    check(program, X)


def test_second_derivative() -> None:
    def cost(x):
        return np.sum(sl.solve_continuous_are(SYSTEM, np.eye(3), np.diag(x), np.eye(3)))

    s2s.check_grads(cost, X, order=2)

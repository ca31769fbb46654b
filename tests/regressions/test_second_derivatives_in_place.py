"""Derivatives of derivatives of programs that write in place: adjoints that others see stay in place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import s2s
from s2s.testing import check


def scaled(x):
    w = np.exp(x)
    w *= x
    return np.sum(w**2)


def softmax(x):
    w = np.exp(x)
    w /= np.sum(w)
    return np.sum(w**2)


def grown(x):
    w = np.zeros(3)
    w += x * x
    w *= w[0]
    return np.sum(w**2)


def added(x):
    y = np.zeros(2)
    np.add.at(y, np.array([0, 1, 1]), x)
    return np.sum(y**3)


def iterated(x):
    v = np.ones(3)
    for _ in range(3):
        v = x * v
        v /= np.linalg.norm(v)
    return np.sum(v * x)


@pytest.mark.parametrize("program", [scaled, softmax, grown, added, iterated])
def test_second_derivative(program: Callable[[np.ndarray], float]) -> None:
    x = np.array([0.3, -0.7, 1.1])
    check(lambda x: np.sum(s2s.grad(program)(x) * np.cos(x)), x)
    step = 1e-6 * np.eye(3)
    gradient = s2s.grad(program)
    rows = [(gradient(x + h) - gradient(x - h)) / 2e-6 for h in step]
    np.testing.assert_allclose(s2s.hessian(program)(x), rows, rtol=1e-6, atol=1e-7)

"""A nested function kept a variable that no taken path had assigned: UnboundLocalError."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.5, 1.2, 2.0])


def number(x, y, n):
    if n:
        k = x[0] * y

    def helper(v):
        return v * k if n else v

    return helper(y) * x[1]


def array(x, y, n):
    if n:
        k = x * y

    def helper(v):
        return np.sum(v * k) if n else v

    return helper(y) * x[1]


def written(x, y, n):
    if n:
        k = x * y

    def helper(v):
        if n:
            k[0] += v
            return np.sum(k)
        return v

    return helper(y) * x[1]


def loop(x, y, n):
    for i in range(n):
        k = x[i] * y

    def helper(v):
        return v * k if n else v

    return helper(y) * x[1]


@pytest.mark.parametrize("fun", [number, array, written, loop])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_captured(fun, n) -> None:
    check(fun, X, 0.4, n)


@pytest.mark.parametrize("n", [0, 2])
def test_second_derivative(n) -> None:
    s2s.check_grads(lambda x, y: number(x, y, n), X, 0.4, order=2)

"""The tapes of inner loops are run over, and stand beside those of their tangents, at any depth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from tests.second_derivatives import check_every_mix

X, V = np.array([0.4, 1.1, 0.7, 0.9]), np.array([0.3, -0.7, 0.5, 0.1])


def two(x: Any) -> Any:
    total = 0.0
    for i in range(3):
        part = x[i]
        for j in range(i + 1):
            part = np.sin(part * x[j]) + part
        total = total + part * part
    return total


def three(x: Any) -> Any:
    """Nothing that varies is kept in the innermost loop but whole numbers are."""
    out = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            acc = 0.0
            for d in range(-1, 2):
                for e in range(2):
                    at = min(max(i + j + d * e, 0), 3)
                    acc += x[at] * (d + 2)
            out[i, j] = np.tanh(acc)
    return np.sum(out**2)


def branches(x: Any) -> Any:
    """One loop of two runs, and what is pushed is not made on every way."""
    total, value = 0.0, x[0]
    for i in range(4):
        if i % 2:
            for j in range(i):
                value = value * np.cos(x[j] * value)
        else:
            for j in range(2):
                value = value / (1.0 + x[j] ** 2) + x[i]
        total = total + value**2
    return total


def user_lists(x: Any) -> Any:
    """Lists of the user's that are called what tapes are called."""
    stack, stack_1 = [], []
    for i in range(4):
        stack.append(x[i] * x[i])
        stack_1.append(stack)
    last = len(stack) - 1
    total = 0.0
    for i in range(len(stack)):
        v = stack[last - i]
        w = stack_1[last - i]
        total = total * v + w[i] * w[-1]
    return total


ALL = [two, three, branches, user_lists]


@pytest.mark.parametrize("fun", ALL)
def test_every_mix(fun: Any) -> None:
    check_every_mix(fun, X, V)


@pytest.mark.parametrize("fun", ALL)
def test_third_derivatives(fun: Any) -> None:
    step = 1e-5
    product = s2s.hvp(fun)
    expected = (product(X + step * V, V) - product(X - step * V, V)) / (2 * step)
    found = s2s.jvp(lambda x: product(x, V), (X,), (V,))[1]
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("fun", [two, three])
def test_what_is_written(fun: Any) -> None:
    product = s2s.hvp(fun)
    product(X, V)
    assert "stack_1_dot" not in product.source
    assert "len(stack" not in product.source

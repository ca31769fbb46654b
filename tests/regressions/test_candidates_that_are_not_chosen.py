"""Values that are nan or infinite, and then rejected, give nothing back: trials of a line search, the best of several."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s

X, G = np.array([2.0, 4.0]), np.array([1.0, 2.2])
STEPS = (4.0, 1.0, 0.5)


def backtracked(x: Any) -> Any:
    t = 4.0
    while True:
        value = x[0] * np.log(1.5 - t)
        if value < 10:
            break
        t *= 0.5
    return value + x[1]


def best(x: Any) -> Any:
    least = 1e9
    for t in STEPS:
        value = x[0] * np.log(1.5 - t)
        if value < least:
            least = value
    return least * x[1]


def least_of_what_overflows(x: Any) -> Any:
    least = 1e9
    for t in (-1.0, 1.0, 0.5):
        value = x[0] * np.exp(1000 * -t)
        if value < least:
            least = value
    return least + x[1] ** 2


def replaced(x: Any) -> Any:
    value = x[0] * np.log(1.5 - 4.0)
    if np.isnan(value):
        value = x[0] * x[1]
    return value


def left_out(x: Any) -> Any:
    total = 0.0
    for t in STEPS:
        value = x[0] * np.log(1.5 - t)
        if not value < 10:
            continue
        total += value * x[1]
    return total


def first_that_is_low(x: Any) -> Any:
    return next(v for v in [x[0] * np.log(1.5 - t) for t in STEPS] if v < 10) * x[1]


def of_two(x: Any) -> Any:
    return max(x[0] * (-np.inf), x[1]) + min(x[0] * math.inf, x[1] ** 2)


def unread_entry(x: Any) -> Any:
    table = {"a": x[0] * np.inf, "b": x[1] ** 2}
    return table["b"]


def trials(x: Any) -> Any:
    t, y = 4.0, x - 4.0 * G
    while not y[0] * np.log(y[1]) < 100:
        t *= 0.5
        y = x - t * G
    return y[0] * np.log(y[1])


PROGRAMS = (
    backtracked, best, least_of_what_overflows, replaced, left_out, first_that_is_low, of_two, unread_entry, trials,
)  # fmt: skip


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_reverse_mode_is_as_forward_mode(fun: Callable[..., Any]) -> None:
    gradient = s2s.grad(fun)(X.copy())
    steps = [(fun(X + d) - fun(X - d)) / 2e-6 for d in 1e-6 * np.eye(2)]
    np.testing.assert_allclose(gradient, steps, rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(s2s.jacfwd(fun)(X.copy()), gradient, rtol=1e-12)

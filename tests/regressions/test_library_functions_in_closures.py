"""A ufunc or a function of NumPy's that a called function closes over was read when the derivative ran.

The derivative of that derivative did not know the function then, and refused it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import special

import s2s

A = np.array([[2.0, 0.5], [-0.3, 1.5]])


def applied(fun: Any, *more: Any) -> Callable[[Any], Any]:
    def inner(x: Any) -> Any:
        return fun(x, *more) if more else fun(x)

    return inner


FUNCTIONS = [np.tanh, np.linalg.inv, np.sort, np.exp, special.erf]


@pytest.mark.parametrize("fun", FUNCTIONS, ids=lambda fun: fun.__name__)
def test_second_order(fun: Any) -> None:
    called = applied(fun)

    def paired(x: Any) -> Any:
        return np.sum(called(x) * x)

    def of_the_gradient(x: Any) -> Any:
        return np.sum(s2s.grad(paired)(x) ** 2)

    s2s.check_grads(of_the_gradient, A, modes=("fwd", "rev"))
    s2s.check_grads(called, A, order=2, modes=("fwd", "rev"))


def test_the_function_is_assigned_anew() -> None:
    chosen: Any = np.sin

    def called(x: Any) -> Any:
        return chosen(x)

    def outer(x: Any) -> Any:
        return called(x) * x

    gradient = s2s.grad(outer)
    assert gradient(0.7) == pytest.approx(np.sin(0.7) + 0.7 * np.cos(0.7))
    chosen = np.exp
    assert gradient(0.7) == pytest.approx(1.7 * np.exp(0.7))
    chosen = special.expm1
    assert gradient(0.7) == pytest.approx(np.expm1(0.7) + 0.7 * np.exp(0.7))


def test_the_function_is_assigned_while_it_runs() -> None:
    chosen: Any = np.sin

    def called(x: Any) -> Any:
        return chosen(x)

    def outer(x: Any) -> Any:
        nonlocal chosen
        chosen = np.sin
        first = called(x)
        chosen = np.exp
        return first * called(x)

    try:
        found = s2s.grad(outer)(0.7)
    except s2s.S2SError:
        return
    assert found == pytest.approx(np.exp(0.7) * (np.sin(0.7) + np.cos(0.7)))

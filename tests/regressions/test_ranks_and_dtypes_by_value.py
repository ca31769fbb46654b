"""`np.tensordot` over an unknown number of axes counted as rank 2, and `np.real_if_close` of real values as complex."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s

A = np.array([[1.0, 2.0], [0.5, -1.0]])
AXES = 2


def all_axes(x: Any, n: int) -> Any:
    return np.tensordot(x, x * x, axes=n) + 1.0


def by_a_global(x: Any, n: int) -> Any:
    return 2.0 * np.tensordot(x, x * x, AXES)


def used_further(x: Any, n: int) -> Any:
    product = np.linalg.tensordot(x, x, axes=n)
    return np.sum(product * x + x)


def real_number(x: Any, n: int) -> Any:
    return np.sum(np.real_if_close(x[0, 0]) ** 2 * x)


def real_array(x: Any, n: int) -> Any:
    return np.sum(np.real_if_close(x) ** 3)


def from_complex(x: Any, n: int) -> Any:
    return np.sum(np.real_if_close(x * (1.0 + 0.0j)) ** 3).real


FUNCTIONS = [all_axes, by_a_global, used_further, real_number, real_array, from_complex]


@pytest.mark.parametrize("fun", FUNCTIONS, ids=lambda fun: fun.__name__)
def test_both_modes_and_orders(fun: Any) -> None:
    s2s.check_grads(lambda x: fun(x, 2), A, order=2, modes=("fwd", "rev"))
    value, gradient = s2s.value_and_grad(fun)(A, 2)
    assert value == fun(A, 2)
    np.testing.assert_allclose(gradient, s2s.grad(lambda x: fun(x, 2))(A))


def test_one_axis() -> None:
    s2s.check_grads(lambda x: used_further(x, 1), A, order=2, modes=("fwd", "rev"))


def test_numbers() -> None:
    assert s2s.grad(lambda x: np.real_if_close(x) ** 2)(1.5) == 3.0

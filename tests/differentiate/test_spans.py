"""A tangent in which all operands stand has the shape of its primal: no look at shapes, no copy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from tests.second_derivatives import check_product


def kept(x: Any) -> Any:
    """What is kept for a branch has no known kind."""
    total, last = 0.0, None
    for i in range(3):
        if i != 1:
            last = x[i : i + 2]
            total = total + np.sum(x[i] * last * last / (1.0 + last))
    return total + np.sum(last)


def thinner(x: Any) -> Any:
    """The tangents of rows and of columns are thinner than their sums and products."""
    rows = x[:, None] * np.ones((1, 3))
    whole = rows + np.arange(3.0)
    product = whole * (x[0] + np.zeros((4, 3)))
    product[1] *= 2.0
    return np.sum(product / whole * rows**2)


def passive(x: Any) -> Any:
    """An operand without a tangent stretches the primal alone."""
    wide = x[0] + np.zeros((2, 3))
    return np.sum(wide) + np.mean(x[1] * wide - x[2])


def copied(x: Any) -> Any:
    """Copies of columns, of what is transposed, and of items that are changed later."""
    table = np.outer(x, x)
    flat = table.T.copy().reshape(-1)
    table[0] *= x
    column = table[:, 1].copy()
    table[:, 1] = 0.0
    return np.sum(column**3) + flat[1] * flat[6] + np.sum(table * flat.reshape(4, 4))


@pytest.mark.parametrize("fun", [kept, thinner, passive, copied])
def test_second_derivatives(fun: Any) -> None:
    check_product(fun, np.array([0.4, 1.1, 0.7, 0.9]), np.array([0.3, -0.7, 0.5, 0.1]))


@pytest.mark.parametrize("fun", [kept, thinner, passive, copied])
def test_hessians(fun: Any) -> None:
    x, v = np.array([0.4, 1.1, 0.7, 0.9]), np.array([0.3, -0.7, 0.5, 0.1])
    np.testing.assert_allclose(s2s.hessian(fun)(x) @ v, s2s.hvp(fun)(x, v), rtol=1e-10)


def test_what_is_written() -> None:
    x = np.array([0.4, 1.1, 0.7, 0.9])
    product = s2s.hvp(kept)
    product(x, x)
    assert "np.sum(rt.expand(" not in product.source

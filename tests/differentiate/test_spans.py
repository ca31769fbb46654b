"""Tangents that are as large as their primals are not stretched; those that are thinner are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from tests.second_derivatives import check_every_mix, check_product

X, V = np.array([0.4, 1.1, 0.7, 0.9]), np.array([0.3, -0.7, 0.5, 0.1])


def pieces(x: Any) -> Any:
    """Nothing says that the pieces are as long as what is computed from them."""
    a = np.outer(x, x) + np.eye(4)
    total = 0.0
    for i in range(1, 4):
        v = a[i:, i] / np.sum(a[i:, i])
        a[i:, i:] -= 0.5 * np.outer(v, v @ a[i:, i:])
        total = total + np.sum(-2.0 * v * a[i:, 0])
    return total + np.sum(a**2)


def kept(x: Any) -> Any:
    """What is kept for a branch has no known kind."""
    total, last = 0.0, None
    for i in range(3):
        if i != 1:
            last = x[i : i + 2]
            total = total + np.sum(x[i] * last * last / (1.0 + last))
    return total + np.sum(last)


def updated(x: Any) -> Any:
    """The same, and the product is updated."""
    total, last = 0.0, None
    for i in range(3):
        if i != 1:
            last = x[i : i + 2]
            t = last * x[i] / (1.0 + last)
            t += last
            t *= x[0]
            total = total + np.sum(t * t)
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
    return np.sum(wide) ** 2 + np.mean((x[1] * wide - x[2]) * wide)


def copied(x: Any) -> Any:
    """Copies of columns, of what is transposed, and of items that are changed later."""
    table = np.outer(x, x)
    flat = table.T.copy().reshape(-1)
    table[0] *= x
    column = table[:, 1].copy()
    table[:, 1] = 0.0
    return np.sum(column**3) + flat[1] * flat[6] + np.sum(table * flat.reshape(4, 4))


def quotients(x: Any) -> Any:
    """What is above and what is below vary, together and alone, in numbers and in arrays."""
    a = x[:2] / x[2:]
    a /= x[0]
    return np.sum(a / (1.0 + a)) / (x[1] / x[2]) + np.sum(x[3] / np.outer(a, x)) / x[0]


ALL = [pieces, kept, updated, thinner, passive, copied, quotients]


@pytest.mark.parametrize("fun", ALL)
def test_second_derivatives(fun: Any) -> None:
    check_product(fun, X, V)
    check_every_mix(fun, X, V)


@pytest.mark.parametrize("fun", ALL)
def test_jacobians(fun: Any) -> None:
    np.testing.assert_allclose(s2s.jacfwd(fun)(X), s2s.grad(fun)(X), rtol=1e-10)


def test_what_is_written() -> None:
    product = s2s.hvp(pieces)
    product(X, V)
    assert "rt.expand(t_" not in product.source
    assert "np.copy(" not in product.source


def solved(x: Any) -> Any:
    """Systems with one right-hand side, with several, and with several matrices."""
    a = np.outer(x, x) + np.diag(2.0 + x)
    b, c = np.linalg.solve(a, x * x), np.linalg.solve(a, np.outer(x, x))
    several = np.linalg.solve(np.stack([a, 2.0 * a]), c)
    still = np.linalg.solve(np.eye(4) * 3.0, x) + np.linalg.solve(a, np.ones(4))
    return np.sum(b**2) + np.sum(c**3) + np.sum(several**2) + np.sum(still**3)


def test_systems() -> None:
    check_every_mix(solved, X, V)

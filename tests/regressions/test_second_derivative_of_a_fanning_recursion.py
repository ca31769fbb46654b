"""A recursion with seven calls, each of which keeps what its own seven keep: `hvp` did not end."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def strassen(a, b):
    n = len(a)
    if n <= 2:
        return a @ b
    h = n // 2
    a11, a12, a21, a22 = a[:h, :h], a[:h, h:], a[h:, :h], a[h:, h:]
    b11, b12, b21, b22 = b[:h, :h], b[:h, h:], b[h:, :h], b[h:, h:]
    m1 = strassen(a11 + a22, b11 + b22)
    m2 = strassen(a21 + a22, b11)
    m3 = strassen(a11, b12 - b22)
    m4 = strassen(a22, b21 - b11)
    m5 = strassen(a11 + a12, b22)
    m6 = strassen(a21 - a11, b11 + b12)
    m7 = strassen(a12 - a22, b21 + b22)
    c = np.empty((n, n))
    c[:h, :h] = m1 + m4 - m5 + m7
    c[:h, h:] = m3 + m5
    c[h:, :h] = m2 + m4
    c[h:, h:] = m1 - m2 + m3 + m6
    return c


def fun(a, b):
    return np.sum(strassen(a, b) ** 3)


def test_product_with_the_hessian() -> None:
    rng = np.random.default_rng(0)
    a, b, v = rng.normal(size=(3, 8, 8))
    gradient, step = s2s.grad(fun), 1e-5
    assert gradient(a, b) == pytest.approx(3 * (a @ b) ** 2 @ b.T, rel=1e-10)
    expected = (gradient(a + step * v, b) - gradient(a - step * v, b)) / (2 * step)
    assert s2s.hvp(fun)(a, v, b) == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert s2s.hvp(fun)(a, v, b) == pytest.approx(6 * (a @ b) * (v @ b) @ b.T, rel=1e-10)

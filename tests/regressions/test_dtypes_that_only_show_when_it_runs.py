"""A result that is rounded to whole numbers is flat, also where its dtype only shows when it runs."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

WHOLE = np.arange(6).reshape(2, 3)
V = np.array([0.3, 1.7, 2.2])


def full(x):
    total = 0.0
    for dtype in (int, float):
        total += np.sum(np.full(3, x, dtype=dtype)) * 1.5
    return total


def cast(x):
    total = 0.0
    for dtype in (int, float):
        total += np.sum(np.full(3, x).astype(dtype)) * 1.5
    return total


def made(x):
    total = 0.0
    for dtype in (int, float):
        total += np.sum(np.array([x, 2 * x], dtype=dtype)) * 1.5
    return total


def summed(x):
    total = 0.0
    for dtype in (int, float):
        total += np.sum(np.full(3, x), dtype=dtype) + np.cumsum(np.full(3, x), dtype=dtype)[1]
    return total


def spread(x):
    total = 0.0
    for dtype in (int, float):
        total += np.sum(np.linspace(x, 4.0, 3, dtype=dtype)) * 1.5
    return total


def like_another(x):
    total = 0.0
    for a in (WHOLE, WHOLE * 1.0):
        total += np.full_like(a, x).sum() + np.insert(a, 1, x).sum()
    return total


def padded(x):
    return np.sum(np.pad(np.arange(3), 1, constant_values=x) * 1.5)


def by_powers(x):
    return np.sum(np.logspace(0, x, 5, dtype=int) + np.geomspace(1.0, x, 5, dtype=int)) * 1.5


def by_elements(x):
    return np.sum(np.vectorize(lambda t: t * x, otypes=[int])(np.arange(3)) * 1.5) + x


def of_a_polynomial(x):
    return np.polyval([1, 2], x).astype(int) * x


def replaced(x):
    return np.sum(np.nan_to_num(np.array([1, 2]), nan=x)) * x


def in_a_list(x):
    total = 0.0
    for part in [np.full(2, x).astype(int), np.full(2, x)]:
        total = total + np.sum(part * 2.0)
    return total


@pytest.mark.parametrize(
    "fun",
    [full, cast, made, summed, spread, like_another, padded, by_powers, by_elements,
     of_a_polynomial, replaced, in_a_list],
)  # fmt: skip
def test_program(fun) -> None:
    check(fun, 1.77)


def written(x):
    total = 0.0
    for a in (WHOLE, WHOLE * 1.0):
        b = a.copy()
        b[0] = x
        total += b.sum()
    return total


def filled(x):
    total = 0.0
    for dtype in (int, float):
        b = np.zeros((2, 2), dtype=dtype)
        b.flat[2] = x
        total += b.sum()
    return total


@pytest.mark.parametrize("fun", [written, filled])
def test_a_write_that_rounds_is_an_error(fun) -> None:
    with pytest.raises(TypeError, match="rounds what is written"):
        s2s.grad(fun)(1.7)
    with pytest.raises(TypeError, match="rounds what is written"):
        s2s.jvp(fun, (1.7,), (1.0,))


def test_a_complex_mean_of_some_elements_has_a_real_gradient() -> None:
    def fun(v):
        return np.real(v.mean(dtype=complex, where=np.array([True, False, True])) * (1 + 2j))

    check(fun, V)
    assert s2s.grad(fun)(V).dtype == np.float64


def by_asarray(a, c):
    dtype = float if c > 0 else complex
    return np.sum(np.abs(np.asarray(a, dtype=dtype)) ** 2)


def by_astype(a, c):
    dtype = float if c > 0 else complex
    return np.sum(np.abs(a.astype(dtype) * (1 + 0 * c)) ** 2)


def by_array(a, c):
    dtype = float if c > 0 else complex
    return np.sum(np.abs(np.array(a * a, dtype)) ** 3)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("fun", [by_asarray, by_astype, by_array])
def test_a_real_array_that_one_branch_makes_complex(fun, sign) -> None:
    """Its gradient was complex there."""
    a = np.array([0.3, 0.7, 1.2])
    check(lambda a: fun(a, sign), a)
    assert s2s.grad(fun)(a, sign).dtype == s2s.hessian(fun)(a, sign).dtype == np.float64

"""NumPy calls that are no plain function with a rule: indexing objects, draws, applied functions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check

V = np.array([0.3, 0.7, 1.1])
W = np.array([0.9, 0.2])
SQUARE = np.array([[1.0, 2.0], [0.5, 0.3]])
F32 = V.astype(np.float32)

JOINED = [
    (lambda x: np.r_[x, 1.0, x[::-1]], (V,)),
    (lambda x, y: np.r_[x, y, 0], (V, W)),
    (lambda x: np.r_[1.0:3.0, x], (V,)),
    (lambda x: np.r_[x, x * 2], (0.5,)),
    (lambda x, y: np.r_[x, y], (SQUARE, SQUARE + 1)),
    (lambda x: np.c_[x, x**2], (V,)),
    (lambda x, y: np.c_[x, y, [1, 2, 3]], (V, np.ones((3, 2)))),
    (lambda x, y: np.c_[x, y][:, 1] * x[0], (SQUARE, SQUARE + 1)),
]


@pytest.mark.parametrize(("fun", "args"), JOINED)
def test_joined_by_an_index(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)


def test_joined_numbers_keep_the_dtype() -> None:
    gradient = s2s.grad(lambda x: np.sum(np.r_[x, 1.0, 2] ** 2))(F32)
    assert gradient.dtype == np.float32
    np.testing.assert_allclose(gradient, 2 * F32)


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: np.sum(np.r_["1", x, x]),
        lambda x: np.sum(np.r_[0 : x[0] : 3j]),
        lambda x: np.sum(np.s_[x] * 2),
    ],
)
def test_an_index_that_makes_something_else_is_an_error(fun: Any) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(fun)(V)


ROTATING = np.array([[0.1, 5.0, 0.3], [-5.0, 0.2, 0.4], [0.2, 0.1, 5.5]])
SEPARATE = np.array([[1.0, 0.3, 0.2], [0.4, 2.0, 0.1], [0.3, 0.5, 3.0]])


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (lambda a: np.sum(np.real(np.linalg.eig(a)[1]) ** 3), (SEPARATE,)),
        (lambda a: np.linalg.eig(a).eigenvectors, (SEPARATE,)),
        (lambda a: np.abs(np.linalg.eig(a)[1]), (ROTATING,)),
        (lambda a: np.real(np.linalg.eig(a)[1]), (ROTATING,)),
        (lambda a: np.imag(np.linalg.eig(a)[1]), (ROTATING + 0.3j,)),
        (lambda a: np.linalg.slogdet(a).logabsdet, (SEPARATE,)),
        (lambda a: np.linalg.eigh(a + a.T).eigenvalues, (SEPARATE,)),
        (lambda a: np.linalg.qr(a).R, (SEPARATE,)),
        (lambda a: np.linalg.svd(a[:2])[1], (SEPARATE,)),
        (lambda a: np.linalg.svd(a[:2]).S, (SEPARATE,)),
        (lambda x, y: np.vdot(x, y), (np.ones((2, 3)), np.ones((3, 2)))),
    ],
)
def test_decompositions(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)


def test_second_derivative_of_eigenvectors() -> None:
    def f(a):
        e, v = np.linalg.eig(a)
        return np.sum(np.abs(v) ** 3) + np.sum(np.abs(e) ** 2)

    gradient, step = s2s.grad(f), 1e-5 * np.cos(SEPARATE)
    rows = (gradient(SEPARATE + step) - gradient(SEPARATE - step)) / 2e-5
    found = s2s.hvp(f)(SEPARATE, np.cos(SEPARATE))
    np.testing.assert_allclose(found, rows, rtol=1e-5, atol=1e-6)

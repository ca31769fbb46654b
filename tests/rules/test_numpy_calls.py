"""NumPy calls that are no plain function with a rule: indexing objects, draws, applied functions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

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


def square_or_line(a):
    return a**2 if a > 0.5 else 3.0 * a


@np.vectorize
def element(a):
    return square_or_line(a)


def with_capture(x):
    f = np.vectorize(lambda a, b: a * b + x[0])
    return f(x, 2.0) + f(1.0, x)


def own_branches(x):
    return np.piecewise(x, [x < 0.5, x > 1.0], [lambda v: v**2, lambda v: 3 * v, 1.0])


APPLIED = [
    (lambda x: np.vectorize(square_or_line)(x), (V,)),
    (lambda x: element(x) * x, (V,)),
    (lambda x, y: np.vectorize(math.atan2)(x, y), (V, SQUARE[:, :1])),
    (lambda x: np.vectorize(math.sin, otypes=[float])(x), (V,)),
    (lambda x: np.vectorize(lambda a: (a**2, a * 3))(x), (V,)),
    (lambda x: x * np.vectorize(np.sum, signature="(n)->()")(np.ones((3, 2))), (V,)),
    (with_capture, (V,)),
    (own_branches, (V,)),
    (lambda x: np.piecewise(x, x < 0.5, [np.sin, np.cos]), (V,)),
    (lambda x: np.piecewise(x, [x < 0.5], [lambda v: v**2, 1.0]), (0.4,)),
    (lambda x, p: np.piecewise(x, [x < 0.5], [lambda v, k: v**k, lambda v, k: k * v], p), (V, 0.3)),
    (lambda x, y: np.piecewise(x, [x < y, x >= y], [y, 2 * y]), (V, 0.6)),
    (s2s.elementwise_grad(lambda x: np.piecewise(x, [x < 0.5], [lambda v, k: v**k, 1.0], 3.0)), (V,)),
    (lambda x: np.fromfunction(lambda i, j: i * x + j, (2, 3)), (0.4,)),
    (lambda x: np.fromfunction(lambda i: x[i] * 2, (2,), dtype=int), (V,)),
]


@pytest.mark.parametrize(("fun", "args"), APPLIED)
def test_applied_functions(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)


ZEROS = np.array([0.0, 2.0, 1.5])
GRID = np.arange(1.0, 13.0).reshape(3, 4) / 7


def quotient(x):
    return np.divide(x, ZEROS, out=np.zeros_like(x), where=ZEROS != 0)


def quotient_into(x):
    out = x * 2
    np.divide(x, ZEROS, out=out, where=ZEROS != 0)
    return out * x


def put_along(x, y):
    a = x.copy()
    np.put_along_axis(a, np.argmax(a, axis=1, keepdims=True), y, axis=1)
    return a * a


def put_along_flat(x, y):
    a = x.copy()
    np.put_along_axis(a, np.array([0, -1, 5]), y, axis=None)
    return a * a


def maximum_at(x, y):
    a = x.copy()
    np.maximum.at(a, np.array([0, 2, 0]), y)
    return a


def multiply_at(x, y):
    a = x.copy()
    np.multiply.at(a, [0, 2, 0], y)
    np.divide.at(a, np.array([True, False, True]), 2.0)
    np.minimum.at(a, 1, 0.1)
    return a


WRITING = [
    (quotient, (V,)),
    (quotient_into, (V,)),
    (lambda x: np.sqrt(x, out=np.ones(3), where=x > 0.5), (V,)),
    (put_along, (GRID, V[:, None])),
    (put_along_flat, (GRID, V)),
    (maximum_at, (V, V[::-1] * 1.5)),
    (multiply_at, (V, V + 1)),
]


@pytest.mark.parametrize(("fun", "args"), WRITING)
def test_writing_calls(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)


PLANE = ([[0, 0.5, 1.2], [0, 0.3, 1.0]], [[0, 1.2], [0, 1.2]])
DATA = np.array([0.1, 0.55, 0.9, 1.2, 0.3])
COMPLEX = np.array([[0.3 + 1j, 0.2 - 0.4j, 1.5], [0.9, 0.1 + 2j, -1.0 + 1j]])


def lists_that_are_joined(x):
    made = [x[0] * i for i in range(3)]
    rows = np.vstack([np.ones(3), made]) * np.stack((made, np.arange(3.0)))
    return np.concatenate((x, made)) * np.sum(rows**2)


OTHER = [
    (lists_that_are_joined, (V,)),
    (lambda x, y: np.einsum(x, [0, 1], y, [1, 2], [0, 2]), (SQUARE, SQUARE + 1)),
    (lambda x, y: np.einsum(x, [..., 0], y, [0]), (GRID, GRID[0])),
    (lambda x: np.einsum(x, [0, 0], [0]), (SQUARE,)),
    (lambda x: np.lib.stride_tricks.sliding_window_view(x, 2, axis=1) ** 2, (GRID,)),
    (lambda x: sliding_window_view(x, (2, 3)).mean(axis=(2, 3)), (GRID,)),
    (lambda w: np.histogram2d(DATA, DATA[::-1], PLANE[0], weights=w)[0], (DATA,)),
    (lambda w: np.histogram2d(DATA, DATA[::-1], 3, PLANE[1], True, w)[0], (DATA,)),
    (lambda x: np.histogram2d(x, DATA[::-1], 2, weights=x), (DATA,)),
    (lambda x: np.sum(np.corrcoef(x) ** 2), (GRID**2,)),
    (lambda x: np.real(np.corrcoef(x)), (COMPLEX,)),
    (lambda x: np.real(x / np.abs(x)), (COMPLEX,)),
]


@pytest.mark.parametrize(("fun", "args"), OTHER)
def test_other_calls(fun: Any, args: tuple[Any, ...]) -> None:
    check(fun, *args)


def put_back(x):
    values, places = np.unique(x, return_inverse=True)
    return values[places] * x


@pytest.mark.parametrize(
    ("fun", "x"),
    [
        (lambda x: np.unique(x * x, return_inverse=True)[0], V),
        (lambda x: np.unique(x, return_index=True, return_counts=True)[0], V[::-1]),
        (lambda x: np.unique(x, axis=0, return_counts=True)[0], SQUARE),
        (put_back, V[::-1]),
    ],
)
def test_values_without_repetition(fun: Any, x: Any) -> None:
    check(fun, x)

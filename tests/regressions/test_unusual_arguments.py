"""Arguments of NumPy's functions that are seldom given, on values of which little is known."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

SQUARE = np.array([[2.5, 0.4, 1.1], [0.3, 3.1, 0.8], [1.2, 0.6, 2.8]])
MATRIX = np.array([[0.4, 1.3, 0.9, 1.7], [1.1, 0.2, 1.5, 0.6], [0.8, 1.9, 0.3, 1.2]])
CUBE = np.arange(1.0, 13.0).reshape(2, 3, 2) / 7
COMPLEX = MATRIX + 1j * MATRIX[::-1]
WEIGHTS = np.array([1.0, 2.0, 1.0, 2.5])

CALLS = {
    "matrix_norm": (lambda x: np.linalg.matrix_norm(x, ord=None), MATRIX),
    "matrix_norm of a stack": (lambda x: np.linalg.matrix_norm(x, ord=None), CUBE),
    "vector_norm": (lambda x: np.linalg.vector_norm(x, ord=None, axis=1), MATRIX),
    "repeat of a number": (lambda x: np.repeat(x, 3, axis=-1), 1.7),
    "column_stack of cubes": (lambda x: np.column_stack([x, x * 2]), CUBE),
    "cumulative_sum": (lambda x: np.cumulative_sum(x, axis=(-1,)) * MATRIX, MATRIX),
    "residuals": (lambda x: np.linalg.lstsq(x[:, :2], x[:, 2])[1], SQUARE),
    "cov, two weights": (lambda w: np.cov(MATRIX, fweights=[1, 2, 1, 1], aweights=w), WEIGHTS),
    "pad by a dict": (lambda x: np.pad(x, {0: (1, 2), -1: 1}, mode="linear_ramp"), MATRIX),
    "pad by a dict, mean": (lambda x: np.pad(x, {-1: 2}, mode="mean"), MATRIX),
}


@pytest.mark.parametrize("name", CALLS)
def test_call(name: str) -> None:
    fun, x = CALLS[name]
    check(fun, x)


def test_deleting_everything_leaves_floats() -> None:
    def fun(x):
        return np.sum(np.delete(x, [0, 1], axis=0))

    assert s2s.grad(fun)(CUBE).dtype == np.float64


def test_values_that_have_no_covariance_are_nan_as_in_numpy() -> None:
    def fun(x):
        return np.sum(np.cov(x))

    with np.errstate(all="ignore"):
        value, gradient = s2s.value_and_grad(fun)(np.zeros((3, 0)))
    assert np.isnan(value)
    assert gradient.shape == (3, 0)


def test_single_precision_stays_in_polyfit() -> None:
    x = np.array([0.3, 1.2, 0.7], np.float32)

    def fun(y):
        return np.sum(np.polyfit(np.arange(3.0), y, 1, w=[1.0, 2.0, 3.0]))

    assert s2s.value_and_grad(fun)(x)[0] == fun(x)


def by_pieces(x):
    pieces = np.piecewise(x, [x.real < 1, x.real >= 1], [lambda t: t**2, lambda t: t * 2])
    return np.real(np.sum(pieces * (1 + 1j)))


def test_complex_values_of_unknown_kind_keep_their_imaginary_part() -> None:
    check(by_pieces, COMPLEX)

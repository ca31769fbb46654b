"""Operators mean something else to `np.matrix` and to masked arrays than to arrays."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

MATRIX = np.asmatrix(np.array([[1.0, 2.0], [0.0, 3.0]]))
MASKED = np.ma.array([1.0, 2.0, 3.0], mask=[0, 1, 0])


@pytest.mark.parametrize(
    ("fun", "x"),
    [
        (lambda x: np.sum(np.asarray(MATRIX * x)), np.ones((2, 2))),
        (lambda x: np.sum(np.asarray(x * np.matrix([[1.0, 2.0], [0.0, 3.0]]))), np.ones((2, 2))),
        (lambda x: (MASKED * x).sum(), np.ones(3)),
        (lambda x: np.sum(np.asarray(np.multiply(x, MASKED))), np.ones(3)),
    ],
)
def test_is_an_error(fun, x: np.ndarray) -> None:
    with pytest.raises(TypeError, match="cannot differentiate an operation with"):
        s2s.grad(fun)(x)


def test_as_an_argument() -> None:
    with pytest.raises(TypeError, match="MaskedArray"):
        s2s.grad(lambda x, m: np.sum(np.asarray(x * m)))(np.ones(3), MASKED)

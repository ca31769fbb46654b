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

"""Subscripts of ``einsum`` as numbers: their kind was that of other subscripts, and the gradient failed."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.sin(np.arange(12.0) ** 1.3).reshape(3, 4)
Y = np.arange(1.0, 5.0)
W = np.cos(np.arange(20.0)).reshape(4, 5)

PROGRAMS = [
    lambda x: np.sum(np.einsum(x, [0, 1], Y, [1])),
    lambda x: np.sum(np.einsum(x, [0, 1], Y, [1], [0]) ** 2),
    lambda x: np.einsum(x, [0, 1], x, [0, 1]),
    lambda x: np.sum(np.einsum(x, [1, 0]) * W[:, :3]),
    lambda x: np.sum(np.einsum(x, [0, 1], W, [1, 2]) ** 2),
    lambda x: np.sum(np.einsum(x, [0, 1], W, [1, 2], [2, 0]) ** 2),
    lambda x: np.sum(np.einsum(x, [0, 1], Y, [1], W, [1, 2]) ** 2),
    lambda x: np.einsum(x[:, :3], [0, 0]) ** 2,
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program) -> None:
    check(program, X)
    s2s.check_grads(program, X, order=2)


def test_numbers_that_vary() -> None:
    def program(x):
        total = 0.0
        for i in range(2):
            total = total + np.sum(np.einsum(x[:, :3], [0, i], [1.0, 2.0, 3.0], [i]) ** 2)
        return total

    check(program, X)


@pytest.mark.parametrize("x", [[[1.0, 2.0], [3.0, 4.0]], ((1.0, 2.0), (3.0, 4.5))])
def test_chains_of_lists(x) -> None:
    check(lambda x: np.sum(np.linalg.multi_dot([x, np.eye(2) + 1, x]) ** 2), x)
    check(lambda x: np.linalg.multi_dot([x[0], x, [1.0, 2.0]]), x)

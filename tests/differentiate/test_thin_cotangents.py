"""One number for all elements of a cotangent goes through sums and means as a number."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

RNG = np.random.default_rng(0)
A, ROW = RNG.normal(size=(3, 4)), RNG.normal(size=4)
OF_A_TABLE = [
    lambda a: np.mean(np.log(np.sum(np.exp(a), axis=1)) - np.sum(a * a, axis=1)),
    lambda a: np.mean(np.sum(a * a, axis=-1, keepdims=True)),
    lambda a: np.sum(np.sum(a * ROW, axis=1)),
    lambda a: np.sum(np.sum(a, axis=0, where=A > 0)) + np.mean(np.mean(a, axis=0, where=A < 0.5)),
    lambda a: np.sum(np.sum(a * a, axis=0, initial=2.0)),
    lambda a: np.add.reduce(np.add.reduce(a * a, axis=1)),
    lambda a: np.sum(np.sum(np.broadcast_to(a[0], (5, 4)), axis=1)),
    lambda a: np.sum(np.sum(a[:, None] * a[None], axis=1)),
    lambda a: np.sum(np.sum(np.outer(a[0], a[1]), axis=0) * 2),
]
OF_A_ROW = [
    lambda r: np.sum(np.sum(r * A, axis=1)),
    lambda r: np.mean(np.sum(r + A, axis=0)),
    lambda r: np.sum(np.mean(A / r, axis=1)),
    lambda r: -np.sum(np.sum(np.where(A > 0, r, A), axis=0)),
]


@pytest.mark.parametrize("fun", OF_A_TABLE)
def test_of_a_table(fun) -> None:
    check(fun, A)


@pytest.mark.parametrize("fun", OF_A_ROW)
def test_of_a_row_that_is_stretched(fun) -> None:
    check(fun, ROW)


def test_a_start_value_gets_the_sum_of_all() -> None:
    check(lambda a, start: np.sum(np.sum(a, axis=0, initial=start)), A, 0.3)


def test_text() -> None:
    def loss(a):
        return np.mean(np.sum(a * a, axis=1))

    assert "np.full" not in s2s.grad(loss).source_for(A)

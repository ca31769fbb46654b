"""Where the cotangent of an `einsum` is written as one, and where the helper has to stay."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

RNG = np.random.default_rng(5)
A, B, ROW = RNG.normal(size=(3, 4)), RNG.normal(size=(4, 3)), RNG.normal(size=(1, 4))
SQUARE = RNG.normal(size=(3, 3))
WRITTEN_OUT = [
    (lambda a, b: np.einsum("ij,jk->ik", a, b), A, B),
    (lambda a, b: np.einsum("ij, jk -> ki", a, b), A, B),
    (lambda a, b: np.einsum("ij,ji->", a, b), A, B),
    (lambda a, b: np.einsum("ij,ij,ij->j", a, b, a), A, A),
]
BY_THE_HELPER = [
    (lambda a, b: np.einsum("ij,ij->i", a, b), A, ROW),
    (lambda a, b: np.einsum("ij,kl->ik", a, b), A, B),
    (lambda a, b: np.einsum("ii,ij->j", a, b), SQUARE, A),
    (lambda a, b: np.einsum("ij,jk", a, b), A, B),
    (lambda a, b: np.einsum("...j,j...->...", a, b), SQUARE, SQUARE),
]


def _uses_the_helper(fun, *args: object) -> bool:
    def total(a, b):
        return np.sum(fun(a, b))

    return "rt.einsum_ct" in s2s.grad(total, (0, 1)).source_for(*args)


@pytest.mark.parametrize(("fun", "a", "b"), WRITTEN_OUT)
def test_written_out(fun, a, b) -> None:
    assert not _uses_the_helper(fun, a, b)
    check(fun, a, b)


@pytest.mark.parametrize(("fun", "a", "b"), BY_THE_HELPER)
def test_by_the_helper(fun, a, b) -> None:
    assert _uses_the_helper(fun, a, b)
    check(fun, a, b)

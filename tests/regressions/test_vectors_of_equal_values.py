"""What is computed from the vectors of equal eigenvalues or singular values: nan, where it cannot be told.

A matrix function by `eigh` had half of its derivative at the identity, where the function is 0; the
singular vectors of a square singular matrix had rounding errors divided by 0 in their derivative.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check

W = np.arange(9.0).reshape(3, 3) ** 2
A = np.random.default_rng(0).normal(size=(3, 3))
SINGULAR = np.vstack([A[:2], A[0] + A[1]])


def logarithm(a):
    w, v = np.linalg.eigh(a)
    return np.sum(W * ((v * np.log(w)) @ v.T))


def rebuilt(a):
    u, s, vh = np.linalg.svd(a, full_matrices=False)
    return np.sum(W[: len(a)] * ((u * s) @ vh))


def rotation(a):
    u, _, vh = np.linalg.svd(a)
    return np.sum(W * (u @ vh))


def largest(a):
    return np.linalg.svd(a)[1][0] + np.linalg.svd(a).S[1]


def spread(a):
    found = np.linalg.svd(a)
    return found[1][0] * found.S[2] + np.sum(found[0][0]) ** 2


def test_function_of_a_matrix() -> None:
    assert np.all(np.isnan(s2s.grad(logarithm)(np.eye(3))[np.tril_indices(3, -1)]))
    check(logarithm, np.diag([1.0, 2.0, 3.0]))


def test_zeros() -> None:
    """All values are equal, and 0: of a sum over them it cannot be told that it is the matrix itself."""
    assert np.any(np.isnan(s2s.grad(rebuilt)(np.zeros((3, 3)))))


@pytest.mark.parametrize("program", [rotation, spread])
def test_singular_matrix(program: Any) -> None:
    """Both modes agree, and nothing is divided by what is only rounded."""
    direction = np.random.default_rng(1).normal(size=(3, 3))
    forward = s2s.jvp(program, (SINGULAR,), (direction,))[1]
    assert np.sum(s2s.grad(program)(SINGULAR) * direction) == pytest.approx(forward, rel=1e-8)


def test_of_one_result_only() -> None:
    """A value alone has a slope also where it is equal to another: that of one of the two."""
    np.testing.assert_allclose(np.sum(s2s.grad(largest)(np.eye(3))), 2.0)
    check(largest, A)
    check(spread, A)
    check(lambda x: np.linalg.slogdet(x)[1] * np.linalg.eigh(x + x.T)[0][0], A)
    check(lambda x: np.sum(np.linalg.qr(x).R ** 2) + np.linalg.qr(x)[0][0, 0], A)
    check(lambda x: np.sum(np.unique_counts(x)[0] ** 2) + np.unique_counts(x).values[0], A)

"""``scipy.linalg.eigh`` of pairs of matrices, and of some of the eigenvalues."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.linalg as sl

import s2s
from s2s.testing import check

X = np.array([0.3, 0.9, 1.4, 2.2])
W = np.arange(1.0, 5.0)
BASE = np.diag(W) + 0.1


def values(x):
    a = np.outer(x, x) + BASE
    return sl.eigh(a, np.diag(x + 1) + 0.05, eigvals_only=True)[1]


def vectors(x):
    w, v = sl.eigh(np.outer(x, x) + BASE, b=np.diag(x + 1) + 0.05)
    return np.sum(v[:, 0] ** 2 * W) + np.sum(v @ W) + w @ W


def upper(x):
    w, v = sl.eigh(np.outer(x, x * W) + BASE, np.diag(x + 1), lower=False)
    return np.sum(v**3) + w[2]


def some(x):
    w, v = sl.eigh(np.outer(x, x) + BASE, subset_by_index=[1, 2])
    return np.sum(v**3 @ np.array([1.0, 2.0])) + w[0] * w[1]


def by_matrix(b):
    return np.sum(sl.eigh(BASE, b @ b.T + np.eye(4))[1] ** 3)


@pytest.mark.parametrize(
    ("program", "x"),
    [(values, X), (vectors, X), (upper, X), (some, X), (by_matrix, np.outer(X, W) / 7 + np.eye(4))],
)
def test_program(program: Any, x: Any) -> None:
    check(program, x)


def other_problem(x):
    return sl.eigh(np.outer(x, x) + BASE, BASE, type=2)[0][0]


def complex_matrices(x):
    return sl.eigh(np.outer(x, x) + BASE * 1j, BASE)[0][0]


@pytest.mark.parametrize("program", [other_problem, complex_matrices])
def test_what_it_lacks(program: Any) -> None:
    with pytest.raises((NotImplementedError, s2s.S2SError)):
        s2s.grad(program)(X)

"""Eigenvalues and singular values were overwritten in place: their tangents could not be."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

from s2s.testing import check

X = np.array([0.3, -0.7, 1.2])


def matrix(x):
    return np.outer(x, x) + np.diag([1.0, 2.0, 4.0]) + np.array([[0, 0.3, 0], [0, 0, 0], [0, 0.2, 0]])


def of_a_symmetric_one(x):
    w, v = np.linalg.eigh(np.outer(x, x) + np.diag([1.0, 2.0, 4.0]))
    w[0] = 2.0
    return np.sum(w * v**2 * X)


def alone(x):
    w = np.linalg.eigvalsh(np.outer(x, x) + np.diag([1.0, 2.0, 4.0]))
    w[1] *= w[0]
    return w @ w


def singular(x):
    u, s, v = np.linalg.svd(matrix(x))
    s[0] = 1.0
    return np.sum(u * s @ v * X)


def singular_alone(x):
    s = np.linalg.svd(matrix(x), compute_uv=False)
    s[s > 2.0] = 2.0
    return s @ s


def general(x):
    w, v = np.linalg.eig(matrix(x))
    w[0] = 2.0
    return np.sum(np.abs(w * v**2)[:, 1:])


def general_alone(x):
    w = np.linalg.eigvals(matrix(x))
    w[2] *= 2.0
    return np.sum(np.real(w * w))


def by_scipy(x):
    w = scipy.linalg.eigvals(matrix(x))
    w[2] *= 2.0
    u = scipy.linalg.svdvals(matrix(x))
    u[0] = 1.0
    values, _ = scipy.linalg.eigh(np.outer(x, x) + np.diag([1.0, 2.0, 4.0]))
    values[0] = u[1]
    return np.sum(np.real(w * w)) + u @ u + values @ values


@pytest.mark.parametrize(
    "program",
    [of_a_symmetric_one, alone, singular, singular_alone, general, general_alone, by_scipy],
)
def test_values_overwritten_in_place(program) -> None:
    check(program, X)

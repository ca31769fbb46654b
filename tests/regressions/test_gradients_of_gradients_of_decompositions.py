"""Reverse over reverse through decompositions: one result by its place or name, and equal values.

One result that was picked crashed (None and a number); at equal eigenvalues or singular values the second
derivative was a finite number that nothing supports, where the other mixes of modes say nan.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s

A = np.array([[2.0, 0.3], [0.3, 1.0]])
V = np.array([[1.0, 2.0], [3.0, 4.0]])
PICKED = {
    "eigenvalues by place": lambda x: np.sum(np.linalg.eigh(x)[0] ** 2),
    "eigenvalues by name": lambda x: np.sum(np.linalg.eigh(x).eigenvalues ** 2),
    "eigenvectors": lambda x: np.sum(np.abs(np.linalg.eigh(x)[1]) ** 4),
    "the last": lambda x: np.sum(np.linalg.eigh(x)[-1] ** 4),
    "singular values": lambda x: np.sum(np.linalg.svd(x)[1] ** 3),
    "a triangle": lambda x: np.sum(np.linalg.qr(x)[1] ** 2),
    "eigenvalues of any matrix": lambda x: np.sum(np.linalg.eig(x)[0].real ** 2),
    "a logarithm": lambda x: np.linalg.slogdet(x)[1],
    "both": lambda x: np.sum(np.linalg.eigh(x)[0] ** 2) + np.sum(np.linalg.eigh(x)[1] ** 4),
}


@pytest.mark.parametrize("name", PICKED)
def test_one_result(name):
    gradient, step = s2s.grad(PICKED[name]), 1e-5
    found = s2s.grad(lambda x: np.sum(gradient(x) * V))(A)
    units = step * np.eye(4).reshape(4, 2, 2)
    slopes = [np.sum((gradient(A + u) - gradient(A - u)) * V) / (2 * step) for u in units]
    np.testing.assert_allclose(found.ravel(), slopes, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(s2s.jacrev(gradient)(A), s2s.hessian(PICKED[name])(A), atol=1e-9)


EQUAL = {
    "svd": (lambda x: np.sum(np.linalg.svd(x, compute_uv=False) ** 2), (0, 1)),
    "svdvals": (lambda x: np.sum(np.linalg.svd(x)[1] ** 2), (0, 1)),
    "eigvalsh": (lambda x: np.sum(np.linalg.eigvalsh(x) ** 2), (1, 0)),
    "eigh": (lambda x: np.sum(np.linalg.eigh(x)[0] ** 2), (1, 0)),
}


@pytest.mark.parametrize("name", EQUAL)
def test_equal_values_are_told_in_every_mix(name):
    fun, place = EQUAL[name]
    along = np.zeros((2, 2))
    along[place] = 1.0
    gradient = s2s.grad(fun)
    for found in (
        s2s.hvp(fun)(np.eye(2), along),
        s2s.grad(lambda x: np.sum(gradient(x) * along))(np.eye(2)),
    ):
        assert np.isnan(found[place])

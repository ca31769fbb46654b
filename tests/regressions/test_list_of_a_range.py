"""The items of ``list(range(n))`` were of no known kind: the rank of ``a[row, column]`` was open."""

from __future__ import annotations

import numpy as np

import s2s


def minor(a, row, columns):
    if not columns:
        return 1.0
    total, sign = 0.0, 1.0
    for place, column in enumerate(columns):
        total += sign * a[row, column] * minor(a, row + 1, columns[:place] + columns[place + 1 :])
        sign = -sign
    return total


def determinant(a):
    return minor(a, 0, list(range(len(a))))


def test_ranks_are_known() -> None:
    a = np.random.default_rng(0).normal(size=(4, 4))
    gradient = s2s.grad(determinant)
    np.testing.assert_allclose(gradient(a), np.linalg.det(a) * np.linalg.inv(a).T, rtol=1e-12)
    for helper in ("rt.unbroadcast", "rt.only_number", "np.add.at"):
        assert helper not in gradient.source

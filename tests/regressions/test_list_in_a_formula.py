"""A list given to an elementwise function stands for an array, in the derivative's formula too."""

from __future__ import annotations

import numpy as np
import scipy.stats

from s2s.testing import check


def test_list_beside_what_varies() -> None:
    check(lambda x: np.sum(np.arctan2([1.0, 2.0, 3.0], x)), np.array([0.5, -1.2, 2.0]))
    check(lambda x: np.sum(np.power(x, [2, 3, 2])), np.array([0.5, 1.2, 2.0]))
    check(lambda m: np.sum(scipy.stats.poisson.logpmf([1, 2, 3], m)), 1.3)


def test_list_beside_what_varies_in_products() -> None:
    x = np.array([0.5, -1.2])
    check(lambda x: np.dot([1.0, 2.0], x) + np.inner(x, [3.0, 4.0]) + np.vdot([1.0, 2.0], x), x)
    check(lambda x: np.sum(np.matmul([[1.0, 2.0]], x)) + (x @ [1.0, 2.0]) + ((1.0, 2.0) @ x), x)
    check(lambda x: np.sum(np.linalg.solve([[2.0, 1.0], [0.0, 1.0]], x)), x)
    check(lambda x: np.sum(np.kron([1.0, 2.0], x)) + np.tensordot([1.0, 2.0], x, 1), x)

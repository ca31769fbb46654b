"""Weights and scales of SciPy's means, and einsum's `optimize` beside lists, were too many arguments."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats

import s2s
from s2s.testing import check

A = np.array([[0.3, 0.7, 1.2, 2.5], [1.3, 0.2, 3.1, 0.9]])
W = np.array([1.0, 2.0, 3.0, 0.5])


@pytest.mark.parametrize(
    "program",
    [
        lambda a: scipy.stats.gmean(a, axis=1, weights=W),
        lambda a: scipy.stats.gmean(a[0], weights=a[1]),
        lambda a: scipy.stats.hmean(a, 1, weights=W),
        lambda a: scipy.stats.hmean(a[0], weights=a[1]),
        lambda a: scipy.stats.median_abs_deviation(a, axis=1, scale="normal"),
        lambda a: scipy.stats.median_abs_deviation(a[0], scale=2.0),
        lambda a: np.einsum(a, [0, 1], a, [2, 1], [0, 2], optimize=True),
        lambda a: np.einsum(a, [0, 1], a, [2, 1], a, [2, 3], [0, 3], optimize="greedy"),
    ],
)
def test_program(program) -> None:
    check(program, A)


def test_what_a_text_does_not_know() -> None:
    with pytest.raises(s2s.S2SError, match=r"derivative of `gmean` with `keepdims` given"):
        s2s.grad(lambda a: np.sum(scipy.stats.gmean(a, keepdims=True)))(A)

"""Bins by the name of an estimator, and ``logspace`` of an array of bases, failed inside."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([1.0, 2.3, 4.27, 7.2, 2.9, 3.3])
B = np.array([2.0, 3.0])
C = np.array([[1.5, 2.0, 3.0], [2.5, 4.0, 1.2]])


@pytest.mark.parametrize("bins", ["auto", "fd", "sturges", "sqrt", "doane", "scott", "rice"])
def test_bins(bins: str) -> None:
    check(lambda x: np.sum(np.histogram_bin_edges(x, bins) ** 2), X)
    check(lambda x: np.sum(np.histogram(x, bins)[1] ** 2), X)
    check(lambda x: np.sum(np.histogram(x, bins, density=True)[0] ** 2), X)
    check(lambda x: np.sum(np.histogram_bin_edges(X, bins, (x[0] - 0.5, x[3] + 0.5)) ** 2), X)


def test_weights_with_estimated_bins() -> None:
    with pytest.raises(TypeError, match="weighted"):
        s2s.grad(lambda w: np.sum(np.histogram(X, "auto", weights=w)[0] ** 2))(X)


@pytest.mark.parametrize(
    "program",
    [
        lambda b: np.logspace(0, 1, 3, base=b),
        lambda b: np.logspace(b, 1.5, 3, base=b),
        lambda b: np.logspace(0.1, b, 4, endpoint=False, base=2.0 * b, axis=-1),
        lambda b: np.logspace(0.1, 0.5, 3, base=C * b[0], axis=1),
        lambda b: np.logspace(0.1, C, 3, base=b[0]),
        lambda b: np.logspace(0.1, C * b[1], 3, base=[2.0, 3.0, 4.0], axis=0),
    ],
)
def test_bases(program) -> None:
    check(lambda b: np.sum(program(b) ** 2), B)
    s2s.check_grads(lambda b: np.sum(program(b) ** 2), B, order=2)

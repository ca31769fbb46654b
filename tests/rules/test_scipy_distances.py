"""Distances of vectors, and tables of them, of every metric, with weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.spatial.distance as sd

import s2s
from s2s.testing import check, check_grads

X = np.array([[0.7, 1.9, 0.4], [1.3, 0.6, 2.1], [0.2, 1.1, 1.6], [2.4, 0.3, 0.9]])
Y = np.array([[1.4, 0.8, 1.2], [0.5, 2.3, 0.1]])
W = np.array([0.5, 1.5, 0.8])
WEIGHED = (
    "euclidean", "sqeuclidean", "cityblock", "minkowski", "chebyshev", "canberra", "braycurtis",
    "cosine", "correlation",
)  # fmt: skip
METRICS = (*WEIGHED, "seuclidean", "mahalanobis", "jensenshannon")


@pytest.mark.parametrize("metric", METRICS)
def test_tables(metric: str) -> None:
    def between(x: Any, y: Any) -> Any:
        return np.sum(sd.cdist(x, y, metric) ** 2)

    def among(x: Any) -> Any:
        return np.sum(sd.pdist(np.concatenate((x, Y)), metric) ** 3)

    check(between, X, Y)
    check_grads(between, X, Y, order=2, modes=("rev", "fwd"))
    check(among, X)
    check_grads(among, X, order=2, modes=("rev", "fwd"))


@pytest.mark.parametrize("metric", WEIGHED)
def test_weights(metric: str) -> None:
    def between(x: Any, w: Any) -> Any:
        return np.sum(sd.cdist(x, Y, metric, w=w) ** 2) + np.sum(sd.pdist(x, metric, w=w) ** 2)

    def two(x: Any, w: Any) -> Any:
        return getattr(sd, metric)(x[0], x[1], w=w) ** 2 + getattr(sd, metric)(x[1], x[2])

    check(between, X, W)
    check(two, X, W)


def test_matrices_of_a_metric() -> None:
    def between(x: Any, v: Any, inverse: Any) -> Any:
        shifts = sd.cdist(x, Y, "mahalanobis", VI=inverse)
        return np.sum(shifts**2) + np.sum(sd.pdist(x, "seuclidean", V=v) ** 2)

    def two(x: Any, v: Any) -> Any:
        return sd.seuclidean(x[0], x[1], v) * sd.jensenshannon(x[0], x[1], 2.0)

    check(between, X, W, np.diag(W) + 0.1)
    check(two, X, W)


def test_points_in_one_place() -> None:
    """A distance of 0 does not move."""
    for metric in ("euclidean", "seuclidean", "mahalanobis", "chebyshev", "canberra"):
        gradient = s2s.grad(lambda x, metric=metric: np.sum(sd.cdist(x, X, metric)))(X)
        assert np.all(np.isfinite(gradient)), metric


def test_truth_values_are_refused() -> None:
    with pytest.raises(NotImplementedError, match="truth values"):
        s2s.grad(lambda x: np.sum(sd.cdist(x, Y, "jaccard")))(X)

"""Distances of vectors, and tables of them, of every metric, with weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.spatial.distance as sd

import s2s
from s2s.testing import check, check_grads
from tests.second_derivatives import check_curvature

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
    check(among, X)
    fun = among if METRICS.index(metric) % 2 else lambda x: between(x, Y)
    if METRICS.index(metric) > 1:  # every mix of modes is dear
        check_curvature(fun, X)
    else:
        check_grads(fun, X, order=2, modes=("rev", "fwd"))


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


@pytest.mark.parametrize("p", [0.5, 1.0, 1.5, 2.0, 3.0, np.inf])
def test_powers(p: float) -> None:
    """Coordinates that are equal, and points in one place, have no infinite slopes."""

    def among(x: Any) -> Any:
        return np.sum(sd.pdist(x, "minkowski", p=p) ** 2) + sd.minkowski(x[0], x[1], p) ** 2

    check(among, X)
    if p in (0.5, 3.0):
        check_grads(among, X, order=2, modes=("rev", "fwd"))
    rows = np.array([[1.0, 2.0, 0.5], [2.0, 3.0, 0.5], [1.0, 2.0, 0.5]])
    slopes = [
        s2s.grad(lambda x: np.sum(sd.pdist(x, "minkowski", p=p)))(rows),
        s2s.grad(lambda x: np.sum(sd.cdist(x, rows, "minkowski", p=p)))(rows),
    ]
    one = -(2.0 ** (1 / p - 1))
    assert np.allclose(slopes[0], [[one, one, 0], [-2 * one, -2 * one, 0], [one, one, 0]])
    assert np.allclose(slopes[1], slopes[0])
    assert np.all(np.isfinite(s2s.hessian(lambda x: np.sum(sd.pdist(x, "minkowski", p=p)))(rows)))


def test_weights_of_zero() -> None:
    """The slope by a weight that is 0 is that of the sum, not of the weight's root."""
    weights = np.array([1.0, 0.0, 2.0])
    for metric in ("euclidean", "minkowski"):
        slope = s2s.grad(lambda w, m=metric: np.sum(sd.cdist(X[:1], Y[:1], m, w=w)))(weights)
        gap = (X[0] - Y[0]) ** 2
        assert np.allclose(slope, gap / (2 * np.sqrt(np.sum(weights * gap)))), metric
    one, other = np.array([1.0, 2.0, 0.5]), np.array([2.0, 4.0, 0.5])
    for table in (lambda u: np.sum(sd.cdist(u[None], other[None], "minkowski", p=np.inf, w=weights)),
                  lambda u: sd.minkowski(u, other, np.inf, weights)):  # fmt: skip
        assert table(one) == 1.0
        assert np.array_equal(s2s.grad(table)(one), [-1.0, 0.0, 0.0])


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_sizes(size: float) -> None:
    """Squares that floats do not hold are not made where SciPy's value does not need them."""
    u, v = X[0] * size, Y[0] * size
    for apart, at in ((sd.euclidean, ()), (sd.seuclidean, (W,))):
        slope = s2s.grad(lambda u, apart=apart, at=at: apart(u, v, *at))(u)
        usual = s2s.grad(lambda u, apart=apart, at=at: apart(u, Y[0], *at))(X[0])
        assert np.allclose(slope, usual, rtol=1e-12)


def test_two_of_one_place() -> None:
    point = X[0]
    assert np.array_equal(s2s.grad(lambda u: sd.mahalanobis(u, point, np.eye(3)))(point), [0, 0, 0])


def test_a_probability_of_zero() -> None:
    """Its own slope is infinite, those of the others are not."""
    for apart in (
        lambda u, v: sd.jensenshannon(u, v),
        lambda u, v: np.sum(sd.cdist(u[None], v[None], "jensenshannon")),
    ):
        slope = s2s.grad(apart)(np.array([0.0, 2.0, 1.0]), np.array([1.0, 1.0, 3.0]))
        near = s2s.grad(apart)(np.array([1e-12, 2.0, 1.0]), np.array([1.0, 1.0, 3.0]))
        assert slope[0] == -np.inf
        assert np.allclose(slope[1:], near[1:])


def test_no_number_has_no_slope() -> None:
    """Where the distance is nan, forward mode gives nan as reverse mode does."""
    u, v = np.array([np.nan, 2.0, 0.5]), np.array([1.0, 2.0, 0.7])
    for metric in ("mahalanobis", "jensenshannon"):
        words = {"VI": np.eye(3)} if metric == "mahalanobis" else {}

        def apart(u: Any, metric: str = metric, words: Any = words) -> Any:
            return np.sum(sd.cdist(u[None], v[None], metric, **words))

        assert np.isnan(s2s.jvp(apart, (u,), (np.ones(3),))[1])
        assert np.all(np.isnan(s2s.grad(apart)(u)))


def test_truth_values_are_refused() -> None:
    with pytest.raises(s2s.S2SError, match=r"truth values(.|\n)*test_scipy_distances"):
        s2s.grad(lambda x: np.sum(sd.cdist(x, Y, "jaccard")))(X)

"""Distances in ``scipy.spatial.distance``: of two vectors, and tables of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.spatial.distance as distance
import scipy.special

from s2s.rules.declare import composite, general, linear
from s2s.runtime.guarded import as_value, passively


def euclidean(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.euclidean``."""
    found = passively(distance.euclidean, u, v, w)
    return as_value(apart("euclidean", u, v, 2.0, w), found)


def sqeuclidean(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.sqeuclidean``."""
    found = passively(distance.sqeuclidean, u, v, w)
    return as_value(apart("sqeuclidean", u, v, 2.0, w), found)


def cityblock(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.cityblock``."""
    found = passively(distance.cityblock, u, v, w)
    return as_value(apart("cityblock", u, v, 2.0, w), found)


def chebyshev(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.chebyshev``."""
    found = passively(distance.chebyshev, u, v, w)
    return as_value(apart("chebyshev", u, v, 2.0, w), found)


def minkowski(u: Any, v: Any, p: Any = 2, w: Any = None) -> Any:
    """``scipy.spatial.distance.minkowski``."""
    found = passively(distance.minkowski, u, v, p, w)
    return as_value(apart("minkowski", u, v, p, w), found)


def cosine(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.cosine``."""
    found = passively(distance.cosine, u, v, w)
    return as_value(apart("cosine", u, v, 2.0, w), found)


def correlation(u: Any, v: Any, w: Any = None, centered: Any = True) -> Any:
    """``scipy.spatial.distance.correlation``."""
    found = passively(distance.correlation, u, v, w, centered)
    return as_value(apart("correlation" if centered else "cosine", u, v, 2.0, w), found)


def braycurtis(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.braycurtis``."""
    found = passively(distance.braycurtis, u, v, w)
    return as_value(apart("braycurtis", u, v, 2.0, w), found)


def mahalanobis(u: Any, v: Any, VI: Any) -> Any:
    """``scipy.spatial.distance.mahalanobis``."""
    found = passively(distance.mahalanobis, u, v, VI)
    change = np.subtract(u, v)
    return as_value(np.sqrt(np.dot(np.dot(change, VI), change)), found)


def canberra(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.canberra``."""
    found = passively(distance.canberra, u, v, w)
    return as_value(apart("canberra", u, v, 2.0, w), found)


def seuclidean(u: Any, v: Any, V: Any) -> Any:
    """``scipy.spatial.distance.seuclidean``."""
    found = passively(distance.seuclidean, u, v, V)
    return as_value(np.linalg.norm(np.subtract(u, v) / np.sqrt(V)), found)


def jensenshannon(p: Any, q: Any, base: Any = None, *, axis: Any = 0, keepdims: Any = False) -> Any:
    """``scipy.spatial.distance.jensenshannon``."""
    found = passively(divergence_of, p, q, base, axis, keepdims)
    p, q = np.asarray(p) * 1.0, np.asarray(q) * 1.0
    p = p / np.sum(p, axis=axis, keepdims=True)
    q = q / np.sum(q, axis=axis, keepdims=True)
    total = np.sum(entropies_to_mean(p, q), axis=axis, keepdims=keepdims)
    if base is not None:
        total = total / np.log(base)
    return as_value(root_of(total / 2.0), found)


def apart(metric: Any, u: Any, v: Any, p: Any, w: Any) -> Any:
    """The distance of two vectors."""
    return table_of(np.asarray(u) * 1.0, np.asarray(v) * 1.0, metric, p, w, None, None)


def divergence_of(p: Any, q: Any, base: Any, axis: Any, keepdims: Any) -> Any:
    """What SciPy computes."""
    return distance.jensenshannon(p, q, base, axis=axis, keepdims=keepdims)


def root_of(total: Any) -> Any:
    """The square root, which does not move at 0."""
    moves = total > 0
    return np.where(moves, np.sqrt(np.where(moves, total, 1.0)), 0.0)


def shares(one: Any, other: Any, w: Any) -> Any:
    """The sum of differences, each as a share of the sizes; 0 where both are 0."""
    size = np.abs(one) + np.abs(other)
    share = np.abs(one - other) / np.where(size > 0, size, 1.0)
    return np.sum(share if w is None else w * share, axis=-1)


def entropies_to_mean(p: Any, q: Any) -> Any:
    """The relative entropies of each element to the mean of both."""
    mean = (p + q) / 2.0
    return scipy.special.rel_entr(p, mean) + scipy.special.rel_entr(q, mean)


def turned(one: Any, other: Any, w: Any) -> Any:
    """1 less the cosine of the angle between vectors, with weights."""
    along = np.sum(one * other * w, axis=-1)
    sizes = np.sum(one * one * w, axis=-1) * np.sum(other * other * w, axis=-1)
    return 1.0 - along / np.sqrt(sizes)


def table_of(one: Any, other: Any, metric: Any, p: Any, w: Any, V: Any, VI: Any) -> Any:
    """The distances of vectors along the last axis, of arrays that are broadcast.

    Raises:
        NotImplementedError: the metric is of truth values, or a function.
    """
    weights = 1.0 if w is None else np.asarray(w)
    if metric == "euclidean":
        return np.linalg.norm(np.sqrt(weights) * (one - other), axis=-1)
    if metric == "sqeuclidean":
        return np.sum(weights * (one - other) ** 2, axis=-1)
    if metric == "cityblock":
        return np.sum(weights * np.abs(one - other), axis=-1)
    if metric == "minkowski":
        return np.linalg.norm(weights ** (1.0 / p) * (one - other), p, axis=-1)
    if metric == "chebyshev":
        return np.max(np.abs(one - other) * (weights > 0), axis=-1)
    if metric == "canberra":
        return shares(one, other, w)
    if metric == "braycurtis":
        apart = np.sum(weights * np.abs(one - other), axis=-1)
        return apart / np.sum(weights * np.abs(one + other), axis=-1)
    if metric == "cosine":
        return turned(one, other, weights)
    if metric == "correlation":
        parts = weights / np.sum(weights + np.zeros(np.shape(one)[-1]))
        one = one - np.sum(parts * one, axis=-1, keepdims=True)
        return turned(one, other - np.sum(parts * other, axis=-1, keepdims=True), parts)
    if metric == "seuclidean":
        return np.linalg.norm((one - other) / np.sqrt(V), axis=-1)
    if metric == "mahalanobis":
        gap = one - other
        return root_of(np.sum(np.matmul(gap, VI) * gap, axis=-1))
    if metric == "jensenshannon":
        p = one / np.sum(one, axis=-1, keepdims=True)
        q = other / np.sum(other, axis=-1, keepdims=True)
        return root_of(np.sum(entropies_to_mean(p, q), axis=-1) / 2.0)
    raise NotImplementedError(
        f"distances with the metric {metric!r} have no rule: it is for truth values or a function"
    )


def cdist(
    XA: Any, XB: Any, metric: Any = "euclidean", *, out: Any = None, p: Any = 2.0, w: Any = None,
    V: Any = None, VI: Any = None,
) -> Any:  # fmt: skip
    """``scipy.spatial.distance.cdist``, of metrics that are no sums over coordinates or cosines."""
    found = passively(distances_of, XA, XB, metric, p, w, V, VI)
    one, other = np.asarray(XA) * 1.0, np.asarray(XB) * 1.0
    if metric == "seuclidean" and V is None:
        V = np.var(np.concatenate((one, other)), axis=0, ddof=1)
    if metric == "mahalanobis" and VI is None:
        VI = np.linalg.inv(np.atleast_2d(np.cov(np.concatenate((one, other)).T))).T
    return as_value(table_of(one[:, None, :], other[None, :, :], metric, p, w, V, VI), found)


def pdist(
    X: Any, metric: Any = "euclidean", *, out: Any = None, p: Any = 2.0, w: Any = None,
    V: Any = None, VI: Any = None,
) -> Any:  # fmt: skip
    """``scipy.spatial.distance.pdist``, of the same metrics."""
    found = passively(distances_of, X, None, metric, p, w, V, VI)
    rows = np.asarray(X) * 1.0
    if metric == "seuclidean" and V is None:
        V = np.var(rows, axis=0, ddof=1)
    if metric == "mahalanobis" and VI is None:
        VI = np.linalg.inv(np.atleast_2d(np.cov(rows.T))).T
    first, second = passively(np.triu_indices, len(rows), 1)
    return as_value(table_of(rows[first], rows[second], metric, p, w, V, VI), found)


def distances_of(XA: Any, XB: Any, metric: Any, p: Any, w: Any, V: Any, VI: Any) -> Any:
    """What SciPy computes."""
    given = {"p": p if metric == "minkowski" else None, "w": w, "V": V, "VI": VI}
    words = {name: value for name, value in given.items() if value is not None}
    if XB is None:
        return distance.pdist(XA, metric, **words)
    return distance.cdist(XA, XB, metric, **words)


_METRICS = {"metric": ("euclidean", "sqeuclidean", "cityblock", "minkowski", "cosine")}
general(
    "scipy.spatial.distance.cdist",
    vjp={
        "XA": "rt.distances_ct(ct, ans, XA, XB, metric, p)",
        "XB": "rt.distances_ct(ct.T, ans.T, XB, XA, metric, p)",
    },
    jvp={
        "XA": "rt.distances_dot(dot, ans, XA, XB, metric, p)",
        "XB": "rt.distances_dot(dot, ans.T, XB, XA, metric, p).T",
    },
    unsupported=("w", "V", "VI"), complex_ok=False, may_raise=True, covers=_METRICS,
    source_function=cdist,
)  # fmt: skip
general(
    "scipy.spatial.distance.pdist",
    vjp={
        "X": "rt.distances_ct(scipy.spatial.distance.squareform(ct),"
        " scipy.spatial.distance.squareform(ans), X, X, metric, p)"
    },
    jvp={"X": "rt.pair_distances_dot(dot, ans, X, metric, p)"},
    unsupported=("w", "V", "VI"), complex_ok=False, may_raise=True, covers=_METRICS,
    source_function=pdist,
)  # fmt: skip
linear(
    "scipy.spatial.distance.squareform", signature="X, force='no', checks=True",
    X="rt.squareform_ct(ct, X)", options={"unsupported": ("force",), "complex_ok": False},
)  # fmt: skip
for _text in (
    euclidean, sqeuclidean, cityblock, chebyshev, minkowski, cosine, correlation, braycurtis,
    mahalanobis, canberra, seuclidean, jensenshannon,
):  # fmt: skip
    composite(f"scipy.spatial.distance.{_text.__name__}", _text, may_raise=True)

"""Distances in ``scipy.spatial.distance``: of two vectors, and tables of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.spatial.distance as distance
import scipy.special

from s2s.rules.declare import composite, general, linear
from s2s.runtime.guarded import as_value, fixed, passively


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
    return as_value(root_of(np.dot(np.dot(change, VI), change)), found)


def canberra(u: Any, v: Any, w: Any = None) -> Any:
    """``scipy.spatial.distance.canberra``."""
    found = passively(distance.canberra, u, v, w)
    return as_value(apart("canberra", u, v, 2.0, w), found)


def seuclidean(u: Any, v: Any, V: Any) -> Any:
    """``scipy.spatial.distance.seuclidean``."""
    found = passively(distance.seuclidean, u, v, V)
    return as_value(lengths(np.subtract(u, v), 2.0, 1.0 / np.asarray(V)), found)


def jensenshannon(p: Any, q: Any, base: Any = None, *, axis: Any = 0, keepdims: Any = False) -> Any:
    """``scipy.spatial.distance.jensenshannon``."""
    found = passively(divergence_of, p, q, base, axis, keepdims)
    total = divergence(np.asarray(p) * 1.0, np.asarray(q) * 1.0, axis, keepdims)
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
    """The square root, which does not move at 0; a little less than 0 is 0, by rounding."""
    still = total <= 0
    return np.where(still, 0.0, np.sqrt(np.where(still, 1.0, total)))


def lengths(gap: Any, p: Any, w: Any) -> Any:
    """The lengths of vectors along the last axis, which do not move at 0.

    They are taken of vectors of a size of 1, whose powers are not too large or small for floats.
    """
    p = fixed(p)
    if p == np.inf:
        return np.max(np.abs(gap) * (np.asarray(w) > 0), axis=-1)
    size = passively(largest, gap)
    part = gap / np.expand_dims(size, -1)
    if p == 2:
        return size * root_of(np.sum(w * (part * part), axis=-1))
    still = part == 0
    powers = np.where(still, 0.0, np.where(still, 1.0, np.abs(part)) ** p)
    total = np.sum(w * powers, axis=-1)
    still = total == 0
    return size * np.where(still, 0.0, np.where(still, 1.0, total) ** (1.0 / p))


def largest(gap: Any) -> Any:
    """The largest size of an element along the last axis, 1 where there is none."""
    found = np.max(np.abs(gap), axis=-1, initial=0.0)
    return np.where((found > 0) & np.isfinite(found), found, 1.0)


def shares(one: Any, other: Any, w: Any) -> Any:
    """The sum of differences, each as a share of the sizes; 0 where both are 0."""
    size = np.abs(one) + np.abs(other)
    share = np.abs(one - other) / np.where(size > 0, size, 1.0)
    return np.sum(share if w is None else w * share, axis=-1)


def divergence(one: Any, other: Any, axis: Any, keepdims: Any) -> Any:
    """Twice the divergence of Jensen and Shannon of what is made to sum to 1."""
    p = one / np.sum(one, axis=axis, keepdims=True)
    q = other / np.sum(other, axis=axis, keepdims=True)
    mean = (p + q) / 2.0
    apart = entropy_to(p, mean) + entropy_to(q, mean) - steep(one, other) - steep(other, one)
    return np.sum(apart, axis=axis, keepdims=keepdims)


def entropy_to(p: Any, mean: Any) -> Any:
    """The relative entropies of each element to the mean; without a slope where they are of 0."""
    still = p == 0
    return scipy.special.rel_entr(np.where(still, 1.0, p), np.where(still, 1.0, mean))


def steep(one: Any, other: Any) -> Any:
    """0, with the infinite slope of the entropy of an element that is 0 where the other's is not.

    The sum by which it is divided does not move with it.
    """
    return scipy.special.entr(np.where((one == 0) & (other != 0), one, 1.0))


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
        return lengths(one - other, 2.0, weights)
    if metric == "sqeuclidean":
        return np.sum(weights * (one - other) ** 2, axis=-1)
    if metric == "cityblock":
        return np.sum(weights * np.abs(one - other), axis=-1)
    if metric == "minkowski":
        return lengths(one - other, p, weights)
    if metric == "chebyshev":
        return lengths(one - other, np.inf, weights)
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
        return lengths(one - other, 2.0, 1.0 / np.asarray(V))
    if metric == "mahalanobis":
        gap = one - other
        return root_of(np.sum(np.matmul(gap, VI) * gap, axis=-1))
    if metric == "jensenshannon":
        return root_of(divergence(one, other, -1, False) / 2.0)
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


_METRICS = {"metric": ("euclidean", "sqeuclidean", "cityblock", "cosine")}
general(
    "scipy.spatial.distance.cdist",
    vjp={
        "XA": "rt.distances_ct(ct, ans, XA, XB, metric)",
        "XB": "rt.distances_ct(ct.T, ans.T, XB, XA, metric)",
    },
    jvp={
        "XA": "rt.distances_dot(dot, ans, XA, XB, metric)",
        "XB": "rt.distances_dot(dot, ans.T, XB, XA, metric).T",
    },
    unsupported=("w", "V", "VI"), complex_ok=False, may_raise=True, covers=_METRICS,
    source_function=cdist, whole=True,
)  # fmt: skip
general(
    "scipy.spatial.distance.pdist",
    vjp={
        "X": "rt.distances_ct(scipy.spatial.distance.squareform(ct),"
        " scipy.spatial.distance.squareform(ans), X, X, metric)"
    },
    jvp={"X": "rt.pair_distances_dot(dot, ans, X, metric)"},
    unsupported=("w", "V", "VI"), complex_ok=False, may_raise=True, covers=_METRICS,
    source_function=pdist, whole=True,
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

"""Quantiles: each result lies between two neighbours in the sorted order of a row."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.places import positions, scatter


def rows_along(a: Any, axis: Any) -> Any:
    """``a`` as a matrix with a row for each result of a reduction along ``axis``."""
    if axis is None:
        return np.reshape(a, (1, -1))
    axes = tuple([i % np.ndim(a) for i in (axis if isinstance(axis, tuple) else (axis,))])
    kept = tuple([i for i in range(np.ndim(a)) if i not in axes])
    moved = np.transpose(a, kept + axes)
    size = 1
    for i in axes:
        size = size * np.shape(a)[i]
    count = 1
    for i in kept:
        count = count * np.shape(a)[i]
    return np.reshape(moved, (count, size))


def quantile_rows(a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool) -> Any:
    """Where in the sorted order each quantile lies (a row for each ``q``), the numbers of the
    elements in that order, and how many elements count in each row.

    NumPy itself says the place, by the quantile of the ranks.
    """
    rows = rows_along(np.asarray(a), axis)
    order = np.argsort(rows, -1, kind="stable")
    ranks = np.argsort(order, -1, kind="stable").astype(np.float64)
    missing = np.isnan(rows)
    ranks = np.where(missing, np.nan, ranks)
    numbers = np.take_along_axis(rows_along(positions(a), axis), order, -1)
    counts = np.sum(~missing, -1)
    given = np.ravel(q)
    if weights is not None:
        weights = np.asarray(weights)
        shaped = weights
        if np.ndim(weights) < np.ndim(a):
            along = (axis,) if not isinstance(axis, tuple) else axis
            sizes = [np.shape(a)[i] if i in [j % np.ndim(a) for j in along] else 1
                     for i in range(np.ndim(a))]  # fmt: skip
            shaped = np.reshape(weights, sizes)
        weights = rows_along(np.broadcast_to(shaped, np.shape(a)), axis)
    if skip and weights is not None:
        pairs = zip(ranks, weights, strict=True)
        found = [
            [np.nanquantile(row, p, method=method, weights=own) for p in given]
            for row, own in pairs
        ]
        return np.array(found).T, numbers, counts
    find = np.nanquantile if skip else np.quantile
    return find(ranks, given, -1, method=method, weights=weights), numbers, counts


def quantile_numbers(
    a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool
) -> tuple[Any, Any]:
    """The numbers of the lower and of the upper neighbour of each quantile: a row for each ``q``."""
    place, numbers, _ = quantile_rows(a, q, axis, method, weights, skip)
    low = np.floor(np.nan_to_num(place)).astype(int)
    high = np.minimum(low + 1, np.shape(numbers)[-1] - 1)
    lines = np.arange(np.shape(numbers)[0])
    return numbers[lines, low], numbers[lines, high]


def quantile_share(a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool) -> Any:
    """The share of the upper neighbour in each quantile: a row for each ``q``."""
    place, _, _ = quantile_rows(a, q, axis, method, weights, skip)
    return place - np.floor(place)


def quantile_growth(a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool) -> Any:
    """The derivative of the share by ``q``; 0 where the quantile is an end of the row."""
    # A quantile's place in the sorted order grows with q by the count and this much.
    growth = {
        "linear": -1.0, "interpolated_inverted_cdf": 0.0, "hazen": 0.0, "weibull": 1.0,
        "median_unbiased": 1 / 3, "normal_unbiased": 0.25,
    }  # fmt: skip
    if method not in growth:
        return np.zeros((np.size(q), 1))
    place, _, counts = quantile_rows(a, q, axis, method, weights, skip)
    inside = (place > 0) & (place < counts - 1)
    if method == "linear":
        inside = (place >= 0) & (place <= counts - 1)
    return np.where(inside, counts + growth[method], 0.0)


def quantile_ct(ct: Any, a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool) -> Any:
    """The cotangent of ``a`` in ``np.quantile(a, q, axis, ...)`` and its kin."""
    if np.size(a) == 0:
        return np.zeros(np.shape(a))
    low, high = quantile_numbers(a, q, axis, method, weights, skip)
    share = quantile_share(a, q, axis, method, weights, skip)
    given = np.reshape(ct, np.shape(low))
    return scatter((1 - share) * given, low, a) + scatter(share * given, high, a)


def quantile_place_ct(
    ct: Any, a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool
) -> Any:
    """The cotangent of ``q`` in ``np.quantile(a, q, axis, ...)`` and its kin."""
    if np.size(a) == 0:  # the result is one nan, whatever q is
        return np.zeros(np.shape(q))
    slopes = quantile_slope(a, q, axis, method, weights, skip)
    return np.reshape(np.sum(np.reshape(ct, np.shape(slopes)) * slopes, 1), np.shape(q))


def quantile_dot(
    dot: Any, ans: Any, a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool
) -> Any:
    """The tangent of ``ans``, the result of ``np.quantile(a, q, axis, ...)`` and its kin."""
    if np.size(a) == 0:  # the result is nan, whatever q is
        return np.zeros(np.shape(ans))
    low, high = quantile_numbers(a, q, axis, method, weights, skip)
    share = quantile_share(a, q, axis, method, weights, skip)
    flat = np.ravel(dot)
    return np.reshape((1 - share) * flat[low] + share * flat[high], np.shape(ans))


def quantile_place_dot(
    dot: Any, ans: Any, a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool
) -> Any:
    """The tangent of ``ans`` for a tangent of ``q``."""
    if np.size(a) == 0:
        return np.zeros(np.shape(ans))
    rows = np.reshape(dot, (-1, 1)) * quantile_slope(a, q, axis, method, weights, skip)
    return np.reshape(rows, np.shape(ans))


def quantile_slope(a: Any, q: Any, axis: Any, method: Any, weights: Any, skip: bool) -> Any:
    """The derivative of each quantile by ``q``: a row for each ``q``."""
    low, high = quantile_numbers(a, q, axis, method, weights, skip)
    flat = np.ravel(a)
    return (flat[high] - flat[low]) * quantile_growth(a, q, axis, method, weights, skip)

"""Slopes of reductions by each element, for arrays and axes of every form."""

from __future__ import annotations

from typing import Any

import numpy as np


def count_where(a: Any, axis: Any, where: Any) -> Any:
    """How many elements take part in a reduction, with the reduced axes kept."""
    return np.sum(np.broadcast_to(where, np.shape(a)), axis=axis, keepdims=True)


def nanmean_weight(a: Any, axis: Any, where: Any) -> Any:
    """The slope of ``np.nanmean`` by each element."""
    present = ~np.isnan(a) & where
    return present / count_where(a, axis, present)


def tie_weight(a: Any, ans: Any, axis: Any, where: Any) -> Any:
    """The slope of a maximum or minimum ``ans`` by each element: ties share it evenly.

    >>> tie_weight(np.array([1.0, 3.0, 3.0]), 3.0, None, True)
    array([0. , 0.5, 0.5])
    """
    hit = np.equal(a, ans) & where
    count = np.sum(hit, axis=axis, keepdims=True)
    return hit / np.maximum(count, 1)


def range_weight(a: Any, axis: Any) -> Any:
    """The slope of ``np.ptp`` by each element."""
    high = np.max(a, axis, keepdims=True)
    low = np.min(a, axis, keepdims=True)
    return tie_weight(a, high, axis, True) - tie_weight(a, low, axis, True)


def product_of_others(a: Any, axis: Any, where: Any) -> Any:
    """The product of all other elements along ``axis``: exact where elements are zero.

    >>> product_of_others(np.array([2.0, 0.0, 5.0]), None, True)
    array([ 0., 10.,  0.])
    """
    kept = np.where(where, a, 1)
    zero = np.equal(kept, 0)
    count = np.sum(zero, axis=axis, keepdims=True)
    filled = np.where(zero, 1, kept)
    product = np.prod(filled, axis=axis, keepdims=True)
    # Without zeros divide; the only zero gets the product of the rest; with two, all is zero.
    slope = np.where(count == 0, product / filled, np.where(zero & (count == 1), product, 0))
    return np.where(where, slope, 0)


def var_weight(a: Any, axis: Any, ddof: Any, where: Any) -> Any:
    """The slope of the variance by each element that takes part."""
    count = count_where(a, axis, where)
    kept = np.where(where, a, 0)
    mean = np.sum(kept, axis=axis, keepdims=True) / count
    return np.where(where, 2 * (kept - mean) / (count - ddof), 0)


def quantile_sides(count: Any, q: Any, method: str) -> tuple[Any, Any, Any]:
    """Positions of the two sorted neighbours that a quantile lies between, and the upper share.

    Raises:
        ValueError: the method is not one of the five that interpolate on ``q * (n - 1)``.
    """
    place = np.multiply(q, count - 1)
    low = np.floor(place)
    share = place - low
    if method == "lower":
        share = share * 0
    elif method == "higher":
        share = np.ceil(share)
    elif method == "nearest":
        # Halfway goes to the even neighbour.
        share = np.where(share == 0.5, np.remainder(low, 2), np.greater(share, 0.5) * 1.0)
    elif method == "midpoint":
        share = np.where(share > 0, 0.5, 0.0)
    elif method != "linear":
        raise ValueError(f"no derivative is known for the quantile method {method!r}")
    return low, low + (share > 0), share


def quantile_weight(a: Any, q: Any, axis: Any, method: str) -> Any:
    """The slope of one quantile by each element; nan, which is sorted last, does not count."""
    count = np.sum(~np.isnan(a), axis=axis, keepdims=True)
    low, high, share = quantile_sides(count, q, method)
    ranks = sorted_ranks(a, axis)
    return (1 - share) * (ranks == low) + share * (ranks == high)


def sorted_ranks(a: Any, axis: Any) -> Any:
    """The position that each element has in the sorted order along ``axis`` (None: over all).

    >>> sorted_ranks(np.array([3.0, 1.0, 2.0]), None)
    array([2, 0, 1])
    """
    if axis is None:
        return np.reshape(np.argsort(np.argsort(a, None, kind="stable")), np.shape(a))
    axes = tuple([i % np.ndim(a) for i in (axis if isinstance(axis, tuple) else (axis,))])
    kept = tuple([i for i in range(np.ndim(a)) if i not in axes])
    order = kept + axes
    flat = np.transpose(a, order)
    lead = np.shape(flat)[: len(kept)]
    ranks = np.argsort(np.argsort(np.reshape(flat, (*lead, -1)), -1, kind="stable"), -1)
    return np.transpose(np.reshape(ranks, np.shape(flat)), np.argsort(order))


def median_weight(a: Any, axis: Any) -> Any:
    """The slope of the median by each element.

    >>> median_weight(np.array([4.0, 1.0, 3.0, 2.0]), None)
    array([0. , 0. , 0.5, 0.5])
    """
    return quantile_weight(a, 0.5, axis, "linear")


def quantile_ct(ct: Any, a: Any, q: Any, axis: Any, method: str, keepdims: bool) -> Any:
    """The cotangent of ``a`` in ``np.quantile(a, q, axis, ...)`` for an array ``q``."""
    total = np.zeros(np.shape(a))
    places = np.ravel(q)
    rows = np.reshape(ct, (np.size(q), *np.shape(ct)[np.ndim(q) :]))
    for index in range(len(places)):
        row = rows[index]
        given = row if axis is None or keepdims else np.expand_dims(row, axis)
        total = total + given * quantile_weight(a, places[index], axis, method)
    return total


def quantile_dot(dot: Any, a: Any, q: Any, axis: Any, method: str, keepdims: bool) -> Any:
    """The tangent of ``np.quantile(a, q, axis, ...)`` for an array ``q``."""
    parts = [
        np.sum(quantile_weight(a, p, axis, method) * dot, axis, keepdims=keepdims)
        for p in np.ravel(q)
    ]
    return np.reshape(np.stack(parts), np.shape(q) + np.shape(parts[0]))

"""Slopes of reductions by each element, for arrays and axes of every form."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.running import cumprod_dot


def count_where(a: Any, axis: Any, where: Any) -> Any:
    """How many elements take part in a reduction, with the reduced axes kept."""
    return np.sum(np.broadcast_to(where, np.shape(a)), axis=axis, keepdims=True)


def nanmean_weight(a: Any, axis: Any, where: Any) -> Any:
    """The slope of ``np.nanmean`` by each element."""
    present = ~np.isnan(a) & where
    return present / count_where(a, axis, present)


def tie_weight(a: Any, ans: Any, axis: Any, where: Any, initial: Any = None) -> Any:
    """The slope of a maximum or minimum ``ans`` by each element: ties share it evenly.

    An ``initial`` value that ties takes its share like one more element.

    >>> tie_weight(np.array([1.0, 3.0, 3.0]), 3.0, None, True)
    array([0. , 0.5, 0.5])
    """
    hit = np.equal(a, ans)
    if where is not True:
        hit = hit & where
    elif initial is None and np.count_nonzero(hit) == np.size(ans) and not np.isnan(ans).any():
        return hit + 0.0  # no ties: the usual case
    count = np.asarray(hit).sum(axis=axis, keepdims=True)
    if initial is not None:
        count = count + np.equal(initial, ans)
    share = hit / np.maximum(count, 1)
    # Where the extreme is nan, so is its slope by whatever takes part.
    return np.where(np.isnan(ans) & where, np.nan, share) if np.isnan(ans).any() else share


def initial_weight(a: Any, ans: Any, axis: Any, where: Any, initial: Any) -> Any:
    """The slope of a maximum or minimum ``ans`` by its ``initial`` value, with the axes kept."""
    hit = np.equal(a, ans) & where
    tied = np.equal(initial, ans)
    return tied / np.maximum(np.sum(hit, axis=axis, keepdims=True) + tied, 1)


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


def product_of_others_along(change: Any, a: Any, axis: Any, where: Any) -> Any:
    """The derivative of `product_of_others` along a direction: a sum of products of all but two.

    It is symmetric, so that it is the cotangent too. The products before and after each element are
    taken with their derivatives, as those of dual numbers: nothing is divided by, and zeros are right.

    >>> product_of_others_along(np.array([1.0, 0.0, 0.0]), np.array([0.0, 2.0, 5.0]), None, True)
    array([0., 5., 2.])
    """
    if np.size(a) == 0:
        return change
    axes = tuple(range(np.ndim(a))) if axis is None else axis if np.ndim(axis) else (axis,)
    last = tuple(range(-len(axes), 0))
    rows = np.moveaxis(np.where(where, a, 1), axes, last)
    changes = np.moveaxis(np.where(where, change, 0), axes, last)
    flat = (*np.shape(rows)[: np.ndim(rows) - len(axes)], -1)
    before, slope_before = products_before(np.reshape(rows, flat), np.reshape(changes, flat))
    back = np.reshape(rows, flat)[..., ::-1], np.reshape(changes, flat)[..., ::-1]
    after, slope_after = (part[..., ::-1] for part in products_before(*back))
    slope = np.reshape(slope_before * after + before * slope_after, np.shape(rows))
    return np.where(where, np.moveaxis(slope, last, axes), 0)


def products_before(a: Any, change: Any) -> tuple[Any, Any]:
    """The products of all elements before each one along the last axis, and their derivatives."""
    first = np.ones_like(a[..., :1])
    products = np.concatenate([first, np.cumprod(a[..., :-1], -1)], -1)
    slopes = cumprod_dot(change[..., :-1], a[..., :-1], -1)
    return products, np.concatenate([0 * first, slopes], -1)


def var_weight(a: Any, axis: Any, ddof: Any, where: Any, mean: Any = None) -> Any:
    """The slope of the variance by each element that takes part, the given mean staying still."""
    count = count_where(a, axis, where)
    kept = np.where(where, a, 0)
    if mean is None:
        mean = np.sum(kept, axis=axis, keepdims=True) / count
    return np.where(where, 2 * np.conj(kept - mean) / (count - ddof), 0)

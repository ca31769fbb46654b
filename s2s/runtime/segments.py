"""Derivatives of what universal functions do along an axis: accumulate, reduce, reduceat, outer."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.guarded import passively, scaled_exponential
from s2s.runtime.reductions import product_of_others


def outward(a: Any, b: Any) -> Any:
    """``a`` with an axis of length 1 for each axis of ``b``, as ``ufunc.outer`` sees it."""
    return np.reshape(a, np.shape(a) + (1,) * np.ndim(b))


def before(a: Any, axis: Any) -> Any:
    """All but the last along ``axis``, the first axis if there is none."""
    return np.moveaxis(np.moveaxis(a, axis or 0, 0)[:-1], 0, axis or 0)


def after(a: Any, axis: Any) -> Any:
    """All but the first along ``axis``, the first axis if there is none."""
    return np.moveaxis(np.moveaxis(a, axis or 0, 0)[1:], 0, axis or 0)


def scan_ct(ct: Any, slope: Any, weight: Any, axis: Any) -> Any:
    """The cotangent of ``a`` where ``ans[i]`` is a function of ``ans[i - 1]`` and of ``a[i]``.

    Args:
        ct: the cotangent of ``ans``.
        slope: the derivatives of the function by its first argument, from ``i = 1`` on.
        weight: those by the second one.
        axis: the axis that ``i`` runs along.

    >>> scan_ct(np.array([0.0, 0.0, 1.0]), np.array([2.0, 3.0]), np.array([5.0, 7.0]), 0)
    array([ 6., 15.,  7.])
    """
    if np.size(ct) == 0:
        return ct
    rows = np.moveaxis(ct, axis or 0, 0)
    shape = np.shape(before(ct, axis))
    slopes = np.moveaxis(np.broadcast_to(slope, shape), axis or 0, 0)
    weights = np.moveaxis(np.broadcast_to(weight, shape), axis or 0, 0)
    carried = rows[-1]
    shares = []
    for i in range(len(rows) - 2, -1, -1):
        shares.append(weights[i] * carried)
        carried = rows[i] + slopes[i] * carried
    shares.append(carried)
    return np.moveaxis(np.stack(shares[::-1]), 0, axis or 0)


def scan_dot(dot: Any, slope: Any, weight: Any, axis: Any) -> Any:
    """The tangent of ``ans`` where ``ans[i]`` is a function of ``ans[i - 1]`` and of ``a[i]``."""
    if np.size(dot) == 0:
        return dot
    rows = np.moveaxis(dot, axis or 0, 0)
    shape = np.shape(before(dot, axis))
    slopes = np.moveaxis(np.broadcast_to(slope, shape), axis or 0, 0)
    weights = np.moveaxis(np.broadcast_to(weight, shape), axis or 0, 0)
    carried = rows[0]
    moved = [carried]
    for i in range(len(rows) - 1):
        carried = slopes[i] * carried + weights[i] * rows[i + 1]
        moved.append(carried)
    return np.moveaxis(np.stack(moved), 0, axis or 0)


def last_ct(ct: Any, a: Any, axis: Any) -> Any:
    """The cotangent of all that runs along ``axis`` of ``a``, from that of the last, axis kept."""
    widths = [(0, 0)] * np.ndim(a)
    widths[axis or 0] = (np.shape(a)[axis or 0] - 1, 0)
    return np.pad(ct, widths)


def last_of(a: Any, axis: Any, keepdims: bool) -> Any:
    """The last along ``axis``."""
    rows = np.moveaxis(a, axis or 0, 0)
    return np.expand_dims(rows[-1], axis or 0) if keepdims else rows[-1]


def segment_places(indices: Any, count: int) -> tuple[Any, Any, Any]:
    """What ``ufunc.reduceat`` combines: the elements, the segment of each, where segments start.

    >>> [x.tolist() for x in segment_places([0, 2, 1], 4)]
    [[0, 1, 2, 1, 2, 3], [0, 0, 1, 2, 2, 2], [0, 2, 3]]
    """
    starts = np.asarray(indices)
    stops = np.append(starts[1:], count)
    stops = np.where(stops > starts, stops, starts + 1)
    sizes = stops - starts
    owners = np.repeat(np.arange(len(starts)), sizes)
    heads = np.cumsum(sizes) - sizes
    return np.arange(np.sum(sizes)) - heads[owners] + starts[owners], owners, heads


def segment_items(a: Any, indices: Any, axis: int) -> Any:
    """The elements that ``ufunc.reduceat`` combines, one segment after the other."""
    return np.take(a, segment_places(indices, np.shape(a)[axis])[0], axis)


def segment_values(ans: Any, a: Any, indices: Any, axis: int) -> Any:
    """For each of ``segment_items`` the value of its segment."""
    return np.take(ans, segment_places(indices, np.shape(a)[axis])[1], axis)


def segment_ties(a: Any, ans: Any, indices: Any, axis: int) -> Any:
    """The slope of a segment's maximum or minimum by each of its elements: ties share evenly."""
    hit = segment_items(a, indices, axis) == segment_values(ans, a, indices, axis)
    heads = segment_places(indices, np.shape(a)[axis])[2]
    counts = np.add.reduceat(hit * 1.0, heads, axis)
    return hit / segment_values(counts, a, indices, axis)


def segment_products(a: Any, indices: Any, axis: int) -> Any:
    """The slope of a segment's product by each of its elements.

    Segments of about one length are the rows of one table: there are few tables, and none is mostly empty.

    >>> segment_products(np.array([2.0, 3.0, 0.0, 5.0, 7.0]), [0, 2], 0)
    array([ 3.,  2., 35.,  0.,  0.])
    """
    items = np.moveaxis(segment_items(a, indices, axis), axis, 0)
    if np.size(items) == 0:
        return segment_items(a, indices, axis)
    heads = segment_places(indices, np.shape(a)[axis])[2]
    parts, places = [], []
    for grid, inside in segment_tables(np.diff(heads, append=len(items)), heads):
        used = np.reshape(inside, np.shape(inside) + (1,) * (np.ndim(items) - 1))
        others = product_of_others(items[grid], 1, used)
        parts.append(others[inside])
        places.append(grid[inside])
    order = np.argsort(np.concatenate(places))
    return np.moveaxis(np.concatenate(parts)[order], 0, axis)


def segment_tables(sizes: Any, heads: Any) -> list[tuple[Any, Any]]:
    """The places of the elements of segments, one segment a row, and which of them are there.

    >>> [grid.tolist() for grid, _ in segment_tables(np.array([1, 2, 1]), np.array([0, 1, 3]))]
    [[[0], [3]], [[1, 2]]]
    """
    levels = np.ceil(np.log2(sizes))
    found = []
    for level in np.unique(levels):
        rows = np.flatnonzero(levels == level)
        steps = np.arange(np.max(sizes[rows]))
        inside = steps < sizes[rows][:, None]
        found.append((np.where(inside, heads[rows][:, None] + steps, 0), inside))
    return found


def segment_shares(a: Any, indices: Any, axis: int) -> Any:
    """The share of each element in the log-sum of its segment; 1 where both are infinite.

    >>> segment_shares(np.full(3, 1e17), [0, 2], 0)
    array([0.5, 0.5, 1. ])
    """
    items = segment_items(a, indices, axis)
    greatest = passively(np.maximum.reduceat, a, indices, axis)
    top = segment_values(greatest, a, indices, axis)
    found = scaled_exponential(items, top)
    heads = segment_places(indices, np.shape(a)[axis])[2]
    whole = segment_values(np.add.reduceat(found, heads, axis), a, indices, axis)
    return np.where(np.equal(items, top) & np.isinf(items), 1.0, found / whole)


def reduceat_ct(ct: Any, weight: Any, a: Any, indices: Any, axis: int) -> Any:
    """The cotangent of ``a`` in ``ufunc.reduceat``, given the slope by each of ``segment_items``."""
    places = segment_places(indices, np.shape(a)[axis])[0]
    share = weight * segment_values(ct, a, indices, axis)
    return np.moveaxis(add_rows(np.moveaxis(share, axis, 0), places, np.shape(a)[axis]), 0, axis)


def reduceat_dot(dot: Any, weight: Any, indices: Any, axis: int) -> Any:
    """The tangent of ``ufunc.reduceat``, given the slope by each of ``segment_items``."""
    heads = segment_places(indices, np.shape(dot)[axis])[2]
    return np.add.reduceat(weight * segment_items(dot, indices, axis), heads, axis)


def add_rows(rows: Any, places: Any, count: int) -> Any:
    """Adds each row to the row of zeros that has its number; there are ``count``.

    >>> add_rows(np.array([1.0, 2.0, 4.0]), np.array([0, 2, 0]), 3)
    array([5., 0., 2.])
    """
    total = np.zeros((count, *np.shape(rows)[1:]), np.result_type(rows))
    np.add.at(total, places, rows)
    return total

"""Running sums and products, differences, interpolation, convolution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from s2s.runtime.places import scatter


def cumulative_sum_ct(ct: Any, x: Any, axis: Any, include_initial: bool) -> Any:
    """The cotangent of ``x`` in ``np.cumulative_sum``."""
    axis = 0 if axis is None else axis[0] if isinstance(axis, tuple) else axis
    back = np.flip(np.cumsum(np.flip(ct, axis), axis), axis)
    return np.take(back, range(1, np.shape(back)[axis]), axis) if include_initial else back


def cumprod_ct(ct: Any, a: Any, axis: Any) -> Any:
    """The cotangent of ``a`` in ``np.cumprod(a, axis)``, exact where elements are zero.

    >>> cumprod_ct(np.ones(3), np.array([2.0, 0.0, 5.0]), 0)
    array([ 1., 12.,  0.])
    """
    if axis is None or np.ndim(a) == 0:
        return np.reshape(cumprod_ct(ct, np.ravel(a), 0), np.shape(a))
    if np.size(a) == 0:
        return ct
    if np.all(np.not_equal(a, 0)):
        return np.flip(np.cumsum(np.flip(ct * np.cumprod(a, axis), axis), axis), axis) / a
    rows = np.moveaxis(a, axis, 0)
    given = np.moveaxis(ct, axis, 0)
    product = np.ones_like(rows[0])
    before = []
    for row in rows:
        before.append(product)
        product = product * row
    carried = np.zeros_like(rows[0])
    shares = []
    for index in range(len(rows) - 1, -1, -1):
        carried = given[index] + carried
        shares.append(before[index] * carried)
        carried = rows[index] * carried
    return np.moveaxis(np.stack(shares[::-1]), 0, axis)


def cumprod_dot(dot: Any, a: Any, axis: Any) -> Any:
    """The tangent of ``np.cumprod(a, axis)``."""
    if axis is None or np.ndim(a) == 0:
        return cumprod_dot(np.ravel(dot), np.ravel(a), 0)
    if np.size(a) == 0:
        return dot
    rows = np.moveaxis(a, axis, 0)
    dots = np.moveaxis(dot, axis, 0)
    product = np.ones_like(rows[0])
    slope = np.zeros_like(rows[0])
    slopes = []
    for row, change in zip(rows, dots, strict=True):
        slope = slope * row + product * change
        product = product * row
        slopes.append(slope)
    return np.moveaxis(np.stack(slopes), 0, axis)


def diff_ct(ct: Any, shape: tuple[int, ...], n: int, axis: int) -> Any:
    """The cotangent of all that ``np.diff`` takes differences of, ``n`` times along ``axis``.

    >>> diff_ct(np.array([1.0, 10.0]), (3,), 1, -1)
    array([-1., -9., 10.])
    """
    if np.size(ct) == 0:  # there may have been fewer elements than n
        return np.zeros(shape, np.result_type(ct))
    widths = [(0, 0)] * np.ndim(ct)
    widths[axis] = (1, 1)
    for _ in range(n):
        ct = -np.diff(np.pad(ct, widths), axis=axis)
    return ct


def diff_part(ct: Any, a: Any, n: int, axis: int, prepend: Any, append: Any, part: int) -> Any:
    """The cotangent of what ``np.diff`` prepends (0), of its array (1), of what it appends (2)."""
    if n == 0:  # nothing is put before or after
        return ct if part == 1 else np.zeros(np.shape(prepend if part == 0 else append))
    lengths = [1 if np.ndim(x) == 0 else np.shape(x)[axis] for x in (prepend, append)]
    first = 0 if prepend is None else lengths[0]
    last = 0 if append is None else lengths[1]
    shape = list(np.shape(a))
    shape[axis] += first + last
    total = diff_ct(ct, tuple(shape), n, axis)
    size = np.shape(total)[axis]
    bounds = [(0, first), (first, size - last), (size - last, size)][part]
    return np.take(total, range(*bounds), axis)


def gradient_ct(ct: Any, f: Any, varargs: Sequence[Any], axis: Any, edge_order: int) -> Any:
    """The cotangent of ``f`` in ``np.gradient(f, *varargs, axis=..., edge_order=...)``."""
    axes = tuple(range(np.ndim(f))) if axis is None else (axis,) if np.ndim(axis) == 0 else axis
    cts = [ct] if len(axes) == 1 else ct
    spacings = list(varargs) if varargs else [1.0]
    if len(spacings) < len(axes):
        spacings = spacings * len(axes)
    total: Any = np.zeros(np.shape(f))
    for part, along, spacing in zip(cts, axes, spacings, strict=True):
        if part is not None:
            moved = np.moveaxis(part, along, -1)
            total = total + np.moveaxis(gradient_last_ct(moved, spacing, edge_order), -1, along)
    return total


def gradient_last_ct(ct: Any, spacing: Any, edge_order: int) -> Any:
    """The cotangent of ``f`` in ``np.gradient`` along the last axis."""
    size = np.shape(ct)[-1]
    step = np.diff(spacing) if np.ndim(spacing) else np.full(size - 1, spacing)
    left, right = step[:-1], step[1:]
    low = -right / (left * (left + right))
    mid = (right - left) / (left * right)
    high = left / (right * (left + right))
    inner = ct[..., 1:-1]
    none = [(0, 0)] * (np.ndim(ct) - 1)
    total = (
        np.pad(low * inner, [*none, (0, 2)])
        + np.pad(mid * inner, [*none, (1, 1)])
        + np.pad(high * inner, [*none, (2, 0)])
    )
    first, last = edge_weights(step, edge_order)
    width = len(first)
    return (
        total
        + np.pad(ct[..., :1] * first, [*none, (0, size - width)])
        + np.pad(ct[..., -1:] * last, [*none, (size - width, 0)])
    )


def edge_weights(step: Any, edge_order: int) -> tuple[Any, Any]:
    """Weights of the first elements, and of the last, in the differences at the two ends."""
    if edge_order == 1:
        return np.array([-1.0, 1.0]) / step[0], np.array([-1.0, 1.0]) / step[-1]
    p, q = step[0], step[1]
    first = [-(2 * p + q) / (p * (p + q)), (p + q) / (p * q), -p / (q * (p + q))]
    p, q = step[-2], step[-1]
    last = [q / (p * (p + q)), -(p + q) / (p * q), (2 * q + p) / (q * (p + q))]
    return np.array(first), np.array(last)


def interp_cell(x: Any, xp: Any) -> tuple[Any, Any]:
    """The interval of ``xp`` that each ``x`` lies in, and how far into it, between 0 and 1."""
    nodes = np.asarray(xp)
    if len(nodes) == 1:
        return np.zeros(np.shape(x), dtype=int), np.zeros(np.shape(x))
    cell = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, len(xp) - 2)
    share = (x - nodes[cell]) / (nodes[cell + 1] - nodes[cell])
    return cell, np.clip(share, 0.0, 1.0)


def interp_next(cell: Any, xp: Any) -> Any:
    """The node after each interval, which is the first one where there is one only."""
    return np.minimum(cell + 1, len(xp) - 1)


def interp_slope(x: Any, xp: Any, fp: Any, left: Any, right: Any) -> Any:
    """The derivative of ``np.interp`` by ``x``: 0 outside."""
    cell, _ = interp_cell(x, xp)
    nodes, values = np.asarray(xp), np.asarray(fp)
    if len(nodes) == 1:
        return 0.0 * (x + nodes[0] + values[0])
    slope = (values[cell + 1] - values[cell]) / (nodes[cell + 1] - nodes[cell])
    return np.where((x < nodes[0]) | (x > nodes[-1]), 0.0, slope)


def interp_mask(x: Any, xp: Any, left: Any, right: Any) -> Any:
    """Where the result depends on ``fp``: not where ``left`` or ``right`` stands for it."""
    below = np.less(x, xp[0]) & (left is not None)
    above = np.greater(x, xp[-1]) & (right is not None)
    return ~(below | above)


def interp_values_ct(ct: Any, x: Any, xp: Any, fp: Any, left: Any, right: Any) -> Any:
    """The cotangent of ``fp`` in ``np.interp(x, xp, fp, left, right)``."""
    cell, share = interp_cell(x, xp)
    given = np.where(interp_mask(x, xp, left, right), ct, 0.0)
    return scatter(given * (1 - share), cell, fp) + scatter(
        given * share, interp_next(cell, xp), fp
    )


def interp_values_dot(dot: Any, x: Any, xp: Any, fp: Any, left: Any, right: Any) -> Any:
    """The tangent of ``np.interp(x, xp, fp, left, right)`` from that of ``fp``."""
    cell, share = interp_cell(x, xp)
    moved = (1 - share) * np.asarray(dot)[cell] + share * np.asarray(dot)[interp_next(cell, xp)]
    return np.where(interp_mask(x, xp, left, right), moved, 0.0)


def interp_nodes_ct(ct: Any, x: Any, xp: Any, fp: Any) -> Any:
    """The cotangent of ``xp`` in ``np.interp(x, xp, fp)``."""
    return interp_values_ct(-ct * interp_slope(x, xp, fp, None, None), x, xp, xp, None, None)


def interp_nodes_dot(dot: Any, x: Any, xp: Any, fp: Any) -> Any:
    """The tangent of ``np.interp(x, xp, fp)`` from that of ``xp``."""
    moved = interp_values_dot(dot, x, xp, xp, None, None)
    return -interp_slope(x, xp, fp, None, None) * moved


def convolve_ct(ct: Any, a: Any, v: Any, mode: Any) -> Any:
    """The cotangent of ``a`` in ``np.convolve(a, v, mode)``."""
    line, other = np.ravel(a), np.ravel(v)  # numbers are lines of one element
    short = min(len(line), len(other))
    start = {"full": 0, "same": (short - 1) // 2, "valid": short - 1}[mode]
    return np.reshape(windowed_ct(ct, line, other, start), np.shape(a))


def correlate_ct(ct: Any, own: Any, other: Any, a: Any, v: Any, mode: Any) -> Any:
    """The cotangent of ``own`` in ``np.correlate(a, v, mode)``, as a convolution with ``other``."""
    short = min(len(a), len(v))
    start = {"full": 0, "same": (short - 1) // 2, "valid": short - 1}[mode]
    if len(v) > len(a):  # NumPy swaps the two and reverses, which moves the window
        start = len(a) + len(v) - 1 - len(ct) - start
    return windowed_ct(ct, own, other, start)


def windowed_ct(ct: Any, a: Any, v: Any, start: int) -> Any:
    """The cotangent of ``a`` in a convolution of which a window from ``start`` is the result."""
    rest = len(a) + len(v) - 1 - start - len(ct)
    return np.convolve(np.pad(ct, (start, rest)), v[::-1], "valid")

"""Slopes of vector and matrix norms by each element: 0 where the norm is 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.guarded import over


def norm_slope(x: Any, ans: Any, ord: Any, axis: Any) -> Any:
    """The slope of ``np.linalg.norm`` by each element; ``ans`` broadcasts against ``x``."""
    if ord is None:
        return over(np.conj(x), ans)
    if np.ndim(axis) == 1 and len(axis) == 2:
        return matrix_slope(x, ans, ord, axis)
    if axis is None and np.ndim(x) == 2:
        return matrix_slope(x, ans, ord, (0, 1))
    return vector_slope(x, ans, ord, axis)


def direction(x: Any) -> Any:
    """The conjugate of ``x / |x|``, and 0 at 0."""
    return np.conj(over(x, np.abs(x))) if np.iscomplexobj(x) else np.sign(x)


def vector_slope(x: Any, ans: Any, ord: Any, axis: Any) -> Any:
    """The slope of a vector norm by each element; ties of the greatest share evenly.

    >>> vector_slope(np.array([3.0, -4.0]), 5.0, 2, None)
    array([ 0.6, -0.8])
    """
    if ord is None or ord == 2:
        return over(np.conj(x), ans)
    if ord == 1:
        return direction(x)
    if ord == 0:
        return np.zeros(np.shape(x))
    if ord in (np.inf, -np.inf):
        hit = np.equal(np.abs(x), ans)
        return direction(x) * hit / np.sum(hit, axis=axis, keepdims=True)
    share = over(np.abs(x), ans)
    nothing = np.equal(share, 0)
    return np.where(nothing, 0.0, direction(x) * np.where(nothing, 1.0, share) ** (ord - 1))


def matrix_slope(x: Any, ans: Any, ord: Any, axis: Any) -> Any:
    """The slope of a matrix norm by each element."""
    if ord is None or ord in ("fro", "f"):
        return over(np.conj(x), ans)
    rows, columns = axis
    if ord in (1, -1, np.inf, -np.inf):
        along = rows if ord in (1, -1) else columns
        sums = np.sum(np.abs(x), axis=along, keepdims=True)
        hit = np.equal(sums, ans)
        return direction(x) * hit / np.sum(hit, axis=(rows, columns), keepdims=True)
    moved = np.moveaxis(x, (rows, columns), (-2, -1))
    u, s, vh = np.linalg.svd(moved, full_matrices=False)
    if ord == "nuc":
        weight = np.sign(s)
    else:
        chosen = s[..., :1] if ord == 2 else s[..., -1:]
        weight = np.equal(s, chosen) / np.sum(np.equal(s, chosen), axis=-1, keepdims=True)
    slope = np.conj(np.matmul(u * np.expand_dims(weight, -2), vh))
    return np.moveaxis(slope, (-2, -1), (rows, columns))

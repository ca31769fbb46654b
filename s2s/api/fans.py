"""Tangents along several directions at once, as trees with a leading axis, and Jacobians from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from s2s.api.leaves import at, leaves, map_leaves, merged, size
from s2s.runtime import zero_tangents

_NUMBERS = 1 << 18  # of one tangent, for all directions: what stays in the cache


def fans(chosen: Any) -> Iterator[tuple[Any, int]]:
    """The unit tangents of a tree in C order, many at once; each with how many they are.

    >>> [(fan[0].tolist(), count) for fan, count in fans((np.zeros(2),))]
    [([[1.0, 0.0], [0.0, 1.0]], 2)]
    """
    total = size(chosen)
    widest = max(1, min(total, _NUMBERS // max(total, 1)))
    for start in range(0, total, widest):
        count = min(widest, total - start)
        yield _units(chosen, start, count), count


def _units(chosen: Any, start: int, count: int) -> Any:
    """The unit tangents from one place on."""
    if len(chosen) == 1 and isinstance(chosen[0], np.ndarray):
        x = chosen[0]
        return (np.eye(count, x.size, start, x.dtype).reshape(count, *x.shape),)

    def rows(_: Any, leaf: Any) -> Any:
        return np.zeros((count, *np.shape(leaf)), np.result_type(leaf))

    # An array that stands in two places has a tangent of its own in each.
    made = merged(chosen, map_leaves(rows, chosen), zero_tangents(chosen, count))
    place = 0
    for path, leaf in leaves(chosen):
        table = at(made, path).reshape(count, -1)
        for i in range(max(start, place), min(start + count, place + np.size(leaf))):
            table[i - start, i - place] = 1
        place += np.size(leaf)
    return made


def fanned(y: Any, dots: list[tuple[Any, int]], chosen: Any) -> Any:
    """For each leaf of the value the tree of its derivatives, from tangents in C order.

    Raises:
        ValueError: a tangent has not the shape of its value.
    """

    if isinstance(y, np.ndarray) and len(dots) == 1 and isinstance(chosen[0], np.ndarray):
        if len(chosen) == 1:
            ((rows, count),) = dots
            if type(rows) is not np.ndarray or rows.dtype != y.dtype or rows.shape[1:] != y.shape:
                rows = _rows(rows, y, count)
            return (_columns(rows, y, chosen[0]),)

    def of_output(path: Any, leaf: Any) -> Any:
        table = np.concatenate([_rows(at(dot, path), leaf, count) for dot, count in dots])
        start = 0

        def of_input(_: Any, inner: Any) -> Any:
            nonlocal start
            part = table[start : start + np.size(inner)]
            start += np.size(inner)
            return _columns(part, leaf, inner)

        return map_leaves(of_input, chosen)

    return map_leaves(of_output, y)


def _columns(rows: Any, leaf: Any, inner: Any) -> Any:
    """The derivative of one leaf by another, from its tangents one by one."""
    if rows.ndim == 2 and getattr(inner, "ndim", 0) == 1:  # mostly
        return np.ascontiguousarray(rows.T)
    flat = np.ascontiguousarray(rows.reshape(len(rows), int(np.size(leaf))).T)
    shape = np.shape(leaf) + np.shape(inner)
    part = flat if flat.shape == shape else flat.reshape(shape)
    return part[()] if shape == () else part


def _rows(tangents: Any, leaf: Any, count: int) -> Any:
    if tangents is None:
        return np.zeros((count, *np.shape(leaf)), np.result_type(leaf))
    if np.shape(tangents) != (count, *np.shape(leaf)):
        raise ValueError(f"tangents of shape {np.shape(tangents)} for a value of {np.shape(leaf)}")
    return np.asarray(tangents, np.result_type(leaf))

"""Methods of universal functions that have no rule of their own, as Python text over the function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def only_plain(dtype: Any, out: Any, initial: Any, where: Any) -> None:
    """Refuses what the texts do not do."""
    if dtype is not None or out is not None or initial is not None or where is not True:
        raise NotImplementedError(
            "s2s differentiates this method of a universal function without `dtype`, `out`, "
            "`initial` and `where`"
        )


def reduce(
    function: Callable[..., Any], a: Any, axis: Any = 0, dtype: Any = None, out: Any = None,
    keepdims: bool = False, initial: Any = None, where: Any = True,
) -> Any:  # fmt: skip
    """``function.reduce``: one element after the other."""
    only_plain(dtype, out, initial, where)
    along = 0 if axis is None else axis
    rows = np.moveaxis(np.asarray(a), along, 0)
    total = rows[0]
    for i in range(1, len(rows)):
        total = function(total, rows[i])
    return np.expand_dims(total, along) if keepdims else total


def accumulate(
    function: Callable[..., Any], array: Any, axis: Any = 0, dtype: Any = None, out: Any = None
) -> Any:
    """``function.accumulate``: every result on the way."""
    only_plain(dtype, out, None, True)
    rows = np.moveaxis(np.asarray(array), axis, 0)
    total = rows[0]
    found = [total]
    for i in range(1, len(rows)):
        total = function(total, rows[i])
        found.append(total)
    return np.stack(found, axis)


def reduceat(
    function: Callable[..., Any], array: Any, indices: Any, axis: Any = 0, dtype: Any = None,
    out: Any = None,
) -> Any:  # fmt: skip
    """``function.reduceat``: each part, up to where the next one starts."""
    only_plain(dtype, out, None, True)
    rows = np.moveaxis(np.asarray(array), axis, 0)
    starts = np.asarray(indices)
    found = []
    for j in range(len(starts)):
        start = int(starts[j])
        stop = int(starts[j + 1]) if j + 1 < len(starts) else len(rows)
        total = rows[start]
        for i in range(start + 1, stop):
            total = function(total, rows[i])
        found.append(total)
    return np.stack(found, axis)


def outer(function: Callable[..., Any], a: Any, b: Any) -> Any:
    """``function.outer``: each element of the one with each of the other."""
    return function(np.reshape(a, np.shape(a) + (1,) * np.ndim(b)), b)


def each_at(function: Callable[..., Any], a: Any, indices: Any, b: Any) -> None:
    """The method ``at`` of a function of two arguments."""
    if not isinstance(indices, (list, np.ndarray)) or np.asarray(indices).dtype == bool:
        each_element_at(function, a, indices, b)
        return
    places = np.asarray(indices)
    flat = np.ravel(places)
    values = np.broadcast_to(b, np.shape(places) + np.shape(a)[1:])
    rows = np.reshape(values, np.shape(flat) + np.shape(a)[1:])
    for i in range(len(flat)):
        a[flat[i]] = function(a[flat[i]], rows[i])


def each_element_at(function: Callable[..., Any], a: Any, indices: Any, *b: Any) -> None:
    """The method ``at`` with any index: an element that it names twice is replaced twice."""
    named = np.reshape(np.arange(np.size(a)), np.shape(a))[indices]
    places = np.ravel(named)
    if len(b) == 1:
        values = np.ravel(np.broadcast_to(b[0], np.shape(named)))
        for i in range(len(places)):
            a.flat[places[i]] = function(a.flat[places[i]], values[i])
    else:
        for i in range(len(places)):
            a.flat[places[i]] = function(a.flat[places[i]])


def at(function: Callable[..., Any], a: Any, indices: Any, *b: Any) -> None:
    """``function.at`` of a function of two arguments, or of one."""
    if len(b) == 1:
        each_at(function, a, indices, b[0])
    else:
        each_element_at(function, a, indices, *b)


TEXTS: dict[str, Callable[..., Any]] = {
    "reduce": reduce, "accumulate": accumulate, "reduceat": reduceat, "outer": outer, "at": at,
}  # fmt: skip

"""Methods of universal functions that have no rule of their own, as Python text over the function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.runtime.guarded import passively


def written(value: Any, out: Any) -> Any:
    """``value``, in the array ``out`` where there is one."""
    if out is None:
        return value
    out[...] = value
    return out


def rows_of(a: Any, axis: Any, dtype: Any, out: Any) -> Any:
    """The rows along an axis, of the type that is calculated in: that of ``out``, if none is given."""
    if dtype is None and out is not None:
        dtype = out.dtype
    return np.moveaxis(np.asarray(a, dtype), axis, 0)


def only_line(rank: int, axis: Any) -> None:
    """Refuses several axes, as NumPy does for functions whose order of the elements matters.

    Raises:
        ValueError: there are several axes.
    """
    if np.ndim(axis) > 0 or (axis is None and rank > 1):
        raise ValueError(
            "reduction operation is not reorderable, so at most one axis may be specified"
        )


def only_started(bare: bool, whole: bool) -> None:
    """Refuses to leave elements out of what may then be nothing, as NumPy does.

    Raises:
        ValueError: elements are left out, and there is no initial value.
    """
    if bare and not whole:
        raise ValueError(
            "reduction operation does not have an identity, so to use a where mask one has to "
            "specify 'initial'"
        )


def reduce(
    function: Callable[..., Any], a: Any, axis: Any = 0, dtype: Any = None, out: Any = None,
    keepdims: bool = False, initial: Any = None, where: Any = True,
) -> Any:  # fmt: skip
    """``function.reduce``: one element after the other."""
    passively(only_line, np.ndim(a), axis)
    passively(only_started, initial is None, where is True)
    along = 0 if axis is None else axis
    rows = rows_of(a, along, dtype, out)
    if initial is None:
        total = rows[0]
        for i in range(1, len(rows)):
            total = function(total, rows[i])
    else:
        used = np.moveaxis(np.broadcast_to(where, np.shape(a)), along, 0)
        total = np.full(np.shape(rows)[1:], initial, rows.dtype)
        for i in range(len(rows)):
            total = np.where(used[i], function(total, rows[i]), total)
        total = total[()]
    return written(np.expand_dims(total, along) if keepdims else total, out)


def accumulate(
    function: Callable[..., Any], array: Any, axis: Any = 0, dtype: Any = None, out: Any = None
) -> Any:
    """``function.accumulate``: every result on the way."""
    rows = rows_of(array, axis, dtype, out)
    total = rows[0]
    found = [total]
    for i in range(1, len(rows)):
        total = function(total, rows[i])
        found.append(total)
    return written(np.stack(found, axis), out)


def reduceat(
    function: Callable[..., Any], array: Any, indices: Any, axis: Any = 0, dtype: Any = None,
    out: Any = None,
) -> Any:  # fmt: skip
    """``function.reduceat``: each part, up to where the next one starts."""
    rows = rows_of(array, axis, dtype, out)
    starts = np.asarray(indices)
    found = []
    for j in range(len(starts)):
        start = int(starts[j])
        stop = int(starts[j + 1]) if j + 1 < len(starts) else len(rows)
        total = rows[start]
        for i in range(start + 1, stop):
            total = function(total, rows[i])
        found.append(total)
    return written(np.stack(found, axis), out)


def outer(function: Callable[..., Any], a: Any, b: Any, out: Any = None) -> Any:
    """``function.outer``: each element of the one with each of the other."""
    return written(function(np.reshape(a, np.shape(a) + (1,) * np.ndim(b)), b), out)


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

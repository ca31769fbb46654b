"""NumPy's functions that write into an array, as Python text over writes that s2s knows itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import s2s.runtime as rt
from s2s.rules.prelude.ufunc_methods import each_at


def copyto(dst: Any, src: Any, casting: str = "same_kind", where: Any = True) -> None:
    """``numpy.copyto``."""
    if where is True:
        dst[...] = src
    else:
        dst[...] = np.where(where, src, dst)


def fill(a: Any, value: Any) -> None:
    """``a.fill(value)``."""
    a[...] = value


def sort(a: Any, axis: int = -1, kind: Any = None, order: Any = None, stable: Any = None) -> None:
    """``a.sort(axis)``: the kind of sorting decides about equal numbers only."""
    a[...] = np.sort(a, axis)


def partition(
    a: Any, kth: Any, axis: int = -1, kind: Any = "introselect", order: Any = None
) -> None:
    """``a.partition(kth, axis)``."""
    a[...] = np.partition(a, kth, axis)


def put(a: Any, ind: Any, v: Any, mode: str = "raise") -> None:
    """``numpy.put(a, ind, v)`` and ``a.put(ind, v)``."""
    places = np.ravel(np.asarray(ind))
    if mode == "clip":
        places = np.clip(places, 0, np.size(a) - 1)
    places = places % np.size(a)
    values = np.ravel(v)
    a[np.unravel_index(places, np.shape(a))] = values[np.arange(np.size(ind)) % np.size(v)]


def place(arr: Any, mask: Any, vals: Any) -> None:
    """``numpy.place``."""
    values = np.ravel(vals)
    arr[np.asarray(mask)] = values[np.arange(np.count_nonzero(mask)) % np.size(vals)]


def putmask(a: Any, mask: Any, values: Any) -> None:
    """``numpy.putmask``."""
    repeated = np.ravel(values)[np.arange(np.size(a)) % np.size(values)]
    a[np.asarray(mask)] = np.reshape(repeated, np.shape(a))[np.asarray(mask)]


def fill_diagonal(a: Any, val: Any, wrap: bool = False) -> None:
    """``numpy.fill_diagonal(a, val)``; a tall matrix has several diagonals if it wraps."""
    values = np.ravel(val)
    if wrap and np.ndim(a) == 2:
        places = np.arange(0, np.size(a), np.shape(a)[1] + 1)
        count = np.arange(np.size(places))
        a[np.unravel_index(places, np.shape(a))] = values[count % np.size(val)]
    else:
        index = np.arange(min(np.shape(a)))
        a[(index,) * np.ndim(a)] = values[index % np.size(val)]


def add_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.add.at``."""
    a[...] = rt.added_at(a, indices, b)


def subtract_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.subtract.at``."""
    a[...] = rt.subtracted_at(a, indices, b)


def put_along_axis(arr: Any, indices: Any, values: Any, axis: Any = -1) -> None:
    """``numpy.put_along_axis``."""
    arr[rt.places_along(arr, indices, axis)] = values


def multiply_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.multiply.at``."""
    each_at(np.multiply, a, indices, b)


def divide_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.divide.at``."""
    each_at(np.divide, a, indices, b)


def maximum_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.maximum.at``."""
    each_at(np.maximum, a, indices, b)


def minimum_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.minimum.at``."""
    each_at(np.minimum, a, indices, b)


def masked_into(function: Callable[..., Any], out: Any, where: Any, *args: Any) -> Any:
    """``function(*args, out=out, where=where)``: it computes where the mask is set only."""
    mask = np.broadcast_to(where, np.shape(out))
    if len(args) == 1:
        out[mask] = function(np.broadcast_to(np.array(args[0]), np.shape(out))[mask])
    else:
        # Copies: an operand may be the array that is written into.
        first = np.broadcast_to(np.array(args[0]), np.shape(out))[mask]
        second = np.broadcast_to(np.array(args[1]), np.shape(out))[mask]
        out[mask] = function(first, second)
    return out


def pair_into(function: Callable[..., Any], first: Any, second: Any, *args: Any) -> Any:
    """``function(*args, out=(first, second))`` of a function of two results."""
    values = function(*args)
    if first is None:
        first = values[0]
    else:
        first[...] = values[0]
    if second is None:
        second = values[1]
    else:
        second[...] = values[1]
    return first, second


def nan_replaced(
    x: Any, copy: bool = True, nan: Any = 0.0, posinf: Any = None, neginf: Any = None
) -> Any:
    """``numpy.nan_to_num(x, copy=False)``."""
    x[...] = np.nan_to_num(x, True, nan, posinf, neginf)
    return x


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.copyto: copyto, np.put: put, np.place: place, np.putmask: putmask,
    np.fill_diagonal: fill_diagonal, np.add.at: add_at, np.subtract.at: subtract_at,
    np.put_along_axis: put_along_axis, np.multiply.at: multiply_at, np.divide.at: divide_at,
    np.maximum.at: maximum_at, np.minimum.at: minimum_at,
}  # fmt: skip
METHODS: dict[str, Callable[..., Any]] = {
    "fill": fill, "sort": sort, "partition": partition, "put": put,
}  # fmt: skip

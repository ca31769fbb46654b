"""NumPy's functions that write into an array, as Python text over writes that s2s knows itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import s2s.runtime as rt


def copyto(dst: Any, src: Any, casting: str = "same_kind", where: Any = True) -> None:
    """``numpy.copyto``."""
    if where is True:
        dst[...] = src
    else:
        dst[...] = np.where(where, src, dst)


def fill(a: Any, value: Any) -> None:
    """``a.fill(value)``."""
    a[...] = value


def sort(a: Any, axis: int = -1) -> None:
    """``a.sort(axis)``."""
    a[...] = np.sort(a, axis)


def partition(a: Any, kth: Any, axis: int = -1) -> None:
    """``a.partition(kth, axis)``."""
    a[...] = np.partition(a, kth, axis)


def put(a: Any, ind: Any, v: Any) -> None:
    """``numpy.put(a, ind, v)`` and ``a.put(ind, v)``."""
    places = np.ravel(np.asarray(ind)) % np.size(a)
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


def fill_diagonal(a: Any, val: Any) -> None:
    """``numpy.fill_diagonal(a, val)`` of a matrix."""
    index = np.arange(min(np.shape(a)))
    a[index, index] = np.ravel(val)[index % np.size(val)]


def add_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.add.at``."""
    a[...] = rt.added_at(a, indices, b)


def subtract_at(a: Any, indices: Any, b: Any) -> None:
    """``numpy.subtract.at``."""
    a[...] = rt.subtracted_at(a, indices, b)


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.copyto: copyto, np.put: put, np.place: place, np.putmask: putmask,
    np.fill_diagonal: fill_diagonal, np.add.at: add_at, np.subtract.at: subtract_at,
}  # fmt: skip
METHODS: dict[str, Callable[..., Any]] = {
    "fill": fill, "sort": sort, "partition": partition, "put": put,
}  # fmt: skip

"""Rearranging, padding, and sets of values."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s import runtime as rt


def pair(value: Any, axis: int) -> Any:
    """What ``numpy.pad`` means for an axis by one value, one pair, or a pair for each axis."""
    if isinstance(value, np.ndarray):
        return pair(value.tolist(), axis)
    if not isinstance(value, (list, tuple)):
        return value, value
    if not isinstance(value[0], (list, tuple)):
        return value[0], value[-1]
    row = value[0] if len(value) == 1 else value[axis]
    return row[0], row[-1]


def pad(
    array: Any, pad_width: Any, mode: Any = "constant", *, constant_values: Any = 0,
    reflect_type: str = "even", stat_length: Any = None, end_values: Any = 0,
) -> Any:  # fmt: skip
    """``numpy.pad``, of the modes that compute what they pad with."""
    array = np.asarray(array)
    if isinstance(pad_width, dict):
        rank = array.ndim
        pad_width = [pair(pad_width.get(i, pad_width.get(i - rank, 0)), 0) for i in range(rank)]
    for axis in range(array.ndim):
        width = pair(pad_width, axis)
        before, after = int(width[0]), int(width[1])
        moved = np.moveaxis(array, axis, 0)
        if mode == "constant":
            first, last = pair(constant_values, axis)
            moved = constant_ends(moved, before, after, first, last)
        elif mode == "linear_ramp":
            first, last = pair(end_values, axis)
            moved = ramps(moved, before, after, first, last)
        elif mode == "reflect" or mode == "symmetric":  # noqa: PLR1714  # known before it runs
            moved = reflected(moved, before, after, mode == "symmetric", reflect_type)
        else:
            moved = statistic_ends(moved, before, after, mode, pair(stat_length, axis))
        array = np.moveaxis(moved, 0, axis)
    return array


def constant_ends(rows: Any, before: int, after: int, first: Any, last: Any) -> Any:
    """``rows`` between constants."""
    left = np.full((before, *rows.shape[1:]), first, rows.dtype)
    right = np.full((after, *rows.shape[1:]), last, rows.dtype)
    return np.concatenate([left, rows, right])


def ramps(rows: Any, before: int, after: int, first: Any, last: Any) -> Any:
    """``rows`` between ramps to the end values."""
    left = np.linspace(first, rows[0], before, endpoint=False, dtype=rows.dtype)
    right = np.linspace(last, rows[-1], after, endpoint=False, dtype=rows.dtype)
    return np.concatenate([left, rows, right[::-1]])


def statistic_ends(rows: Any, before: int, after: int, mode: str, lengths: Any) -> Any:
    """``rows`` between statistics of the rows at either end."""
    count = len(rows)
    first = count if lengths[0] is None else min(int(lengths[0]), count)
    last = count if lengths[1] is None else min(int(lengths[1]), count)
    left = statistic(rows[:first], mode)
    right = left if first == count and last == count else statistic(rows[count - last :], mode)
    return np.concatenate([
        np.broadcast_to(left, (before, *rows.shape[1:])), rows,
        np.broadcast_to(right, (after, *rows.shape[1:])),
    ])  # fmt: skip


def statistic(rows: Any, mode: str) -> Any:
    """The statistic that a mode of ``numpy.pad`` means."""
    if mode == "maximum":
        return np.max(rows, axis=0, keepdims=True)
    if mode == "minimum":
        return np.min(rows, axis=0, keepdims=True)
    if mode == "mean":
        return np.mean(rows, axis=0, keepdims=True)
    return np.median(rows, axis=0, keepdims=True)


def reflected(rows: Any, before: int, after: int, whole: bool, method: str) -> Any:
    """``rows`` between their mirror images, as often as it takes."""
    period = len(rows)
    if period == 1:
        return rows[np.zeros(before + 1 + after, int)]
    while before > 0 or after > 0:
        size = len(rows)
        reach = size // period * period if whole else (size - 1) // (period - 1) * (period - 1)
        skip = 0 if whole else 1
        grown = rows
        if before > 0:
            count = min(reach, before)
            left = rows[skip : skip + count][::-1]
            grown = np.concatenate([2 * rows[:1] - left if method == "odd" else left, grown])
            before = before - count
        if after > 0:
            count = min(reach, after)
            right = rows[size - skip - count : size - skip][::-1]
            grown = np.concatenate([grown, 2 * rows[-1:] - right if method == "odd" else right])
            after = after - count
        rows = grown
    return rows


def unique(
    ar: Any, return_index: bool = False, return_inverse: bool = False,
    return_counts: bool = False, axis: Any = None, *, equal_nan: bool = True, sorted: bool = True,
) -> Any:  # fmt: skip
    """``numpy.unique`` with an axis, or with more results than the values."""
    numbers = rt.unique_numbers(ar, axis, equal_nan)
    if axis is None:
        values = np.ravel(ar)[numbers[0]]
    else:
        values = np.take(ar, numbers[0], axis)
    if not (return_index or return_inverse or return_counts):
        return values
    chosen: tuple[Any, ...] = (values,)
    if return_index:
        chosen = (*chosen, numbers[0])
    if return_inverse:
        chosen = (*chosen, numbers[1])
    if return_counts:
        chosen = (*chosen, numbers[2])
    return chosen


def unique_values(x: Any) -> Any:
    """``numpy.unique_values``."""
    return np.ravel(x)[rt.unique_numbers(x, None, False)[0]]


_NONE = np.zeros(1)
UniqueAll: Any = type(np.unique_all(_NONE)) if hasattr(np, "unique_all") else tuple
UniqueCounts: Any = type(np.unique_counts(_NONE)) if hasattr(np, "unique_all") else tuple
UniqueInverse: Any = type(np.unique_inverse(_NONE)) if hasattr(np, "unique_all") else tuple


def unique_all(x: Any) -> Any:
    """``numpy.unique_all``."""
    places, inverse, counts = rt.unique_numbers(x, None, False)
    return UniqueAll(np.ravel(x)[places], places, np.reshape(inverse, np.shape(x)), counts)


def unique_counts(x: Any) -> Any:
    """``numpy.unique_counts``."""
    places, _, counts = rt.unique_numbers(x, None, False)
    return UniqueCounts(np.ravel(x)[places], counts)


def unique_inverse(x: Any) -> Any:
    """``numpy.unique_inverse``."""
    places, inverse, _ = rt.unique_numbers(x, None, False)
    return UniqueInverse(np.ravel(x)[places], np.reshape(inverse, np.shape(x)))


def union1d(ar1: Any, ar2: Any) -> Any:
    """``numpy.union1d``."""
    return np.unique(np.concatenate((ar1, ar2), axis=None))


def intersect1d(
    ar1: Any, ar2: Any, assume_unique: bool = False, return_indices: bool = False
) -> Any:
    """``numpy.intersect1d``: the values of the first array."""
    places = rt.common_positions(ar1, ar2, assume_unique)
    values = np.ravel(ar1)[places[0]]
    return (values, places[0], places[1]) if return_indices else values


def setdiff1d(ar1: Any, ar2: Any, assume_unique: bool = False) -> Any:
    """``numpy.setdiff1d``."""
    values = np.ravel(ar1) if assume_unique else np.unique(ar1)
    return values[np.isin(values, ar2, assume_unique=True, invert=True)]


def setxor1d(ar1: Any, ar2: Any, assume_unique: bool = False) -> Any:
    """``numpy.setxor1d``."""
    both = np.sort(np.concatenate((setdiff1d(ar1, ar2), setdiff1d(ar2, ar1))))
    return both


def trim_zeros(filt: Any, trim: str = "fb", axis: Any = None) -> Any:
    """``numpy.trim_zeros`` of a vector."""
    filled = np.flatnonzero(filt)
    if len(filled) == 0:
        return filt[:0]
    start = filled[0] if "f" in trim.lower() else 0
    stop = filled[-1] + 1 if "b" in trim.lower() else len(filt)
    return filt[start:stop]


def sort_complex(a: Any) -> Any:
    """``numpy.sort_complex``."""
    ordered = np.sort(a)
    return ordered if np.iscomplexobj(a) else ordered.astype(np.complex128)


def nan_to_num(
    x: Any, copy: bool = True, nan: Any = 0.0, posinf: Any = None, neginf: Any = None
) -> Any:
    """``numpy.nan_to_num`` of real values, with replacements that vary."""
    x = np.asarray(x)
    if not np.issubdtype(x.dtype, np.inexact):
        return x
    high = np.finfo(x.dtype).max if posinf is None else posinf
    low = np.finfo(x.dtype).min if neginf is None else neginf
    x = np.where(np.isnan(x), nan, x)
    return np.where(np.isposinf(x), high, np.where(np.isneginf(x), low, x))


def clip(
    a: Any, a_min: Any = None, a_max: Any = None, out: Any = None, *, min: Any = None,
    max: Any = None,
) -> Any:  # fmt: skip
    """``numpy.clip`` by ``min`` and ``max``."""
    return np.clip(a, a_min if min is None else min, a_max if max is None else max)


def as_row(part: Any) -> Any:
    """What ``part`` is in ``np.r_[part]``."""
    return np.atleast_1d(part)


def as_column(part: Any) -> Any:
    """What ``part`` is in ``np.c_[part]``."""
    return np.reshape(part, (-1, 1)) if np.ndim(part) < 2 else np.asarray(part)


def joined_rows(parts: Any, dtype: Any) -> Any:
    """``np.r_[parts]``, of arrays."""
    return np.concatenate(parts, axis=0, dtype=dtype)


def joined_columns(parts: Any, dtype: Any) -> Any:
    """``np.c_[parts]``, of arrays."""
    return np.concatenate(parts, axis=-1, dtype=dtype)


def open_mesh(*args: Any) -> Any:
    """``numpy.ix_``: each array along an axis of its own."""
    count = len(args)
    return tuple(
        [
            np.reshape(part, (1,) * axis + np.shape(part) + (1,) * (count - axis - 1))
            for axis, part in enumerate(args)
        ]
    )

"""Moving cotangents to the places that elements came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from s2s.runtime.broadcasting import unbroadcast_into


def positions(a: Any) -> Any:
    """An array of the shape of ``a`` that numbers its elements."""
    return np.reshape(np.arange(np.size(a)), np.shape(a))


def scatter(value: Any, places: Any, like: Any) -> Any:
    """Adds each element of ``value`` to the element of zeros like ``like`` with that number.

    >>> scatter(np.array([1.0, 2.0, 4.0]), np.array([0, 2, 0]), np.zeros(3))
    array([5., 0., 2.])
    """
    if np.size(like) == 0 or np.size(places) == 0:
        return np.zeros(np.shape(like), np.result_type(value))
    where = np.ravel(places)
    given = np.ravel(np.broadcast_to(value, np.shape(places)))
    size = np.size(like)
    if np.iscomplexobj(given):
        total = np.bincount(where, given.real, size) + 1j * np.bincount(where, given.imag, size)
    else:
        total = np.bincount(where, given, size)
    return np.reshape(total, np.shape(like))


def added_at(a: Any, indices: Any, b: Any) -> Any:
    """A copy of ``a`` after ``numpy.add.at``: once for each time that an element is named.

    >>> added_at(np.zeros(3), [0, 2, 0], np.array([1.0, 2.0, 4.0]))
    array([5., 0., 2.])
    """
    total = np.array(a)
    np.add.at(total, indices, b)
    return total


def subtracted_at(a: Any, indices: Any, b: Any) -> Any:
    """A copy of ``a`` after ``numpy.subtract.at``.

    >>> subtracted_at(np.zeros(3), [0, 2, 0], np.array([1.0, 2.0, 4.0]))
    array([-5.,  0., -2.])
    """
    total = np.array(a)
    np.subtract.at(total, indices, b)
    return total


def diagonal_ct(ct: Any, a: Any, offset: int, axis1: int, axis2: int) -> Any:
    """The cotangent of ``a`` in ``np.diagonal(a, offset, axis1, axis2)``."""
    return scatter(ct, np.diagonal(positions(a), offset, axis1, axis2), a)


def trace_ct(ct: Any, a: Any, offset: int, axis1: int, axis2: int) -> Any:
    """The cotangent of ``a`` in ``np.trace(a, offset, axis1, axis2)``."""
    return diagonal_ct(np.expand_dims(ct, -1), a, offset, axis1, axis2)


def item_ct(ct: Any, a: Any, args: Any) -> Any:
    """The cotangent of ``a`` in ``a.item(*args)``."""
    return scatter(ct, np.asarray(positions(a).item(*args)), a)


def insert_ct(ct: Any, arr: Any, obj: Any, values: Any, axis: Any) -> tuple[Any, Any]:
    """The cotangents of ``arr`` and ``values`` in ``np.insert(arr, obj, values, axis)``."""
    # Numbers of inserted elements are negative.
    places = np.insert(positions(arr), obj, -1 - positions(values), axis)
    own = np.where(places >= 0, ct, 0)
    inserted = np.where(places < 0, ct, 0)
    return (
        scatter(own, np.maximum(places, 0), arr),
        scatter(inserted, np.maximum(-1 - places, 0), values),
    )


def pad_ct(ct: Any, array: Any, pad_width: Any, mode: Any) -> Any:
    """The cotangent of ``array`` in ``np.pad(array, pad_width, mode)``.

    Raises:
        NotImplementedError: the mode computes its padding from several elements.
    """
    if mode in ("constant", "empty"):
        places = np.pad(positions(array), pad_width, constant_values=-1)
        return np.reshape(np.asarray(ct)[places >= 0], np.shape(array))
    if mode not in ("edge", "reflect", "symmetric", "wrap"):
        raise NotImplementedError(f"np.pad has no known derivative in the mode {mode!r}")
    return scatter(ct, np.pad(positions(array), pad_width, mode), array)


def tile_ct(ct: Any, a: Any, reps: Any) -> Any:
    """The cotangent of ``a`` in ``np.tile(a, reps)``."""
    counts = (reps,) if np.ndim(reps) == 0 else tuple(reps)
    rank = max(np.ndim(a), len(counts))
    size = (1,) * (rank - np.ndim(a)) + np.shape(a)
    counts = (1,) * (rank - len(counts)) + counts
    pairs = [n for both in zip(counts, size, strict=True) for n in both]
    total = np.sum(np.reshape(ct, pairs), axis=tuple(range(0, 2 * rank, 2)))
    return np.reshape(total, np.shape(a))


def repeat_ct(ct: Any, a: Any, repeats: Any, axis: Any) -> Any:
    """The cotangent of ``a`` in ``np.repeat(a, repeats, axis)``."""
    if np.ndim(repeats) > 0:
        return scatter(ct, np.repeat(positions(a), repeats, axis), a)
    if axis is None or np.ndim(a) == 0:
        return np.reshape(np.sum(np.reshape(ct, (np.size(a), repeats)), axis=-1), np.shape(a))
    axis = axis % np.ndim(a)
    size = np.shape(a)
    rows = (*size[: axis + 1], repeats, *size[axis + 1 :])
    return np.sum(np.reshape(ct, rows), axis=axis + 1)


def unique_positions(a: Any) -> Any:
    """The number of the first element of ``a`` that has each of its distinct values."""
    return np.unique(a, return_index=True)[1]


def unique_numbers(a: Any, axis: Any, equal_nan: bool) -> tuple[Any, Any, Any]:
    """The first positions, the inverse and the counts of the distinct values of ``a``."""
    _, first, inverse, counts = np.unique(a, True, True, True, axis, equal_nan=equal_nan)
    return first, inverse, counts


def histogram_cells(sample: Any, bins: Any, range_: Any) -> tuple[Any, Any, tuple[int, ...]]:
    """The cells of ``np.histogramdd``: the number of that of each point inside, which points these
    are, and how many cells there are along each axis."""
    _, edges = np.histogramdd(sample, bins, range_)
    points = np.atleast_2d(np.asarray(sample))
    points = points.T if not isinstance(sample, np.ndarray) or np.ndim(sample) == 1 else points
    inside = np.ones(len(points), bool)
    places = []
    for row, column in zip(edges, points.T, strict=True):
        place = np.searchsorted(row, column, "right") - 1 - (column == row[-1])
        inside &= (place >= 0) & (place < len(row) - 1)
        places.append(place)
    sizes = tuple(len(row) - 1 for row in edges)
    kept = tuple(place[inside] for place in places)
    return np.ravel_multi_index(kept, sizes), inside, sizes


def common_positions(a: Any, b: Any, assume_unique: bool) -> tuple[Any, Any]:
    """The positions, in ``a`` and in ``b``, of the values that both have."""
    _, first, second = np.intersect1d(a, b, assume_unique, return_indices=True)
    return first, second


def sorted_places(ans: Any, a: Any, axis: Any) -> Any:
    """For each element of ``ans``, which is ``a`` reordered, where in ``a`` it came from."""
    source = np.argsort(a, axis, kind="stable")
    target = np.argsort(ans, -1 if axis is None else axis, kind="stable")
    axis = -1 if axis is None else axis
    return np.take_along_axis(source, np.argsort(target, axis), axis)


def reordered_ct(ct: Any, ans: Any, a: Any, axis: Any) -> Any:
    """The cotangent of ``a`` where ``ans`` holds its elements in another order along ``axis``.

    >>> reordered_ct(np.array([1.0, 2.0, 3.0]), np.array([4, 5, 6]), np.array([6, 4, 5]), -1)
    array([3., 1., 2.])
    """
    places = sorted_places(ans, a, axis)
    along = -1 if axis is None else axis
    return np.reshape(np.take_along_axis(ct, np.argsort(places, along), along), np.shape(a))


def reordered_dot(dot: Any, ans: Any, a: Any, axis: Any) -> Any:
    """The tangent of ``ans``, which holds the elements of ``a`` in another order."""
    places = sorted_places(ans, a, axis)
    if axis is None:
        return np.take_along_axis(np.ravel(dot), places, -1)
    return np.take_along_axis(dot, places, axis)


def select_cts(ct: Any, condlist: Sequence[Any], choicelist: Sequence[Any]) -> list[Any]:
    """The cotangents of the choices in ``np.select(condlist, choicelist)``: the first hit wins."""
    free: Any = True
    shares = []
    for condition, choice in zip(condlist, choicelist, strict=True):
        shares.append(unbroadcast_into(np.where(free & condition, ct, 0), choice))
        free = free & ~condition
    return shares


def choose_cts(ct: Any, a: Any, choices: Any, mode: str) -> Any:
    """The cotangents of the choices in ``np.choose(a, choices, mode=mode)``."""
    count = len(choices)
    chosen = np.remainder(a, count) if mode == "wrap" else np.clip(a, 0, count - 1)
    shares = [
        unbroadcast_into(np.where(chosen == index, ct, 0), choice)
        for index, choice in enumerate(choices)
    ]
    return np.array(shares) if isinstance(choices, np.ndarray) else shares


def places_along(arr: Any, indices: Any, axis: Any) -> Any:
    """The index that ``numpy.put_along_axis(arr, indices, values, axis)`` writes to.

    >>> [one.tolist() for one in places_along(np.zeros((2, 3)), np.array([[1], [2]]), 1)]
    [[[0], [1]], [[1], [2]]]
    """
    indices = np.asarray(indices)
    if axis is None:
        return np.unravel_index(indices % np.size(arr), np.shape(arr))
    axis = axis % np.ndim(arr)
    rank = np.ndim(arr)
    found = []
    for i in range(rank):
        shape = [1] * rank
        shape[i] = -1
        found.append(indices if i == axis else np.reshape(np.arange(np.shape(arr)[i]), shape))
    return tuple(found)


def flat_places(array: Any, key: Any) -> Any:
    """The index of ``array`` that reads and writes what ``array.flat[key]`` does.

    >>> flat_places(np.zeros((2, 3)), -2)
    (1, 1)
    >>> [part.tolist() for part in flat_places(np.zeros((2, 3)), slice(2, 4))]
    [[0, 1], [2, 0]]

    Raises:
        IndexError: there is no such place.
    """
    shape = np.shape(array)
    if isinstance(key, (bool, np.bool_)):
        raise IndexError("`flat` takes no single truth value as an index")
    places: Any = key
    if not isinstance(key, int):
        places = np.arange(np.size(array))[key]
    elif -np.size(array) <= key < np.size(array):
        places = key % np.size(array)
    else:
        raise IndexError(f"index {key} is out of bounds for size {np.size(array)}")
    found = np.unravel_index(places, shape)
    return tuple(map(int, found)) if np.ndim(places) == 0 else found

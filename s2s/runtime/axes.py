"""Permutations and orders of axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def inverse_permutation(axes: Sequence[int]) -> list[int]:
    """The axes that undo ``np.transpose(a, axes)``.

    >>> inverse_permutation((2, 0, -2))
    [1, 2, 0]
    """
    count = len(axes)
    order = [axis % count for axis in axes]
    return [order.index(axis) for axis in range(count)]


def rollaxis_ct(ct: Any, axis: int, start: int) -> Any:
    """The cotangent of ``a`` in ``np.rollaxis(a, axis, start)``: the axis rolled back."""
    axis = axis % np.ndim(ct)
    start = start + np.ndim(ct) if start < 0 else start
    return np.moveaxis(ct, start - 1 if axis < start else start, axis)


def layout(a: Any, order: str) -> str:
    """The order, ``"C"`` or ``"F"``, that ``order`` means for the memory of ``a``."""
    if order in ("C", "F"):
        return order
    return "F" if np.asarray(a).flags.fnc else "C"


def memory_axes(a: Any) -> list[int]:
    """The axes of ``a`` from the one with the longest steps in memory to that with the shortest.

    >>> memory_axes(np.zeros((2, 3, 4)).transpose(1, 0, 2))
    [1, 0, 2]

    Steps of 0 say nothing about the place of an axis, which NumPy then leaves where it can:

    >>> memory_axes(np.broadcast_to(np.zeros(3), (2, 3)))
    [0, 1]
    """
    array = np.asarray(a)
    pairs = zip(array.shape, array.strides, strict=True)
    steps = [abs(stride) if size > 1 else 0 for size, stride in pairs]
    order: list[
        int
    ] = []  # from the shortest steps to the longest, inserted as NumPy's iterator does
    for axis in reversed(range(array.ndim)):
        place = len(order)
        for before in reversed(range(len(order))):
            if not (steps[axis] and steps[order[before]]):
                continue
            if steps[order[before]] <= steps[axis]:
                break
            place = before
        order.insert(place, axis)
    return order[::-1]


def flat_in_memory(dot: Any, a: Any) -> Any:
    """The elements of ``dot`` in the order in which those of ``a`` lie in memory."""
    return np.ravel(np.transpose(dot, memory_axes(a)))


def from_memory(ct: Any, a: Any) -> Any:
    """The elements of ``ct``, which are in the order of the memory of ``a``, in the shape of ``a``.

    >>> from_memory(np.arange(6), np.zeros((3, 2)).T).tolist()
    [[0, 2, 4], [1, 3, 5]]
    """
    axes = memory_axes(a)
    shape = [np.shape(a)[axis] for axis in axes]
    return np.transpose(np.reshape(ct, shape), inverse_permutation(axes))


def regarded_ct(ct: Any, like: Any) -> Any:
    """The cotangent of an array of which the numbers may be regarded as complex, or as pairs of floats.

    Cotangents are ∂f/∂x − i ∂f/∂y.

    >>> regarded_ct(np.array([1.0 - 2.0j]), np.zeros(2))
    array([1., 2.])
    """
    if np.iscomplexobj(ct) == np.iscomplexobj(like):
        return ct
    if np.iscomplexobj(like):
        return np.conj(np.ascontiguousarray(ct).view(np.result_type(ct, np.complex64)))
    return np.ascontiguousarray(np.conj(ct)).view(np.real(ct).dtype)

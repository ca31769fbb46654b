"""Cotangents of sequences of arrays that were joined, and of arrays that were split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from s2s.runtime.broadcasting import unbroadcast
from s2s.runtime.places import positions, scatter


def split_like(ct: Any, arrays: Any, axis: Any) -> Any:
    """Cuts ``ct`` of ``np.concatenate(arrays, axis)`` into the parts for the arrays.

    >>> split_like(np.array([1.0, 2.0, 3.0]), [np.zeros(1), np.zeros(2)], 0)
    [array([1.]), array([2., 3.])]
    """
    if axis is None:
        sizes = [np.size(x) for x in arrays]
        return shaped_pieces(ct, sizes, arrays, 0)
    return shaped_pieces(ct, [np.shape(np.atleast_1d(x))[axis] for x in arrays], arrays, axis)


def shaped_pieces(ct: Any, sizes: Sequence[int], arrays: Any, axis: int) -> Any:
    """Parts of ``ct`` of the given lengths, each in the shape of its array."""
    stop = 0
    parts = []
    for size, x in zip(sizes, arrays, strict=True):
        start = stop
        stop = start + size
        part = np.take(ct, range(start, stop), axis) if axis else ct[start:stop]
        parts.append(as_given(part, x))
    return np.stack(parts) if isinstance(arrays, np.ndarray) else parts


def as_given(part: Any, x: Any) -> Any:
    """A cotangent in the form of its array: that of a list of numbers is a list.

    >>> as_given(np.array([1.0, 2.0]), [0.0, 0.0])
    [np.float64(1.0), np.float64(2.0)]
    """
    part = np.reshape(part, np.shape(x))
    if isinstance(x, list):
        return [as_given(one, item) for one, item in zip(part, x, strict=True)]
    return part


def split_joined(ct: Any, arrays: Any, lift: Callable[[Any], Any], axis: int) -> Any:
    """The parts of ``ct`` for arrays that were given more axes by ``lift``, and joined."""
    return shaped_pieces(ct, [np.shape(lift(x))[axis] for x in arrays], arrays, axis)


def split_columns(ct: Any, arrays: Any) -> Any:
    """The parts of ``ct`` of ``np.column_stack(arrays)``."""
    sizes = [np.shape(x)[1] if np.ndim(x) >= 2 else 1 for x in arrays]
    return shaped_pieces(ct, sizes, arrays, 1)


def hstack_axis(arrays: Any) -> int:
    """The axis along which ``np.hstack`` joins."""
    return 0 if np.ndim(arrays[0]) <= 1 else 1


def unstacked(ct: Any, arrays: Any, axis: int) -> Any:
    """The slices of ``ct`` of ``np.stack(arrays, axis)``."""
    moved = np.moveaxis(ct, axis, 0)
    if isinstance(arrays, np.ndarray):
        return moved
    return [as_given(part, x) for part, x in zip(moved, arrays, strict=True)]


def block_numbers(arrays: Any, start: int) -> tuple[Any, int]:
    """The nested list ``arrays`` with every element of every array numbered, and the count."""
    if not isinstance(arrays, list):
        return start + positions(arrays), start + np.size(arrays)
    numbered = []
    for item in arrays:
        numbers, start = block_numbers(item, start)
        numbered.append(numbers)
    return numbered, start


def block_parts(total: Any, arrays: Any, start: int) -> tuple[Any, int]:
    """The elements of ``total`` put into the structure of ``arrays``, and where the next begin."""
    if not isinstance(arrays, list):
        stop = start + np.size(arrays)
        return np.reshape(total[start:stop], np.shape(arrays)), stop
    parts = []
    for item in arrays:
        part, start = block_parts(total, item, start)
        parts.append(part)
    return parts, start


def block_ct(ct: Any, arrays: Any) -> Any:
    """The cotangents of the arrays in ``np.block(arrays)``, nested as they are."""
    numbers, count = block_numbers(arrays, 0)
    total = scatter(ct, np.block(numbers), np.zeros(count))
    return block_parts(total, arrays, 0)[0]


def filled(cts: Any, outputs: Any) -> list[Any]:
    """Cotangents of several outputs with zeros for those that are None."""
    return [
        np.zeros_like(output) if ct is None else ct for ct, output in zip(cts, outputs, strict=True)
    ]


def atleast_cts(ct: Any, arys: Any) -> list[Any]:
    """The cotangents of the arguments of ``np.atleast_1d`` and its kin."""
    given = [ct] if len(arys) == 1 else ct
    return [
        None if part is None else np.reshape(part, np.shape(x))
        for part, x in zip(given, arys, strict=True)
    ]


def unbroadcast_all(cts: Any, args: Any) -> list[Any]:
    """The cotangents of the arguments of ``np.broadcast_arrays``."""
    return [None if ct is None else unbroadcast(ct, x) for ct, x in zip(cts, args, strict=True)]


def meshgrid_cts(cts: Any, xi: Any, indexing: str) -> list[Any]:
    """The cotangents of the arguments of ``np.meshgrid``."""
    order = list(range(len(xi)))
    if indexing == "xy" and len(xi) > 1:
        order = [1, 0, *order[2:]]
    result: list[Any] = []
    for own, ct, x in zip(order, cts, xi, strict=True):
        others = tuple([axis for axis in order if axis != own])
        total = None if ct is None else np.reshape(np.sum(ct, axis=others), np.shape(x))
        result.append(total)
    return result


def gather(ct: Any, like: Any) -> Any:
    """The cotangent of an array from that of the nested list made of it; None is zero."""
    if ct is None:
        return np.zeros_like(like)
    if np.ndim(like) == 0:
        return ct
    return np.array([gather(part, like[index]) for index, part in enumerate(ct)])


def linspace_share(num: int, endpoint: bool) -> Any:
    """The share of ``stop`` in each sample of ``np.linspace``."""
    return np.arange(num) / max(num - 1 if endpoint else num, 1)


def linspace_ct(ct: Any, share: Any, axis: int) -> Any:
    """The samples' cotangents summed with their shares in an end point."""
    return np.tensordot(share, np.moveaxis(ct, axis, 0), 1)


def arange_ct(ct: Any, count: int, index: int) -> Any:
    """The cotangent of positional argument ``index`` of ``count`` of ``np.arange``."""
    if count > 1 and index == 0:
        return np.sum(ct)
    return np.sum(ct * np.arange(len(ct))) if index == 2 else 0.0


def arange_dot(dots: Any, ans: Any) -> Any:
    """The tangent of ``np.arange(*args)``; None stands for a zero tangent."""
    start = dots[0] if len(dots) > 1 and dots[0] is not None else 0.0
    step = dots[2] if len(dots) > 2 and dots[2] is not None else 0.0
    return start + step * np.arange(len(ans))


def signature_ranks(signature: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many axes of each argument, and of each result, a generalised function works on.

    >>> signature_ranks("(m, n),(n)->()")
    ((2, 1), (0,))
    """
    found = []
    for side in signature.split("->"):
        parts = [part.split(")")[0].strip() for part in side.split("(")[1:]]
        found.append(tuple([part.count(",") + 1 if part else 0 for part in parts]))
    return found[0], found[1]


def loop_shape(ranks: Any, shapes: Any) -> Any:
    """The shape over which a generalised function is called: that of the axes it does not work on."""
    outer = [shape[: len(shape) - rank] for shape, rank in zip(shapes, ranks, strict=True)]
    return np.broadcast_shapes(*outer)


def product_of(shape: Any) -> int:
    """The number of elements of an array of this shape.

    >>> product_of((2, 3))
    6
    """
    return int(np.prod(shape, dtype=int))

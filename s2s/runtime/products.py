"""Cotangents of products, for ranks that are known at run time only."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.broadcasting import unbroadcast
from s2s.runtime.guarded import operand


def matmul_first(ct: Any, x: Any, y: Any) -> Any:
    """The cotangent of ``x`` in ``x @ y``, for operands of any rank."""
    if hasattr(y, "tocsr"):  # a sparse matrix, which is no array
        return ct @ y.T
    y = operand(y)
    if np.ndim(x) == 1 and np.ndim(y) == 1:
        return ct * np.asarray(y)
    if np.ndim(y) == 1:
        return unbroadcast(np.expand_dims(ct, -1) * y, x)
    if np.ndim(x) == 1:
        return unbroadcast(np.matmul(y, np.expand_dims(ct, -1))[..., 0], x)
    return unbroadcast(np.matmul(ct, np.swapaxes(y, -1, -2)), x)


def matmul_second(ct: Any, x: Any, y: Any) -> Any:
    """The cotangent of ``y`` in ``x @ y``, for operands of any rank."""
    if hasattr(x, "tocsr"):
        return x.T @ ct
    x = operand(x)
    if np.ndim(x) == 1 and np.ndim(y) == 1:
        return ct * np.asarray(x)
    if np.ndim(x) == 1:
        return unbroadcast(np.expand_dims(x, -1) * np.expand_dims(ct, -2), y)
    if np.ndim(y) == 1:
        axes = tuple(range(np.ndim(x) - 1))
        return np.tensordot(x, ct, (axes, axes))
    if np.ndim(y) == 2:
        # One product over everything that is summed, with no stack of small ones in between.
        axes = tuple(range(np.ndim(x) - 1))
        return np.tensordot(x, ct, (axes, axes))
    return unbroadcast(np.matmul(np.swapaxes(x, -1, -2), ct), y)


def dot_first(ct: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``a`` in ``np.dot(a, b)``, for operands of any rank."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(ct * np.asarray(b), a)
    if np.ndim(b) == 1:
        return np.expand_dims(ct, -1) * b
    kept = tuple(range(np.ndim(a) - 1, np.ndim(ct)))
    rest = (*range(np.ndim(b) - 2), np.ndim(b) - 1)
    return np.tensordot(ct, b, (kept, rest))


def dot_second(ct: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``b`` in ``np.dot(a, b)``, for operands of any rank."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(ct * np.asarray(a), b)
    lead = tuple(range(np.ndim(a) - 1))
    summed = np.tensordot(a, ct, (lead, lead))  # the summed axis first, then the rest of b
    return np.moveaxis(summed, 0, -2) if np.ndim(b) > 1 else summed


def inner_first(ct: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``a`` in ``np.inner(a, b)``, for operands of any rank."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(ct * np.asarray(b), a)
    kept = tuple(range(np.ndim(a) - 1, np.ndim(ct)))
    return np.tensordot(ct, b, (kept, tuple(range(np.ndim(b) - 1))))


def inner_second(ct: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``b`` in ``np.inner(a, b)``, for operands of any rank."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(ct * np.asarray(a), b)
    lead = tuple(range(np.ndim(a) - 1))
    return np.tensordot(ct, a, (lead, lead))


def contracted_axes(a: Any, b: Any, axes: Any) -> tuple[list[int], list[int]]:
    """The axes that ``np.tensordot`` sums over, as two lists of non-negative numbers.

    >>> contracted_axes(np.ones((2, 3)), np.ones((3, 2)), 1)
    ([1], [0])
    """
    if np.ndim(axes) == 0 and not isinstance(axes, (list, tuple)):
        first = list(range(np.ndim(a) - axes, np.ndim(a)))
        second = list(range(axes))
    else:
        first = [axes[0]] if np.ndim(axes[0]) == 0 else list(axes[0])
        second = [axes[1]] if np.ndim(axes[1]) == 0 else list(axes[1])
    return [i % np.ndim(a) for i in first], [i % np.ndim(b) for i in second]


def tensordot_first(ct: Any, a: Any, b: Any, axes: Any) -> Any:
    """The cotangent of ``a`` in ``np.tensordot(a, b, axes)``."""
    first, second = contracted_axes(a, b, axes)
    kept_a = [i for i in range(np.ndim(a)) if i not in first]
    kept_b = [i for i in range(np.ndim(b)) if i not in second]
    result = np.tensordot(ct, b, (list(range(len(kept_a), np.ndim(ct))), kept_b))
    # The summed axes come in the order that they have in b.
    order = kept_a + [first[second.index(i)] for i in sorted(second)]
    return np.transpose(result, [order.index(i) for i in range(np.ndim(a))])


def tensordot_second(ct: Any, a: Any, b: Any, axes: Any) -> Any:
    """The cotangent of ``b`` in ``np.tensordot(a, b, axes)``."""
    first, second = contracted_axes(a, b, axes)
    kept_a = [i for i in range(np.ndim(a)) if i not in first]
    kept_b = [i for i in range(np.ndim(b)) if i not in second]
    result = np.tensordot(a, ct, (kept_a, list(range(len(kept_a)))))
    order = [second[first.index(i)] for i in sorted(first)] + kept_b
    return np.transpose(result, [order.index(i) for i in range(np.ndim(b))])


def kron_blocks(ct: Any, a: Any, b: Any) -> Any:
    """``ct`` of ``np.kron(a, b)`` with the axes of ``a`` first, then those of ``b``."""
    rank = max(np.ndim(a), np.ndim(b))
    size_a = (1,) * (rank - np.ndim(a)) + np.shape(a)
    size_b = (1,) * (rank - np.ndim(b)) + np.shape(b)
    pairs = [n for both in zip(size_a, size_b, strict=True) for n in both]
    order = list(range(0, 2 * rank, 2)) + list(range(1, 2 * rank, 2))
    return np.reshape(np.transpose(np.reshape(ct, pairs), order), np.shape(a) + np.shape(b))


def kron_first(ct: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``a`` in ``np.kron(a, b)``."""
    return np.tensordot(kron_blocks(ct, a, b), b, np.ndim(b))


def kron_second(ct: Any, a: Any, b: Any) -> Any:
    """The cotangent of ``b`` in ``np.kron(a, b)``."""
    return np.tensordot(a, kron_blocks(ct, a, b), np.ndim(a))


def cross_first(
    ct: Any, a: Any, b: Any, axisa: int, axisb: int, axisc: int, axis: int | None
) -> Any:
    """The cotangent of ``a`` in ``np.cross(a, b, ...)``: the product of ``b`` and ``ct``."""
    if axis is not None:
        axisa, axisb, axisc = axis, axis, axis
    swept = np.moveaxis(b, axisb, -1)
    size = np.shape(a)[axisa]
    if np.shape(swept)[-1] == 2 and size == 2:  # the result is the third component alone
        turned = np.stack([swept[..., 1], -swept[..., 0]], -1)
        result = np.expand_dims(ct, -1) * turned
    else:
        result = np.cross(swept, np.moveaxis(ct, axisc, -1))[..., :size]
    return np.moveaxis(unbroadcast(result, np.moveaxis(a, axisa, -1)), -1, axisa)


def cross_second(
    ct: Any, a: Any, b: Any, axisa: int, axisb: int, axisc: int, axis: int | None
) -> Any:
    """The cotangent of ``b`` in ``np.cross(a, b, ...)``."""
    return cross_first(-ct, b, a, axisb, axisa, axisc, axis)

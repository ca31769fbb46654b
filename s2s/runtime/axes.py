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
    """The order, ``"C"`` or ``"F"``, that ``order`` means for the memory of ``a``.

    Raises:
        ValueError: ``order`` is "K" and the array is neither.
    """
    if order in ("C", "F"):
        return order
    flags = np.asarray(a).flags
    if order == "K" and not flags.forc:
        raise ValueError("the order 'K' of an array that is not contiguous has no derivative")
    return "F" if flags.fnc else "C"

"""Builtins and functions that apply a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np


def reduce(function: Callable[[Any, Any], Any], iterable: Iterable[Any], *initial: Any) -> Any:
    """``functools.reduce``."""
    items = [*initial, *iterable]
    value = items[0]
    for item in items[1:]:
        value = function(value, item)
    return value


def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Any, *args: Any) -> Any:
    """``numpy.apply_along_axis``."""
    moved = np.moveaxis(np.asarray(arr), axis, -1)
    rows = np.reshape(moved, (int(np.prod(moved.shape[:-1])), moved.shape[-1]))
    parts = [
        np.array(func1d(row, *args)) for row in rows
    ]  # copies: it may fill one buffer each time
    result = np.reshape(np.stack(parts), moved.shape[:-1] + parts[0].shape)
    return result if parts[0].ndim == 0 else np.moveaxis(result, -1, axis)


def apply_over_axes(func: Callable[..., Any], a: Any, axes: Any) -> Any:
    """``numpy.apply_over_axes``."""
    value = np.asarray(a)
    for axis in (axes,) if np.ndim(axes) == 0 else axes:
        along = axis + np.ndim(a) if axis < 0 else axis
        result = func(value, along)
        value = result if np.ndim(result) == np.ndim(value) else np.expand_dims(result, along)
    return value

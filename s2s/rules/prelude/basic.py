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
    rows = np.reshape(moved, (-1, moved.shape[-1]))
    parts = [np.asarray(func1d(row, *args)) for row in rows]
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


def fromfunction(
    function: Callable[..., Any], shape: Any, *args: Any, dtype: Any = float, like: Any = None
) -> Any:
    """``numpy.fromfunction``, of a function that captured something."""
    places = np.indices(shape, dtype=dtype)
    return function(*[places[axis] for axis in range(len(shape))], *args)


def piecewise(x: Any, condlist: Any, funclist: Any, *args: Any) -> Any:
    """``numpy.piecewise``: each function is called with the elements that it is for."""
    x = np.asarray(x)
    conditions = np.asarray(condlist, dtype=bool)
    if conditions.ndim == x.ndim:
        conditions = np.expand_dims(conditions, 0)
    if len(conditions) == len(funclist) - 1:
        rest = ~np.any(conditions, axis=0, keepdims=True)
        conditions = np.concatenate([conditions, rest], axis=0)
    result = np.zeros_like(x)
    for condition, function in zip(conditions, funclist, strict=True):
        if callable(function):
            picked = function(x[condition], *args)
            places = np.cumsum(np.ravel(condition)) - 1
            places = np.reshape(np.maximum(places, 0), np.shape(x))
            if np.ndim(picked) == 0:
                result = np.where(condition, picked, result)
            elif np.size(picked):
                result = np.where(condition, picked[places], result)
        else:
            result = np.where(condition, function, result)
    return result

"""Functions that apply a function to elements, pieces or indices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def vectorize(
    pyfunc: Callable[..., Any], otypes: Any = None, doc: Any = None, excluded: Any = None,
    cache: bool = False,
) -> Callable[..., Any]:  # fmt: skip
    """``numpy.vectorize`` without a signature."""
    if excluded is None:

        def over_elements(*args: Any) -> Any:
            return vectorized(pyfunc, otypes, *args)

        return over_elements

    def over_some(*args: Any, **words: Any) -> Any:
        return with_words(pyfunc, otypes, excluded, args, words)

    return over_some


def with_words(
    pyfunc: Callable[..., Any], otypes: Any, excluded: Any, args: Any, words: Any
) -> Any:
    """The same where keywords are given: as they are, which numbers may be in any case.

    Raises:
        NotImplementedError: an argument is excluded by its position, or an array is given by name.
    """
    names = () if excluded is None else tuple(excluded)
    if not all(isinstance(name, str) for name in names):
        raise NotImplementedError(
            "s2s differentiates np.vectorize(excluded=) by names: give such arguments by keyword"
        )
    for name in words:
        if name not in names and np.ndim(words[name]) > 0:
            raise NotImplementedError(
                "s2s differentiates np.vectorize with arrays by position, not by keyword"
            )

    def with_them(*rest: Any) -> Any:
        return pyfunc(*rest, **words)

    return vectorized(with_them, otypes, *args)


def vectorized(pyfunc: Callable[..., Any], otypes: Any, *args: Any) -> Any:
    """What an object of ``numpy.vectorize`` gives: the first result decides on the dtype."""
    arrays = np.broadcast_arrays(*args)
    shape = np.shape(arrays[0])
    rows = [np.ravel(array) for array in arrays]
    if len(args) == 1:
        first = pyfunc(rows[0][0]) if otypes is None else otypes
        parts = [pyfunc(a) for a in rows[0].tolist()]
    elif len(args) == 2:
        first = pyfunc(rows[0][0], rows[1][0]) if otypes is None else otypes
        parts = [pyfunc(a, b) for a, b in zip(rows[0].tolist(), rows[1].tolist(), strict=True)]
    elif len(args) == 3:
        first = pyfunc(rows[0][0], rows[1][0], rows[2][0]) if otypes is None else otypes
        given = zip(rows[0].tolist(), rows[1].tolist(), rows[2].tolist(), strict=True)
        parts = [pyfunc(a, b, c) for a, b, c in given]
    elif len(args) == 4:
        a, b, c, d = rows
        first = pyfunc(a[0], b[0], c[0], d[0]) if otypes is None else otypes
        lists = zip(a.tolist(), b.tolist(), c.tolist(), d.tolist(), strict=True)
        parts = [pyfunc(*items) for items in lists]
    elif len(args) == 5:
        a, b, c, d, e = rows
        first = pyfunc(a[0], b[0], c[0], d[0], e[0]) if otypes is None else otypes
        five = zip(a.tolist(), b.tolist(), c.tolist(), d.tolist(), e.tolist(), strict=True)
        parts = [pyfunc(*items) for items in five]
    else:
        raise NotImplementedError("s2s differentiates np.vectorize of up to five arguments")
    if isinstance(first, tuple):
        return several(parts, first, shape)
    dtype = np.asarray(first).dtype if otypes is None else otypes[0]
    return np.reshape(np.asarray(parts, dtype), shape)


def several(parts: Any, first: Any, shape: Any) -> Any:
    """The arrays of the results of a function that gives a tuple."""
    made = []
    for i in range(len(first)):
        column = np.asarray([part[i] for part in parts], np.asarray(first[i]).dtype)
        made.append(np.reshape(column, shape))
    return tuple(made)


def piecewise(x: Any, condlist: Any, funclist: Any, *args: Any) -> Any:
    """``numpy.piecewise``."""
    x = np.asarray(x)
    masks = np.asarray(condlist, dtype=bool)
    if masks.ndim == x.ndim and x.ndim < 2:
        masks = masks[None]
    if len(masks) == len(funclist) - 1:
        masks = np.concatenate([masks, ~np.any(masks, axis=0, keepdims=True)], axis=0)
    y = np.zeros_like(x)
    functions = tuple(funclist)
    if len(functions) > 0:
        y = with_piece(y, x, masks[0], functions[0], *args)
    if len(functions) > 1:
        y = with_piece(y, x, masks[1], functions[1], *args)
    if len(functions) > 2:
        y = with_piece(y, x, masks[2], functions[2], *args)
    if len(functions) > 3:
        y = with_piece(y, x, masks[3], functions[3], *args)
    if len(functions) > 4:
        y = with_piece(y, x, masks[4], functions[4], *args)
    if len(functions) > 5:
        raise NotImplementedError("s2s differentiates np.piecewise of up to five pieces")
    return y


def with_piece(y: Any, x: Any, mask: Any, function: Any, *args: Any) -> Any:
    """``y`` with what a function of ``x``, or a value, puts where the mask is set."""
    chosen = x[mask]
    if chosen.size == 0:
        return y
    made = function(chosen, *args) if callable(function) else function
    values = np.broadcast_to(made, chosen.shape).astype(y.dtype)
    places = np.reshape(np.maximum(np.cumsum(mask) - 1, 0), mask.shape)
    return np.where(mask, values[places], y)


def fromiter(iter: Any, dtype: Any, count: Any = -1) -> Any:
    """``numpy.fromiter``."""
    items = [item for item in iter]  # noqa: C416  this is the definition
    return np.asarray(items if count < 0 else items[:count], dtype)


def ndenumerate(arr: Any) -> Any:
    """``numpy.ndenumerate`` as a list."""
    return [(index, arr[index]) for index in np.ndindex(*np.shape(arr))]


def fromfunction(function: Callable[..., Any], shape: Any, *, dtype: Any = float) -> Any:
    """``numpy.fromfunction``."""
    places = np.indices(shape, dtype=dtype)
    if len(shape) == 1:
        return function(places[0])
    if len(shape) == 2:
        return function(places[0], places[1])
    if len(shape) == 3:
        return function(places[0], places[1], places[2])
    raise NotImplementedError("s2s differentiates np.fromfunction of up to three axes")

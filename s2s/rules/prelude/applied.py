"""Functions that apply a function to elements, pieces or indices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from s2s import runtime as rt


def vectorize(
    pyfunc: Callable[..., Any], otypes: Any = None, doc: Any = None, excluded: Any = None,
    cache: bool = False, signature: Any = None,
) -> Callable[..., Any]:  # fmt: skip
    """``numpy.vectorize``."""
    kept = () if excluded is None else tuple(excluded)

    def over_elements(*args: Any, **words: Any) -> Any:
        named = len(words)  # by itself: what is known of a dict is asked when its length is taken
        if len(kept) == 0 and named == 0:
            return of_signature(pyfunc, otypes, signature, args)
        return with_words(pyfunc, otypes, kept, signature, args, words)

    return over_elements


def vectorized_object(
    pyfunc: Callable[..., Any], otypes: Any, excluded: Any, signature: Any, *args: Any, **words: Any
) -> Any:
    """A call of an object of ``numpy.vectorize`` that is there already."""
    named = len(words)
    if len(excluded) == 0 and named == 0:
        return of_signature(pyfunc, otypes, signature, args)
    return with_words(pyfunc, otypes, excluded, signature, args, words)


def with_words(
    pyfunc: Callable[..., Any], otypes: Any, excluded: Any, signature: Any, args: Any, words: Any
) -> Any:
    """The same where keywords are given: as they are, which numbers may be in any case.

    Raises:
        NotImplementedError: an argument is excluded by its position, or an array is given by name.
    """
    if not all(isinstance(name, str) for name in excluded):
        raise NotImplementedError(
            "s2s differentiates np.vectorize(excluded=) by names: give such arguments by keyword"
        )
    for name in words:
        if name not in excluded and np.ndim(words[name]) > 0:
            raise NotImplementedError(
                "s2s differentiates np.vectorize with arrays by position, not by keyword"
            )
    if len(args) == 0:
        raise NotImplementedError("s2s differentiates np.vectorize with an argument by position")

    def with_them(*rest: Any) -> Any:
        return pyfunc(*rest, **words)

    return of_signature(with_them, otypes, signature, args)


def of_signature(pyfunc: Callable[..., Any], otypes: Any, signature: Any, args: Any) -> Any:
    """What an object of ``numpy.vectorize`` gives, for elements or for parts of arrays."""
    if signature is None:
        return vectorized(pyfunc, otypes, *args)
    return over_parts(pyfunc, otypes, signature, *args)


def over_parts(pyfunc: Callable[..., Any], otypes: Any, signature: Any, *args: Any) -> Any:
    """The same with a signature."""
    taken, given = rt.signature_ranks(signature)
    shape = rt.loop_shape(taken, [np.shape(arg) for arg in args])
    if len(args) == 1:
        parts = [pyfunc(a) for a in parts_of(args[0], shape, taken[0])]
    elif len(args) == 2:
        first, second = parts_of(args[0], shape, taken[0]), parts_of(args[1], shape, taken[1])
        parts = [pyfunc(a, b) for a, b in zip(first, second, strict=True)]
    elif len(args) == 3:
        first, second = parts_of(args[0], shape, taken[0]), parts_of(args[1], shape, taken[1])
        third = parts_of(args[2], shape, taken[2])
        parts = [pyfunc(a, b, c) for a, b, c in zip(first, second, third, strict=True)]
    else:
        raise NotImplementedError(
            "s2s differentiates np.vectorize(signature=) of up to three arguments"
        )
    if len(given) > 1:
        return several(parts, parts[0] if otypes is None else otypes, otypes is None, shape)
    dtype = np.asarray(parts[0]).dtype if otypes is None else otypes[0]
    made = np.asarray(parts, dtype)
    return np.reshape(made, shape + np.shape(made)[1:])


def parts_of(array: Any, shape: Any, rank: int) -> Any:
    """The parts of this rank of an array that is broadcast over a loop of this shape."""
    array = np.asarray(array)
    whole = np.broadcast_to(array, shape + np.shape(array)[np.ndim(array) - rank :])
    count = rt.product_of(shape)
    if rank == 0:
        return np.reshape(whole, (count,))
    if rank == 1:
        return np.reshape(whole, (count, np.shape(array)[-1]))
    if rank == 2:
        return np.reshape(whole, (count, np.shape(array)[-2], np.shape(array)[-1]))
    raise NotImplementedError("s2s differentiates np.vectorize(signature=) of up to two axes")


def vectorized(pyfunc: Callable[..., Any], otypes: Any, *args: Any) -> Any:
    """The same without a signature: the first result decides on the dtype."""
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
        parts = [pyfunc(p, q, r, s) for p, q, r, s in lists]
    elif len(args) == 5:
        a, b, c, d, e = rows
        first = pyfunc(a[0], b[0], c[0], d[0], e[0]) if otypes is None else otypes
        five = zip(a.tolist(), b.tolist(), c.tolist(), d.tolist(), e.tolist(), strict=True)
        parts = [pyfunc(p, q, r, s, t) for p, q, r, s, t in five]
    else:
        raise NotImplementedError("s2s differentiates np.vectorize of up to five arguments")
    if isinstance(first, tuple) or (otypes is not None and len(otypes) > 1):
        return several(parts, first, otypes is None, shape)
    dtype = np.asarray(first).dtype if otypes is None else otypes[0]
    made = np.reshape(np.asarray(parts, dtype), shape)
    if by_columns(args):
        return np.asfortranarray(made)
    return made


def by_columns(args: Any) -> bool:
    """Whether a ufunc of these arrays lays its result out in Fortran's order."""
    return any(np.isfortran(np.asarray(arg)) for arg in args) and not any(
        np.ndim(arg) > 1 and not np.isfortran(np.asarray(arg)) for arg in args
    )


def several(parts: Any, first: Any, by_value: bool, shape: Any) -> Any:
    """The arrays of the results of a function that gives a tuple: of the dtypes of the first, or these."""
    made = []
    for i in range(len(first)):
        dtype = np.asarray(first[i]).dtype if by_value else first[i]
        column = np.asarray([part[i] for part in parts], dtype)
        made.append(np.reshape(column, shape + np.shape(column)[1:]))
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
    if callable(function):
        values = np.broadcast_to(function(chosen, *args), chosen.shape).astype(y.dtype)
    else:
        values = np.broadcast_to(np.asarray(function), chosen.shape).astype(y.dtype)
    places = np.reshape(np.maximum(np.cumsum(mask) - 1, 0), mask.shape)
    return np.where(mask, values[places], y)


def fromiter(iter: Any, dtype: Any, count: Any = -1) -> Any:
    """``numpy.fromiter``."""
    items = [item for item in iter]  # noqa: C416  this is the definition
    return np.asarray(items if count < 0 else items[:count], dtype)


def ndenumerate(arr: Any) -> Any:
    """``numpy.ndenumerate`` as a list."""
    flat = np.ravel(arr)  # one index gives a number, whatever the rank
    return [(index, flat[i]) for i, index in enumerate(np.ndindex(*np.shape(arr)))]


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

"""Shapes of results: lengths that follow, and symbols for those that do not."""

from __future__ import annotations

import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.analyse.symbols import Symbols


def broadcast(
    first: tuple[k.Dim, ...], second: tuple[k.Dim, ...], symbols: Symbols, key: object
) -> tuple[k.Dim, ...]:
    """The shape of an element-by-element result; a length that is not clear is a new symbol."""
    rank = max(len(first), len(second))
    one = (1, 1)
    a = (one,) * (rank - len(first)) + first
    b = (one,) * (rank - len(second)) + second
    shape = []
    for axis, (p, q) in enumerate(zip(a, b, strict=True)):
        if p == q or q == one:
            shape.append(p)
        elif p == one:
            shape.append(q)
        else:
            shape.append(symbols.pair((key, "broadcast", axis, p, q)))
    return tuple(shape)


def reshaped(base: k.Kind, dims: list[k.Kind], symbols: Symbols, key: object) -> k.Kind:
    """The kind of ``base`` with another shape, given as one tuple or as numbers."""
    if len(dims) == 1 and isinstance(dims[0], k.Tuple):
        dims = list(dims[0].items)
    if not isinstance(base, k.Array) or not all(isinstance(dim, k.Scalar) for dim in dims):
        return numeric([base])
    shape = []
    for axis, dim in enumerate(dims):
        ok, size = known(dim)
        shape.append((size, size) if ok and size >= 0 else symbols.pair((key, axis)))
    return k.Array(base.dtype, tuple(shape))


def squeezed(kind: k.Kind) -> k.Kind:
    """The kind of an array without its axes of length 1, where it is known which ones they are."""
    if not isinstance(kind, k.Array) or any(first != second for first, second in kind.shape):
        return numeric([kind])
    return k.Array(kind.dtype, tuple(length for length in kind.shape if length != (1, 1)))


def fresh_lengths(kind: k.Kind, symbols: Symbols, key: object) -> k.Kind:
    match kind:
        case k.Array(dtype=dtype, shape=shape):
            return k.Array(dtype, tuple(symbols.pair((key, axis)) for axis in range(len(shape))))
        case k.Tuple(items=items, type=cls):
            return k.Tuple(
                tuple(fresh_lengths(x, symbols, (key, i)) for i, x in enumerate(items)), cls
            )
        case k.Record(type=cls, fields=fields):
            return k.Record(cls, tuple((n, fresh_lengths(x, symbols, (key, n))) for n, x in fields))
    return k.forget(kind)


def numeric(args: list[k.Kind]) -> k.Kind:
    """What is left to say of a result: a number or an array, and a dtype."""
    dtypes = [d for d in map(k.dtype_of, args) if d is not None and d != "object"]
    for arg in args:
        if isinstance(arg, k.Tuple):
            dtypes += [d for d in map(k.dtype_of, arg.items) if d is not None]
    inexact = [d for d in dtypes if k.is_float_dtype(d)]
    return k.Unknown(str(np.result_type(*inexact)) if inexact else "float64")

"""The kind of ``array[key]``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.analyse.lengths import broadcast
from s2s.analyse.standins import NoStandIn
from s2s.analyse.symbols import Symbols
from s2s.syntax import walk

_SLICE = k.Slice()


def array_item(
    base: k.Array, key: gast.expr, kind: Callable[[gast.expr], k.Kind], symbols: Symbols,
    site: object,
) -> k.Kind:  # fmt: skip
    """The kind of ``base[key]``."""
    parts = list(key.elts) if isinstance(key, gast.Tuple) else [key]
    kinds = [_SLICE if isinstance(part, gast.Slice) else kind(part) for part in parts]
    if len(parts) == 1 and isinstance(kinds[0], k.Tuple) and kinds[0].type is tuple:
        kinds = list(kinds[0].items)
        parts = [gast.Constant(value=None, kind=None)] * len(kinds)
    if len(parts) == 1 and isinstance(kinds[0], k.List) and kinds[0].type is tuple:
        return k.Unknown(base.dtype)  # one index for each of so many axes as the program will tell
    several = k.Array | k.List | k.Opaque | k.Unknown | k.Tuple
    if any((isinstance(part, several) and part != _SLICE) or _is_flag(part) for part in kinds):
        return _fancy_item(base, parts, kinds, symbols, site)
    shape: list[k.Dim] = []
    axis = 0
    consumed = sum(not _is_const(part, None) and not _is_const(part, ...) for part in kinds)
    for part, part_kind in zip(parts, kinds, strict=True):
        if _is_const(part_kind, None):
            shape.append((1, 1))
        elif _is_const(part_kind, ...):
            skip = len(base.shape) - consumed
            shape.extend(base.shape[axis : axis + skip])
            axis += skip
        elif axis >= len(base.shape):
            return k.Unknown(base.dtype)
        elif isinstance(part, gast.Slice):
            shape.append(_slice_length(base.shape[axis], part, kind, symbols, (site, axis)))
            axis += 1
        elif part_kind == _SLICE:
            shape.append(symbols.pair(("slice", site, axis, base.shape[axis])))
            axis += 1
        elif isinstance(part_kind, k.Scalar):
            axis += 1
        else:
            return k.Unknown(base.dtype)
    shape.extend(base.shape[axis:])
    if not shape and not any(_is_const(part, ...) for part in kinds):
        return k.element(base.dtype)
    return k.Array(base.dtype, tuple(shape))


def _is_const(kind: k.Kind, value: object) -> bool:
    """Whether a part of an index is ``None`` or ``...``."""
    return isinstance(kind, k.Const) and kind.value is value


def _is_flag(kind: k.Kind) -> bool:
    """Whether it is a mask of no axes: a result has one more, of length 0 or 1."""
    return isinstance(kind, k.Scalar) and kind.type in (bool, np.bool_)


def _slice_length(
    dim: k.Dim,
    part: gast.Slice,
    kind: Callable[[gast.expr], k.Kind],
    symbols: Symbols,
    site: object,
) -> k.Dim:
    def bound(node: gast.expr | None) -> tuple[bool, Any]:
        return (True, None) if node is None else known(kind(node))

    (ok_l, low), (ok_u, high), (ok_s, step) = bound(part.lower), bound(part.upper), bound(part.step)
    if ok_l and ok_u and ok_s:
        if low in (None, 0) and high == 1 and step in (None, 1):
            return (1, 1)
        if low is None and high is None and step in (None, 1, -1):
            return dim
        if step in (None, 1) and (low is None or low >= 0) and (high is None or high < 0):
            size = (dim[0] - (low or 0) + (high or 0), dim[1] - (low or 0) + (high or 0))
            if min(size) > 0 and dim[0] != dim[1]:
                return size
        if dim[0] == dim[1]:
            length = len(range(*slice(low, high, step).indices(dim[0])))
            return (length, length)
    bounds = [
        known(kind(b)) if b is not None else (True, None)
        for b in (part.lower, part.upper, part.step)
    ]
    if all(ok for ok, _ in bounds):
        return symbols.pair(("slice", dim, tuple(value for _, value in bounds)))
    names = tuple(
        walk.key(b) if b is not None else None for b in (part.lower, part.upper, part.step)
    )
    return symbols.pair(("slice", site, dim, names))


def _fancy_item(
    base: k.Array,
    parts: list[gast.expr],
    kinds: list[k.Kind],
    symbols: Symbols,
    site: object,
) -> k.Kind:
    """Lengths where integers choose among the first axes, else the rank by trying."""
    chosen = [part.shape for part in kinds if isinstance(part, k.Array) and _is_whole(part.dtype)]
    if len(chosen) == len(parts) <= len(base.shape):
        shape = functools.reduce(lambda a, b: broadcast(a, b, symbols, (site, "fancy")), chosen)
        if shape:
            return k.Array(base.dtype, (*shape, *base.shape[len(parts) :]))

    def stand(part: gast.expr, kind: k.Kind) -> Any:
        if kind == _SLICE:
            return slice(None)
        if isinstance(kind, k.Const):
            return kind.value
        if isinstance(kind, k.Array):
            return np.zeros((1,) * len(kind.shape), kind.dtype)
        if isinstance(kind, k.List | k.Tuple):
            items = [kind.item] if isinstance(kind, k.List) else list(kind.items[:1])
            return [stand(part, k.solid(item)) for item in items]
        if isinstance(kind, k.Scalar):
            return kind.type(0)
        raise NoStandIn

    try:
        keys = tuple(stand(part, kind) for part, kind in zip(parts, kinds, strict=True))
        result = np.zeros((1,) * len(base.shape))[keys]
    except (NoStandIn, IndexError):
        return k.Unknown(base.dtype)
    if not isinstance(result, np.ndarray):
        return k.element(base.dtype)
    return k.Array(
        base.dtype, tuple(symbols.pair((site, "fancy", axis)) for axis in range(result.ndim))
    )


def _is_whole(dtype: str) -> bool:
    return np.dtype(dtype).kind in "iu"

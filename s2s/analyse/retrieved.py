"""Values that come back from memory: their lengths are their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from s2s.analyse import kinds as k
from s2s.analyse.symbols import Symbols


def retrieved(kind: k.Kind, symbols: Symbols, key: object, kept: Iterable[k.Kind] = ()) -> k.Kind:
    """The kind of an item of a container, an attribute or the result of a call.

    What a list holds, or a function gives, has one kind, though arrays of several lengths may be
    meant: two that are read are not held to be of one shape. Lengths that are the same throughout
    stay, as do those of the values ``kept`` which the new value is computed from.
    """
    if symbols.are_steady:
        return kind
    lengths = {dim for one in kept for dim in _lengths(one)}
    return _retrieved(kind, symbols, key, lengths)


def is_container(kind: k.Kind) -> bool:
    """Whether what a value holds may be replaced, or handed out piece by piece."""
    kind = k.solid(kind)
    if isinstance(kind, k.Tuple):
        return kind.type is not tuple
    return isinstance(kind, k.List | k.Dict | k.Object | k.Iterator | k.Lazy)


def _retrieved(kind: k.Kind, symbols: Symbols, key: object, kept: set[k.Dim]) -> k.Kind:
    match kind:
        case k.Array(shape=shape) | k.Unknown(shape=tuple() as shape):
            unsure = [not symbols.is_steady(dim) and dim not in kept for dim in shape]
            if not any(unsure):
                return kind
            both = zip(shape, unsure, strict=True)
            dims = tuple(symbols.pair((key, dim)) if new else dim for dim, new in both)
            return dataclasses.replace(kind, shape=dims)
        case k.Tuple(items=items, type=cls) if cls is tuple:
            return k.Tuple(tuple(_retrieved(item, symbols, key, kept) for item in items), cls)
        case k.Maybe(kind=inner):
            return k.Maybe(_retrieved(inner, symbols, key, kept))
        case k.Record(type=cls, fields=fields):
            return k.Record(
                cls, tuple((name, _retrieved(of, symbols, key, kept)) for name, of in fields)
            )
    return kind


def _lengths(kind: k.Kind) -> Iterable[k.Dim]:
    match kind:
        case k.Array(shape=shape) | k.Unknown(shape=tuple() as shape):
            yield from shape
        case k.Tuple(items=items) if not is_container(kind):
            for item in items:
                yield from _lengths(item)
        case k.Maybe(kind=inner):
            yield from _lengths(inner)
        case k.Record(fields=fields):
            for _, of in fields:
                yield from _lengths(of)

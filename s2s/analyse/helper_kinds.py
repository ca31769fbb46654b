"""The kinds of what the helpers of generated code give, for structures: copies, zeros, checks."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from s2s import runtime
from s2s.analyse import kinds as k

# Values that are made of others.
_STRUCTURES = (k.Tuple, k.List, k.Dict, k.Record, k.Object)
# Functions that give a number or array the shape of another one.
_SHAPED = {runtime.unbroadcast, runtime.expand, runtime.buffer}
# Functions that only check what they are given.
_CHECKS = {runtime.with_residuals, runtime.fitting_pair}


def fitted_kind(function: Any, args: list[k.Kind]) -> k.Kind | None:
    """The kind of what a function gives that checks cotangents against their primals."""
    if function in _CHECKS and isinstance(args[0], k.Tuple):
        return k.forget(args[0])
    if function is runtime.fitting and all(isinstance(arg, k.Tuple) for arg in args[:2]):
        return _fitted(args[0], args[1])
    return None


def shaped_kind(function: Any, args: list[k.Kind]) -> k.Kind | None:
    """The kind of what is brought to the shape of an array, however long the axes of both are."""
    if function not in _SHAPED or len(args) != 2:
        return None
    value, like = args
    if (
        function is runtime.unbroadcast and k.is_complex(value)
        and isinstance(like, k.Unknown) and not k.is_complex(like)
    ):  # fmt: skip
        return k.Unknown(like.dtype, like.array)  # the real part is taken when it runs
    if not isinstance(value, k.Array | k.Scalar) or not isinstance(like, k.Array) or not like.shape:
        return None
    if any(k.is_complex(arg) or not k.is_differentiable(arg) for arg in args):
        return None
    if function is runtime.buffer or isinstance(value, k.Scalar):
        return k.Array(like.dtype, like.shape)
    return k.Array(value.dtype, like.shape)


def copied_kind(function: Any, args: list[k.Kind]) -> k.Kind | None:
    """The kind of a copy that generated code makes of structures, or of their zero tangent."""
    if function is runtime.zero_tangent and isinstance(args[0], _STRUCTURES):
        return still(args[0])
    if function is runtime.zeros_like and isinstance(args[0], k.Tuple | k.List | k.Dict):
        return _zeros(args[0])
    if function is runtime.mirror and (
        isinstance(args[0], k.Tuple | k.List | k.Dict) or _is_named_tuple(args[0])
    ):
        return _mirrored(args[0])
    if function in (runtime.owned, runtime.held_copy) and isinstance(args[0], _STRUCTURES):
        return k.forget(args[0])
    if function is runtime.add and len(args) == 2 and isinstance(args[0], k.Tuple | k.List):
        return args[0] if type(args[0]) is type(args[1]) else None
    if function is runtime.own_tangents and isinstance(args[1], k.Tuple):
        args = list(args[1].items)
    elif function is not runtime.own:
        return None
    if not any(isinstance(arg, _STRUCTURES) for arg in args):
        return None
    return args[0] if len(args) == 1 else k.Tuple(tuple(args))


def _mirrored(kind: k.Kind) -> k.Kind:
    """The kind of a gradient by a value: of the same structure, with None for what has none."""
    match kind:
        case k.Scalar() | k.Array():
            return k.forget(kind) if k.is_differentiable(kind) else k.Const(None)
        case k.Tuple() | k.List() | k.Dict() | k.Maybe():
            return k.with_items(kind, _mirrored)
        case k.Record(type=cls, fields=fields) if _is_named_tuple(kind):
            return k.Record(cls, tuple((name, _mirrored(item)) for name, item in fields))
        case k.Const() | k.Text():
            return k.Const(None)
        case k.Unknown() | k.Never():
            return kind
    return k.Opaque()


def _is_named_tuple(kind: k.Kind) -> bool:
    return isinstance(kind, k.Record) and issubclass(kind.type, tuple)


def still(kind: k.Kind) -> k.Kind:
    """The kind of a zero tangent: of the same structure, with 0.0 for whole numbers."""
    match kind:
        case k.Tuple(items=items, type=cls):
            return k.Tuple(tuple(map(still, items)), cls)
        case k.List(item=item, type=cls):
            return k.List(still(item), cls)
        case k.Dict(entries=entries, item=item):
            if entries is not None:
                entries = tuple((key, still(value)) for key, value in entries)
            return dataclasses.replace(kind, entries=entries, item=still(item))
        case k.Scalar(type=cls) if issubclass(cls, int | np.integer | np.bool_):
            return k.Scalar(float)
        case k.Object(type=cls):
            return k.Object(cls, tangent=True)
        case k.Method(receiver=receiver):
            return dataclasses.replace(kind, receiver=still(receiver))
    return kind


def _zeros(kind: k.Kind) -> k.Kind | None:
    """The kind of a zero cotangent: lists for tuples, 0.0 for integers; None if it is not known."""
    match kind:
        case k.Tuple(items=items):
            inside = [_zeros(item) for item in items]
            known_items = tuple(item for item in inside if item is not None)
            return k.Tuple(known_items, list) if len(known_items) == len(items) else None
        case k.List(item=item):
            found = _zeros(item)
            return k.List(found) if found is not None else None
        case k.Dict(entries=None, item=item):
            found = item if isinstance(item, k.Unknown) else _zeros(item)
            return dataclasses.replace(kind, item=found) if found is not None else None
        case k.Dict(entries=tuple() as entries):
            table = [(key, _zeros(value)) for key, value in entries]
            pairs = tuple((key, value) for key, value in table if value is not None)
            return dataclasses.replace(kind, entries=pairs) if len(pairs) == len(table) else None
        case k.Scalar() | k.Array() if k.is_differentiable(kind) and not k.is_objects(kind):
            return k.forget(kind)
        case k.Scalar() | k.Const(value=bool()):
            return k.Scalar(float)
        case k.Never():
            return kind
    return None


def _fitted(cotangents: k.Kind, primals: k.Kind) -> k.Kind:
    """Cotangents that fit, with zeros for those that are None."""
    assert isinstance(cotangents, k.Tuple) and isinstance(primals, k.Tuple)
    if len(cotangents.items) != len(primals.items):
        return k.Opaque()
    pairs = zip(cotangents.items, primals.items, strict=True)
    return k.Tuple(tuple(k.forget(p if c == k.Const(None) else c) for c, p in pairs))

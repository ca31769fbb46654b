"""Kinds with less known of them."""

from __future__ import annotations

import dataclasses

from s2s.analyse.kinds.classes import (
    Const,
    Dict,
    Generator,
    Kind,
    List,
    Maybe,
    Opaque,
    Record,
    Scalar,
    Slice,
    Text,
    Tuple,
    Unknown,
)


def forget(kind: Kind) -> Kind:
    """The kind without the values that are known of it: what may hold in every iteration."""
    match kind:
        case Scalar(type=cls):
            return Scalar(cls)
        case Const(value=bool()):
            return Scalar(bool)
        case Tuple(items=items, type=cls):
            return Tuple(tuple(forget(item) for item in items), cls)
        case List(item=item, type=cls):
            return List(forget(item), cls)
        case Dict(entries=entries, item=item):
            if entries is not None:
                entries = tuple((key, forget(value)) for key, value in entries)
            return dataclasses.replace(kind, entries=entries, item=forget(item))
        case Maybe(kind=inner):
            return Maybe(forget(inner))
    return kind


def opened(kind: Kind) -> Kind:
    """The kind with what nothing is known of as what may be a number: a derivative may flow to it."""
    match kind:
        case Slice() | Generator() | Text():
            return kind
        case Opaque():
            return Unknown()
        case Tuple(items=items, type=cls):
            return Tuple(tuple(map(opened, items)), cls)
        case List(item=item, type=cls):
            return List(opened(item), cls)
        case Dict(entries=entries, item=item):
            if entries is not None:
                entries = tuple((key, opened(value)) for key, value in entries)
            return dataclasses.replace(kind, entries=entries, item=opened(item))
        case Record(type=cls, fields=fields):
            return Record(cls, tuple((name, opened(value)) for name, value in fields))
        case Maybe(kind=inner):
            return Maybe(opened(inner))
    return kind


def general(kind: Kind) -> Kind:
    """The kind under which a callee is specialised: values of numbers do not count, flags do."""
    if isinstance(kind, Scalar):
        return Scalar(kind.type)
    if isinstance(kind, Tuple | List | Dict | Maybe):
        return forget(kind)
    return kind

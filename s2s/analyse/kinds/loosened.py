"""Kinds with less known of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

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


def with_items(kind: Kind, change: Callable[[Kind], Kind]) -> Kind:
    """The kind of a tuple, list or dict with other kinds of items; any other kind as it is."""
    match kind:
        case Tuple(items=items, type=cls):
            return Tuple(tuple(map(change, items)), cls)
        case List(item=item, type=cls):
            return List(change(item), cls)
        case Dict(entries=entries, item=item):
            if entries is not None:
                entries = tuple((key, change(value)) for key, value in entries)
            return dataclasses.replace(kind, entries=entries, item=change(item))
        case Maybe(kind=inner):
            return Maybe(change(inner))
    return kind


def forget(kind: Kind) -> Kind:
    """The kind without the values that are known of it: what may hold in every iteration."""
    match kind:
        case Scalar(type=cls):
            return Scalar(cls)
        case Const(value=bool()):
            return Scalar(bool)
    return with_items(kind, forget)


def opened(kind: Kind) -> Kind:
    """The kind with what nothing is known of as what may be a number: a derivative may flow to it."""
    match kind:
        case Slice() | Generator() | Text():
            return kind
        case Opaque():
            return Unknown()
        case Record(type=cls, fields=fields):
            return Record(cls, tuple((name, opened(value)) for name, value in fields))
    return with_items(kind, opened)


def general(kind: Kind) -> Kind:
    """The kind under which a callee is specialised: values of numbers do not count, flags do."""
    if isinstance(kind, Scalar):
        return Scalar(kind.type)
    if isinstance(kind, Tuple | List | Dict | Maybe):
        return forget(kind)
    return kind

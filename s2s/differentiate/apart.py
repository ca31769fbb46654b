"""The check that what a function writes into shares no memory with its other arguments."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.syntax import build

_ANY = "anything"


def apart(typed: Typed, written: list[str]) -> list[gast.stmt]:
    """``rt.apart((written, ...), (other, ...))``, where the kinds leave that open."""
    mine: frozenset[str] = frozenset().union(*(_memory(typed.env[name]) for name in written))
    others = [
        name
        for name in typed.params
        if name not in written and _may_meet(mine, _memory(typed.env[name]))
    ]
    if not mine or not others:
        return []
    groups = [build.tuple_([build.name(name) for name in group]) for group in (written, others)]
    return [build.statement(build.call("rt.apart", *groups))]


def _may_meet(first: frozenset[str], second: frozenset[str]) -> bool:
    if not first or not second:
        return False
    return bool(first & second) or _ANY in first or _ANY in second


def _memory(kind: k.Kind) -> frozenset[str]:
    """What sorts of memory a value of this kind refers to."""
    match kind:
        case k.Array(dtype=dtype):
            return frozenset({dtype})
        case k.Tuple(items=items, type=cls):
            return frozenset({cls.__name__} - {"tuple"}).union(*map(_memory, items))
        case k.List(item=item, type=cls):
            return frozenset({cls.__name__} - {"tuple"}) | _memory(item)
        case k.Dict(entries=entries, item=item):
            inner = [value for _, value in entries] if entries is not None else [item]
            return frozenset({"dict"}).union(*map(_memory, inner))
        case k.Record(fields=fields):
            return frozenset({"object"}).union(*(_memory(value) for _, value in fields))
        case k.Object():
            return frozenset({"object", _ANY})
        case k.Unknown() | k.Mixed() | k.Opaque():
            return frozenset({_ANY})
    return frozenset()

"""What stands in a value: an array, or numbers that derivatives flow through."""

from __future__ import annotations

import enum

from s2s.analyse import kinds as k

EMPTY = (k.Dict(()), k.List(k.Never()), k.Tuple((), list))
"""Kinds of containers that nothing has been put into yet."""


def holds_array(kind: k.Kind) -> bool:
    """Whether an array stands in a value, or what may be one."""
    parts = k.items_of(kind)
    match k.solid(kind):
        case k.Closure(kinds=kinds) | k.Choice(options=kinds):
            parts = kinds
        case k.Partial(function=function, args=args, kwargs=kwargs):
            parts = (function, *args, *kwargs)
        case k.Array() | k.Unknown() | k.Object() | k.Record() | k.Mixed():
            return True
    return type(kind) is k.Opaque or any(map(holds_array, parts))


def has_shadow(kind: k.Kind) -> bool:
    return may_hold(kind) and not isinstance(kind, k.Iterator)


def may_hold(kind: k.Kind) -> bool:
    """Whether numbers that derivatives flow through stand, or will stand, in a value."""
    if k.is_differentiable(kind) or kind in EMPTY:
        return True
    match kind:  # an empty list inside it may be filled
        case k.Maybe(kind=inner):
            return may_hold(inner)
        case k.Tuple(items=items):
            return any(map(may_hold, items))
        case k.List(item=item) | k.Dict(entries=None, item=item):
            return may_hold(item)
        case k.Dict(entries=tuple() as entries):
            return any(may_hold(value) for _, value in entries)
        case k.Closure(kinds=kinds) | k.Choice(options=kinds):
            return any(map(may_hold, kinds))
        case k.Partial(args=args, kwargs=kwargs):
            return any(map(may_hold, (*args, *kwargs)))
        case k.Record(fields=fields):
            return any(may_hold(value) for _, value in fields)
    return False


def refers(kind: k.Kind) -> bool:
    """Whether a value of this kind can be, or hold, something that is written into."""
    kind = k.solid(kind)
    if isinstance(kind, k.Record | k.Object) and issubclass(kind.type, enum.Enum):
        return False  # a member of an enumeration stays as it is
    return not isinstance(kind, k.Scalar | k.Const | k.Range | k.Func | k.Never)

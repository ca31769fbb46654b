"""The check that what a function writes into shares no memory with what it reads by other names."""

from __future__ import annotations

from collections.abc import Collection

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit
from s2s.syntax import build, walk

_ANY = "anything"


def written_arguments(unit: Unit, typed: Typed) -> list[str]:
    """The parameters that a function writes into: those are copied where it is entered.

    What it closes over, which is handed to it as if it were an argument, is the user's own: other
    functions write into that too. Only where a derivative flows through it a copy stands for it.
    """
    memory = typed.memory
    captured = set(unit.captured(typed.fun)) - memory.shadow
    changed = (memory.written | memory.slots) - captured
    return [name for name in typed.params if name in changed and not is_kept(typed, name)]


def copied_arguments(unit: Unit, typed: Typed, written: list[str]) -> list[str]:
    """The parameters that are copied: those written into, and those that hold a set or a deque.

    Of the methods of a set it is not known which of them write into it.
    """
    captured = unit.captured(typed.fun)
    changing = [n for n in typed.params if n not in captured and k.changes(typed.env[n])]
    return [*written, *(name for name in changing if name not in written)]


def is_kept(typed: Typed, name: str) -> bool:
    """Whether a name stands for an array whose elements stay, though objects or lists may hold it.

    Then it does not matter whether another argument is the same array: each has an adjoint of its own.
    """
    return isinstance(typed.env[name], k.Array) and name not in typed.memory.overwritten


def apart(unit: Unit, typed: Typed, written: list[str], shadow: Collection[str]) -> list[gast.stmt]:
    """``rt.apart((written, ...), (other, ...))``, where the kinds leave that open.

    The others are the other arguments and, of the root function, what is read from outside. A buffer
    from outside that is written into must be apart from all of them too. Of two arguments that are
    written into, both have a shadow, or neither; those of the root function must be apart from each
    other, as what they hold must: each has a derivative of its own.

    Args:
        unit: what the function belongs to.
        typed: the function.
        written: the arguments that it writes into.
        shadow: the names that have a shadow.
    """
    params = [(build.name(name), typed.env[name]) for name in typed.params]
    mine = [(place, kind) for place, kind in params if place.id in written]
    read = [(place, kind) for place, kind in params if place.id not in written]
    seen = [(place, kind) for place, kind in mine if place.id in shadow]
    still = [(place, kind) for place, kind in mine if place.id not in shadow]
    outside = list(unit.linker.outside.values()) if typed.fun is unit.root else []
    checks = [
        _check("rt.apart", mine, read),
        _check("rt.apart_outside", mine, outside),
        _check("rt.apart", seen, still),
    ]
    if typed.fun is unit.root and sum(_parts(kind) for _, kind in seen) > 1:
        checks.append(build.call("rt.apart_each", *[walk.clone(place) for place, _ in seen]))
    for place, kind in _buffers(unit, typed):
        others = [(other, of) for other, of in outside if gast.dump(other) != gast.dump(place)]
        checks.append(_check("rt.apart_outside", [(place, kind)], [*params, *others]))
    return [build.statement(check) for check in checks if check is not None]


_Values = list[tuple[gast.expr, k.Kind]]


def _check(function: str, written: _Values, others: _Values) -> gast.expr | None:
    mine: frozenset[str] = frozenset().union(*(_memory(kind) for _, kind in written))
    near = [place for place, kind in others if _may_meet(mine, _memory(kind))]
    if not near:
        return None
    groups = [
        build.tuple_([walk.clone(p) for p in places]) for places in ([p for p, _ in written], near)
    ]
    return build.call(function, *groups)


def _buffers(unit: Unit, typed: Typed) -> _Values:
    """Where the buffers from outside stand that the root function reads at its start."""
    if typed.fun is not unit.root:
        return []
    memory = typed.memory
    changed = (memory.written | memory.slots) - memory.spared
    names = {*typed.buffers.values(), *(n for n in changed if isinstance(typed.env[n], k.Object))}
    return [
        (node.value, typed.env[node.targets[0].id])
        for node in typed.body
        if isinstance(node, gast.Assign)
        and isinstance(node.targets[0], gast.Name)
        and node.targets[0].id in names
        and isinstance(node.value, gast.Attribute | gast.Subscript)
        and node.targets[0].id in typed.env
        and walk.read(node.value).isdisjoint(typed.env)
    ]


def _may_meet(first: frozenset[str], second: frozenset[str]) -> bool:
    if not first or not second:
        return False
    return bool(first & second) or _ANY in first or _ANY in second


def _parts(kind: k.Kind) -> int:
    """How many arrays, lists and dicts a value holds that have a derivative each; two for many."""
    if isinstance(kind, k.List):
        return (kind.type is list) + 2 * _parts(kind.item)
    if isinstance(kind, k.Dict) and kind.entries is None:
        return 1 + 2 * _parts(kind.item)
    if isinstance(kind, k.Tuple | k.Dict):
        return (kind.type is not tuple) + sum(map(_parts, k.items_of(kind)))
    return int(bool(_memory(kind)))


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
        case k.Unknown() | k.Mixed() | k.Opaque() | k.Method() | k.Partial():
            return frozenset({_ANY})
    return frozenset()

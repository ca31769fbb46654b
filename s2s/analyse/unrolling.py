"""Loops that are written out: over a few known items that do not go through one body alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.normalise.unroll import ITERATOR, Items, LoopKey, Unrolled, loop_key

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_LONGEST = 16
_MOST = 12  # loops of one function


class Unroll(Exception):
    """Asks for a function with one more loop written out."""

    def __init__(self, fun: object, unrolled: Unrolled, loop: LoopKey, items: Items) -> None:
        super().__init__(loop)
        self.fun = fun
        self.unrolled = unrolled
        self.loop = loop
        self.items = items


def wanted(walker: Walker, node: gast.For) -> Unroll | None:
    """What asks for a loop to be written out; None if that cannot be done, or was done."""
    if walker.unit.outdated():
        return None  # what was wrong may be what was not known yet
    typed = walker.typed
    loop = loop_key(node, typed.origin)
    if any(other == loop for other, _ in typed.unrolled) or len(typed.unrolled) >= _MOST:
        return None
    items = _items(walker, node.iter)
    if items is None or not 0 < items.length <= _LONGEST:
        return None
    return Unroll(typed.fun, typed.unrolled, loop, items)


def by_next(walker: Walker, node: gast.For) -> Unroll | None:
    """What asks for a loop that takes one item after the other from an iterator; None if it was done."""
    typed = walker.typed
    loop = loop_key(node, typed.origin)
    if any(other[0] == loop[0] for other, _ in typed.unrolled):
        return None
    return Unroll(typed.fun, typed.unrolled, loop, Items(0, ITERATOR))


def _items(walker: Walker, over: gast.expr) -> Items | None:
    """What a loop runs over, if that is known before the program runs."""
    kind = walker.kind(over)
    if isinstance(kind, k.Iterator):
        parts = walker.iterators.get(over.id, []) if isinstance(over, gast.Name) else []
        if kind.form in ("items", "values", "keys"):
            return _entries(walker, parts[0], kind.form) if parts else None
        lengths = [_length(walker, part) for part in parts]
        if kind.form == "enumerate" and len(parts) > 1:
            return None
        told = [length for length in lengths if length is not None]
        return Items(min(told), kind.form) if told and len(told) == len(lengths) else None
    if isinstance(kind, k.Dict):
        return _entries(walker, over, "dict")
    if isinstance(over, gast.Name) and isinstance(kind, k.Range):
        bounds = walker.iterators.get(over.id, ())
        return _numbers([known(walker.kind(bound)) for bound in bounds]) if bounds else None
    length = _length(walker, over)
    return Items(length) if length is not None else None


def _numbers(bounds: list[tuple[bool, Any]]) -> Items | None:
    """The numbers of a ``range`` whose bounds are known: they are written out as the keys of a dict."""
    if not all(found and type(bound) is int for found, bound in bounds):
        return None
    numbers = range(*[bound for _, bound in bounds])
    return Items(len(numbers), "dict", tuple(numbers)) if len(numbers) <= _LONGEST else None


def _length(walker: Walker, node: gast.expr) -> int | None:
    kind = walker.kind(node)
    if isinstance(kind, k.Tuple):
        return len(kind.items)
    if isinstance(kind, k.Const) and isinstance(kind.value, tuple | list):
        return len(kind.value)
    return None


def _entries(walker: Walker, table: gast.expr, form: str) -> Items | None:
    entries = walker.entries(table)
    if entries is None or not all(isinstance(key, str | int) for key, _ in entries):
        return None
    return Items(len(entries), form, tuple(key for key, _ in entries))  # type: ignore[misc]

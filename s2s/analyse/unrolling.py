"""Loops that are written out: over a few known items that do not go through one body alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.normalise.unroll import ITERATOR, Items, LoopKey, Unrolled, loop_key
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_Group = Callable[[k.Kind], object]
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


def unlike(walker: Walker, node: gast.For) -> bool:
    """Whether a loop runs over numbers and structures side by side, as in a tree of parameters.

    Where it calls the function that it stands in, numbers and arrays of other ranks are told apart too.
    """
    recursive = getattr(walker.typed.fun, "__name__", "") in walk.read(node.body)
    return _unlike(walker, node.iter, _group_by_rank if recursive else _group)


def _unlike(walker: Walker, over: gast.expr, group: _Group) -> bool:
    kind = walker.kind(over)
    if isinstance(kind, k.Iterator):
        parts = walker.iterators.get(over.id, []) if isinstance(over, gast.Name) else []
        return any(_unlike(walker, part, group) for part in parts)
    return holds_unlike(kind, group)


def _group(kind: k.Kind) -> object:
    """What tells numbers, sequences, dicts and records from each other; None for what is none of them."""
    if k.is_numeric(kind):
        return float
    return getattr(kind, "type", None) if k.is_structure(kind) else None


def _group_by_rank(kind: k.Kind) -> object:
    return len(kind.shape) if isinstance(kind, k.Array) else _group(kind)


def holds_unlike(kind: k.Kind, group: _Group = _group) -> bool:
    """Whether a dict or tuple holds numbers and structures, or different ones, side by side."""
    if isinstance(kind, k.Dict):
        return bool(kind.entries) and _mixed([item for _, item in kind.entries or ()], group)
    return isinstance(kind, k.Tuple) and _mixed(list(kind.items), group)


def _mixed(kinds: list[k.Kind], group: _Group) -> bool:
    if len({group(kind) for kind in kinds} - {None}) > 1:
        return True
    rows = [kind.items for kind in kinds if isinstance(kind, k.Tuple)]
    alike = len(rows) == len(kinds) and len({len(row) for row in rows}) == 1
    return alike and any(_mixed(list(column), group) for column in zip(*rows, strict=True))


def counted(walker: Walker, listed: gast.expr) -> Unroll | None:
    """What asks for the loop to be written out that fills a list whose length has to be known."""
    if not isinstance(listed, gast.Name):
        return None
    for node in walk.statements(walker.text.node.body):
        if isinstance(node, gast.For):
            filled = filter(None, map(walk.appended, node.body))
            if listed.id in {name for name, _ in filled}:
                return wanted(walker, node)
    return None


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
        if not told or len(told) < len(lengths):
            return None
        return Items(min(told), kind.form, side_by_side=len(parts) if kind.form == "zip" else 0)
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

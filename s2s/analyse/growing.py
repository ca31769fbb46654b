"""Loops over lists that become longer or shorter meanwhile: they look at the length at every step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.normalise.ssa import is_unassigned
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_MODULES = ("np.", "numpy.", "math.")
_READERS = frozenset({"len", "print", "abs", "float", "int", "bool", "isinstance"})


def growing(walker: Walker, sequences: Iterable[gast.expr], body: Sequence[gast.stmt]) -> bool:
    """Whether the body of a loop may change the length of a list that the loop runs over.

    By what the last walk has found of the function's memory: other names of the list, what holds
    it, and functions that are called with one of them are seen so.
    """
    lists = [name for node in sequences if (name := _list(walker, node)) is not None]
    unshared = {name for name in lists if name in walker.unshared}
    if not unshared and not any(map(walker.memory.lengths, lists)):
        return False
    return any(
        _appends(child, unshared) or _may_change(walker, child, lists)
        for statement in body
        if not isinstance(statement, gast.FunctionDef)
        for child in walk.nodes(statement)
    )


def _appends(node: gast.AST, unshared: set[str]) -> bool:
    """Whether this adds to a list that nothing else refers to."""
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id=name), attr="append")):
            return name in unshared
    return False


def _made_apart(walker: Walker, first: str, other: str) -> bool:
    """Whether different displays make the lists of two names, wherever they are put afterwards."""
    versions = walker.resolver.augmented.alone.versions
    both = [versions(first), versions(other)]
    return not both[0] & both[1] and all(_is_made(walker, names) for names in both)


def _is_made(walker: Walker, names: frozenset[str]) -> bool:
    """Whether all that some names ever hold are lists that displays in this function make."""
    values: list[gast.expr | None] = []
    for node in walk.statements(walker.text.node.body):
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                values += [value] if name in names else []
            case gast.For(target=bound) | gast.Assign(targets=[bound]):
                values += [None] if names & walk.bound(bound) else []
            case gast.With(items=bound):
                values += [None] if names & walk.bound(bound) else []
            case gast.FunctionDef(name=name):
                values += [None] if name in names else []
    made = [value for value in values if isinstance(value, gast.List)]
    rest = [value for value in values if not isinstance(value, gast.List | gast.Name)]
    is_given = not names.isdisjoint(walker.text.params)
    return bool(made) and not is_given and all(v is not None and is_unassigned(v) for v in rest)


def _list(walker: Walker, node: gast.expr) -> str | None:
    """The name of a list."""
    kind = walker.kind(node)
    is_list = isinstance(kind, k.Never) or getattr(kind, "type", None) is list
    return node.id if is_list and isinstance(node, gast.Name) else None


def _may_change(walker: Walker, node: gast.AST, lists: Sequence[str]) -> bool:
    """Whether an expression or a target may change the length of one of the lists."""
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id=name))) if _list(
            walker, build.name(name)
        ):
            # A method of a list changes no other one.
            return walker.memory.lengths(name) and not all(
                walker.memory.apart(name, other) or _made_apart(walker, name, other)
                for other in lists
            )
        case gast.Call(func=gast.Name(id=name)) if name in _READERS and name not in walker.env:
            return False
        case gast.Call(func=func):
            if (build.path(func) or "").startswith(_MODULES):
                return False
            # A function finds lists from outside without being given them.
            hidden = any(map(walker.memory.lengths, walker.typed.buffers.values()))
            return hidden or any(map(walker.memory.lengths, sorted(walk.read(node))))
        case gast.Subscript(value=gast.Name(id=name), slice=gast.Slice(), ctx=gast.Store()):
            return walker.memory.lengths(name)
    return False

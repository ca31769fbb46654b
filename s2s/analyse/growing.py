"""Loops over lists that become longer or shorter meanwhile: they look at the length at every step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
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
            memory = walker.memory  # a method of a list changes no other one
            return memory.lengths(name) and not all(memory.apart(name, other) for other in lists)
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

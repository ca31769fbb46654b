"""Loops over a list that the loop itself makes longer or shorter: refused, since s2s counts before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_METHODS = frozenset({"append", "extend", "insert", "pop", "remove", "clear"})
_OPERATORS = frozenset({"operator.iadd", "operator.imul", "operator.delitem"})


def check_growing(walker: Walker, node: gast.For) -> None:
    """Refuses a loop over a list whose length its body changes, unless it then stops.

    Raises:
        UnsupportedError: with the place of the loop.
    """
    lowered = walker.varies(node.iter) or isinstance(walker.kind(node.iter), k.Iterator)
    names = _lists(walker, node.iter) if lowered else set()
    if names and _changes(node.body, names, walker.typed.origin):
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate a loop over a list that becomes longer or shorter meanwhile",
            node,
            "Python looks at the length at every step; s2s counts the items before the loop",
            "run over a copy, `for item in list(items):`, or write `while i < len(items):`",
        )


def _lists(walker: Walker, node: gast.expr) -> set[str]:
    """The lists that a loop runs over: by their names."""
    if not isinstance(node, gast.Name):
        return set()
    kind = walker.kind(node)
    if isinstance(kind, k.Iterator):
        parts = walker.iterators.get(node.id, [])
        return {name for part in parts for name in _lists(walker, part)}
    origin = walker.typed.origin
    return {origin.get(node.id, node.id)} if getattr(kind, "type", None) is list else set()


def _changes(body: list[gast.stmt], names: set[str], origin: Mapping[str, str]) -> bool:
    """Whether a block, which does not leave the loop at its end, changes the length of one."""
    if any(_leaves(node, origin) for node in body):
        return False
    for node in body:
        inner = [*getattr(node, "body", []), *getattr(node, "orelse", [])]
        if isinstance(node, gast.FunctionDef):
            continue
        if inner:
            blocks = (getattr(node, "body", []), getattr(node, "orelse", []))
            if any(_changes(block, names, origin) for block in blocks):
                return True
        elif any(_changes_length(part, names, origin) for part in walk.nodes(node)):
            return True
    return False


def _leaves(node: gast.stmt, origin: Mapping[str, str]) -> bool:
    """Whether the loop stops here: by a flag, which the normal form sets where it stood ``break``."""
    match node:
        case gast.Break() | gast.Return():
            return True
        case gast.Assign(targets=[gast.Name(id=name)], value=gast.Constant(value=True)):
            return name not in origin
    return False


def _changes_length(node: gast.AST, names: set[str], origin: Mapping[str, str]) -> bool:
    """Whether an expression or a target makes one of the lists longer or shorter."""
    match node:
        case gast.Call(func=func, args=[gast.Name(id=name), *_]) if build.path(func) in _OPERATORS:
            return origin.get(name, name) in names
        case gast.Call(func=gast.Attribute(value=gast.Name(id=name), attr=attr)):
            return attr in _METHODS and origin.get(name, name) in names
        case gast.Subscript(value=gast.Name(id=name), slice=gast.Slice(), ctx=gast.Store()):
            return origin.get(name, name) in names
    return False

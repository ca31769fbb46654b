"""Structured statements: their blocks, and what one statement reads, binds and writes into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

import gast

from s2s.syntax import walk

COMPOUND = (gast.If, gast.For, gast.While, gast.With)


def blocks(node: gast.stmt) -> Iterator[list[gast.stmt]]:
    """The statement lists inside a compound statement."""
    if isinstance(node, COMPOUND):
        yield node.body
        if getattr(node, "orelse", None):
            yield node.orelse


def heads(node: gast.stmt) -> list[gast.AST]:
    """The parts of a statement that are evaluated when it is reached."""
    match node:
        case gast.If(test=test) | gast.While(test=test):
            return [test]
        case gast.For(iter=iterable):
            return [iterable]
        case gast.With(items=items):
            return list(items)
    return [node]


def counts(fn: gast.FunctionDef) -> tuple[dict[str, int], dict[str, int], set[str]]:
    """How often each name is assigned and read, and the names that nested functions read."""
    nodes: list[Any] = walk.within(fn.body)
    names = [node for node in nodes if type(node) is gast.Name]
    reads = Counter([name.id for name in names if type(name.ctx) is gast.Load])
    binds = Counter([name.id for name in names if type(name.ctx) is not gast.Load])
    captured: set[str] = set()
    for node in nodes:
        kind = type(node)
        if kind is gast.AugAssign:
            if isinstance(node.target, gast.Name):
                reads[node.target.id] += 1
        elif kind is gast.FunctionDef:
            captured |= walk.read(node)
            binds[node.name] += 1
        elif kind in _SCOPES:
            captured |= walk.read(node)
    return dict(binds), dict(reads), captured


_SCOPES = frozenset((gast.Lambda, gast.ListComp, gast.GeneratorExp, gast.SetComp, gast.DictComp))


def impure(node: gast.AST, ids: Set[int]) -> bool:
    """Whether evaluating this has an effect, or may raise where it matters."""
    return any(id(child) in ids or isinstance(child, gast.NamedExpr) for child in walk.nodes(node))


def stores(node: gast.stmt) -> bool:
    """Whether a simple statement writes into memory that other names may reach."""
    if isinstance(node, gast.AugAssign):
        return True
    if isinstance(node, gast.Assign):
        return any(isinstance(t, gast.Subscript | gast.Attribute) for t in node.targets)
    return isinstance(node, gast.Expr)

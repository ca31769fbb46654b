"""Structured statements: their blocks, and what one statement reads, binds and writes into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

import gast

from s2s.syntax import walk
from s2s.syntax.occurrences import occurrences

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
    reads: dict[str, int] = {}
    binds: dict[str, int] = {}
    captured: set[str] = set()
    nodes = occurrences(fn.body)
    for node in nodes:  # it grows
        kind = type(node)
        if kind is gast.Name:
            into = reads if type(node.ctx) is gast.Load else binds
            into[node.id] = into.get(node.id, 0) + 1
        elif kind is gast.AugAssign:
            if type(node.target) is gast.Name:
                reads[node.target.id] = reads.get(node.target.id, 0) + 1
        elif kind is gast.FunctionDef:
            captured |= walk.read(node)
            binds[node.name] = binds.get(node.name, 0) + 1
        elif kind in _SCOPES:
            captured |= walk.read(node)
            if kind is gast.Lambda:
                nodes += occurrences(walk.children(node))
    return binds, reads, captured


def rename(body: Iterable[gast.AST], names: Mapping[str, str]) -> None:
    """Gives variables other names where they stand; nested functions have variables of their own.

    What a nested function reads from around it keeps its name: it is among the captured ones.
    """
    nodes = list(body)
    for node in nodes:  # it grows
        if isinstance(node, gast.Name):
            node.id = names.get(node.id, node.id)
        elif not isinstance(node, gast.FunctionDef | gast.Lambda):
            nodes.extend(walk.children(node))


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

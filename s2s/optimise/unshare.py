"""Unshare: every place in the tree gets a node of its own, so that passes can change it there."""

from __future__ import annotations

import gast

from s2s.syntax import walk


def unshare(fn: gast.FunctionDef) -> None:
    """Copies expressions that stand in several places."""
    seen: set[int] = set()
    pending: list[gast.AST] = [fn]
    while pending:
        node = pending.pop()
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, gast.expr):
                setattr(node, field, _own(value, seen, pending))
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if isinstance(item, gast.expr):
                        value[i] = _own(item, seen, pending)
                    elif isinstance(item, gast.AST):
                        pending.append(item)
            elif isinstance(value, gast.AST):
                pending.append(value)


def _own(node: gast.expr, seen: set[int], pending: list[gast.AST]) -> gast.expr:
    if id(node) in seen:
        node = walk.clone(node)
    seen.add(id(node))
    pending.append(node)
    return node

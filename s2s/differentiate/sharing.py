"""Which names may refer to something that the function writes into."""

from __future__ import annotations

import gast

from s2s.analyse.typed import RuleCall, Typed
from s2s.syntax import walk


def shares_written(typed: Typed) -> set[str]:
    """Names that may be, hold or be part of a passive array, list or object that is written."""
    if not typed.written:
        return set()
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    pending: list[gast.AST] = list(typed.body)
    while pending:
        node = pending.pop()
        names: set[str] = set()
        if isinstance(node, gast.Assign) and _may_alias(node.value, typed):
            names = walk.bound(node.targets) | walk.read([node.value, *node.targets])
        elif isinstance(node, gast.For):
            names = walk.bound(node.target) | walk.read(node.iter)
        first = next(iter(sorted(names)), None)
        for name in names:
            parent[find(name)] = find(first or name)
        if not isinstance(node, gast.FunctionDef):
            pending.extend(child for child in walk.children(node) if isinstance(child, gast.stmt))
    roots = {find(name) for name in typed.written}
    return {name for name in [*parent] if find(name) in roots}


def _may_alias(value: gast.expr, typed: Typed) -> bool:
    if isinstance(
        value,
        gast.BinOp | gast.UnaryOp | gast.Compare | gast.Constant | gast.BoolOp | gast.JoinedStr,
    ):
        return False
    resolution = typed.calls.get(id(value), (None, None))[1]
    if isinstance(resolution, RuleCall):
        return bool(resolution.rule.view)
    return True

"""What the reverse sweep asks of blocks of statements: atoms, calls, how a loop ends."""

from __future__ import annotations

import gast

from s2s.analyse.typed import Append
from s2s.syntax import build, walk


def atoms_of(resolution: object) -> list[gast.expr]:
    """The atoms of the caller that a resolved call reads."""
    found: list[gast.expr] = []
    for field in ("bound", "fields"):
        found.extend(getattr(resolution, field, {}).values())
    for values in getattr(resolution, "variadic", {}).values():
        found.extend(values)
    found.extend(getattr(resolution, "args", []))
    if hasattr(resolution, "value"):
        found.append(resolution.value)
    if isinstance(resolution, Append):
        found.append(build.name(resolution.target))
    return found


def calls(body: list[gast.stmt]) -> list[gast.AST]:
    return [node for node in walk.within(body) if isinstance(node, gast.Call | gast.Attribute)]


_WRITES = frozenset("at copyto put place putmask fill_diagonal random".split())


def computes(node: gast.Call) -> bool:
    """Whether a call of a formula gives a value of its arguments and does nothing else.

    >>> computes(gast.parse("np.sum(x, axis=0)").body[0].value)
    True
    >>> computes(gast.parse("np.add.at(x, i, v)").body[0].value)
    False
    """
    if any(word.arg in ("out", None) for word in node.keywords):
        return False
    func = node.func
    if isinstance(func, gast.Attribute) and func.attr == "copy":
        return True
    while isinstance(func, gast.Attribute) and func.attr not in _WRITES:
        func = func.value
    return isinstance(func, gast.Name) and func.id in ("np", "math")


def split_break(body: list[gast.stmt]) -> tuple[list[gast.stmt], list[gast.stmt]]:
    last = body[-1] if body else None
    if isinstance(last, gast.Break):  # the kinds of the arguments decide that it is left
        return body[:-1], [last]
    if isinstance(last, gast.If) and len(last.body) == 1 and isinstance(last.body[0], gast.Break):
        return body[:-1], [last]
    return body, []


def counts(body: list[gast.stmt]) -> dict[str, int]:
    """How many assignments each name has."""
    found: dict[str, int] = {}
    pending: list[gast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store):
            found[node.id] = found.get(node.id, 0) + 1
        elif isinstance(node, gast.stmt | gast.Tuple | gast.Starred | gast.withitem):
            if not isinstance(node, gast.FunctionDef):
                pending.extend(walk.children(node))
    return found

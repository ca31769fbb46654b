"""Doubts: lists and dicts that are held to be empty are checked where they are read.

All that puts something into a container is followed to every name of it. Should a program do so in a
way that is not seen, its derivative would lack that part without a word; the check says it.
"""

from __future__ import annotations

import gast

from s2s.analyse.holding import EMPTY
from s2s.analyse.typed import Append, Copied, RecordCall, Slot, UserCall
from s2s.analyse.walker import Walker
from s2s.syntax import build, walk

_PUTS = (Append, Copied, RecordCall, UserCall)
_ABOUT = frozenset(
    {"len", "isinstance", "type", "id", "print", "bool", "str", "repr", "list", "dict", "tuple"}
)


def doubts(walker: Walker, body: list[gast.stmt]) -> list[gast.stmt]:
    """The statements, with checks before those that read the items of what holds none."""
    found: list[gast.stmt] = []
    for node in body:
        for name in sorted(_read(node, walker)):
            if walker.env.get(name) in EMPTY:
                walker.guard("rt.still_empty", [build.name(name)], node, found)
        found.append(node)
        if not isinstance(node, gast.FunctionDef):
            for part in ("body", "orelse"):
                inner = getattr(node, part, None)
                if inner:
                    setattr(node, part, doubts(walker, inner))
    return found


def _read(node: gast.stmt, walker: Walker) -> set[str]:
    """The names whose items a statement reads."""
    match node:
        case gast.For(iter=gast.Name(id=name)):
            return {name}
        case gast.Assign(value=gast.Subscript(value=gast.Name(id=name))):
            return {name}
        case gast.Assign(value=gast.Call() as call) | gast.Expr(value=gast.Call() as call):
            return _given(call, walker)
    return set()


def _given(call: gast.Call, walker: Walker) -> set[str]:
    resolution = walker.typed.resolution(call)
    if isinstance(resolution, _PUTS) or build.path(call.func) in _ABOUT:
        return set()
    if isinstance(resolution, Slot):
        return {resolution.target} if resolution.method == "pop" else set()
    if isinstance(call.func, gast.Attribute) and resolution is None:
        return set()  # `xs.append(1)`
    return walk.read([*call.args, *(word.value for word in call.keywords)])

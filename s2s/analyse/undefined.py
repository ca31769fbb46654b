"""Undefined: names that nothing defines, where the program reads them."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

import gast

from s2s.syntax import build, walk
from s2s.syntax.names import OURS

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_BLOCKS = ("body", "orelse")


def undefined(walker: Walker, node: gast.stmt, out: list[gast.stmt]) -> None:
    """Has generated code raise what Python raises, before a statement that reads such a name.

    Otherwise a value that nothing needs would not be read at all, and a handler of the program's
    would not see what it handles.
    """
    if not walker.missing:  # mostly
        return
    names = walker.missing & _read(node)
    for name in sorted(names - walker.env.keys()):
        walker.guard("rt.missing", [build.const(name)], node, out)


def missing(walker: Walker, body: list[gast.stmt]) -> frozenset[str]:
    """The names that a function reads and that are not defined where it looks for them."""
    made = walker.unit.rebound.within(walker.scope)  # by the program itself
    spaces = (walker.scope, made, walker.closure, walker.locals, walker.env, OURS, vars(builtins))
    return frozenset(name for name in walk.read(body) if not any(name in space for space in spaces))


def _read(node: gast.stmt) -> set[str]:
    """What a statement reads itself; the statements in it are looked at one by one."""
    if isinstance(node, gast.FunctionDef):
        return set()
    if not hasattr(node, "body"):
        return walk.read(node)
    heads = [getattr(node, field) for field in ("test", "iter") if hasattr(node, field)]
    return walk.read(heads)

"""Which names the result depends on, through values that vary."""

from __future__ import annotations

import gast

from s2s.analyse.typed import Append, Typed
from s2s.syntax import walk


def useful(typed: Typed, results: set[str]) -> set[str]:
    """Names that the results depend on. Loops are walked until nothing is added."""
    found = set(results)
    _block(typed.body, typed, found)
    return found


def _block(body: list[gast.stmt], typed: Typed, found: set[str]) -> None:
    for node in reversed(body):
        _statement(node, typed, found)


def _statement(node: gast.stmt, typed: Typed, found: set[str]) -> None:
    match node:
        case gast.Assign(targets=[gast.Name(id=name)], value=value):
            if name in found:
                found |= walk.read(value)
        case gast.Assign(targets=[gast.Tuple() as goal], value=value):
            if walk.bound(goal) & found:
                found |= walk.read(value)
        case gast.Assign(targets=[gast.Subscript(value=gast.Name(id=name))], value=value):
            if name in found:
                found |= walk.read(value)
        case gast.Expr(value=call):
            resolution = typed.calls.get(id(call), (None, None))[1]
            if isinstance(resolution, Append) and resolution.target in found:
                found |= walk.read(resolution.value)
        case gast.If(body=body, orelse=orelse):
            _block(body, typed, found)
            _block(orelse, typed, found)
        case gast.With(body=body):
            _block(body, typed, found)
        case gast.For(body=body) | gast.While(body=body):
            size = -1
            while size != len(found):
                size = len(found)
                _block(body, typed, found)

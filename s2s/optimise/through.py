"""Through: an entry that hands its arguments on to one other function, and its results back, goes.

The derivative of a derivative is a function that calls the derivative: what it calls is the entry then.
"""

from __future__ import annotations

import gast

from s2s.syntax import walk


def through(functions: list[gast.FunctionDef], entry: str) -> tuple[list[gast.FunctionDef], str]:
    """The functions that are left, and the name of the entry.

    >>> text = "def g(x, d): return x, d\\ndef f(x, x_dot):\\n    a, b = g(x, x_dot)\\n    return a, b"
    >>> kept, entry = through(gast.parse(text).body, "f")
    >>> [node.name for node in kept], entry
    (['g'], 'g')
    """
    named = {node.name: node for node in functions}
    first = named[entry]
    callee = _handed_to(first)
    if callee not in named or callee == entry or first.args.defaults:
        return functions, entry
    others = [node for node in functions if node is not first]
    if any(callee in walk.read(node.body) for node in others):
        return functions, entry
    return others, callee


def _handed_to(node: gast.FunctionDef) -> str:
    """The function that this one calls with its own arguments for its own result, if it is so."""
    match node.body:
        case [gast.Return(value=gast.Call() as call)]:
            pass
        case [
            gast.Assign(targets=[gast.Name(id=goal)], value=gast.Call() as call),
            gast.Return(value=gast.Name(id=value)),
        ] if goal == value:
            pass
        case [
            gast.Assign(targets=[gast.Tuple(elts=goals)], value=gast.Call() as call),
            gast.Return(value=gast.Tuple(elts=values)),
        ]:
            if [_id(goal) for goal in goals] != [_id(value) for value in values]:
                return ""
        case _:
            return ""
    if call.keywords or not isinstance(call.func, gast.Name):
        return ""
    same = [_id(arg) for arg in call.args] == walk.parameters(node)
    return call.func.id if same else ""


def _id(node: gast.expr) -> str | None:
    return node.id if isinstance(node, gast.Name) else None

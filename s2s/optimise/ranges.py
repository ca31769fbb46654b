"""Ranges: loops that only count are written as such."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import counts
from s2s.optimise.facts import Facts
from s2s.syntax import build, walk


def ranges(fn: gast.FunctionDef, facts: Facts) -> None:
    """``range(len(range(n)))`` becomes ``range(n)``; what is not read does not count down.

    A variable of ours that is not read is spelled ``_``; the user's keeps its name.

    >>> text = "def f(x, n):\\n    for i in range(len(range(n))):\\n        x = 2 * x\\n"
    >>> text += "    for i in reversed(range(n)):\\n        x = 3 * x\\n    return x"
    >>> fn = gast.parse(text).body[0]
    >>> ranges(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(x, n):
        for _ in range(n):
            x = 2 * x
        for _ in range(n):
            x = 3 * x
        return x
    """
    loops = [node for node in walk.statements(fn.body) if isinstance(node, gast.For)]
    if not loops:
        return
    _, reads, captured = counts(fn)
    given = {*facts.origin, *facts.origin.values()}
    for node in loops:
        node.iter = _measured(node.iter)
        if not isinstance(node.target, gast.Name):
            continue
        name = node.target.id
        if reads.get(name) or name in captured:
            continue
        match node.iter:
            case gast.Call(
                func=gast.Name(id="reversed"),
                args=[gast.Call(func=gast.Name(id="range")) as forward],
            ):
                node.iter = forward
        is_range = isinstance(node.iter, gast.Call) and isinstance(node.iter.func, gast.Name)
        if is_range and node.iter.func.id == "range" and name not in given and not reads.get("_"):
            node.target = build.target("_")


def _measured(iterable: gast.expr) -> gast.expr:
    match iterable:
        case gast.Call(
            func=gast.Name(id="range"),
            args=[
                gast.Call(
                    func=gast.Name(id="len"), args=[gast.Call(func=gast.Name(id="range")) as inner]
                )
            ],
        ) if len(inner.args) == 1:
            return inner
    return iterable

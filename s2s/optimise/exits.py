"""Exits: a loop is left where the flag that says so is set, not at the end of its body."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import blocks
from s2s.optimise.facts import Facts
from s2s.syntax import walk


def exits(fn: gast.FunctionDef, facts: Facts) -> None:
    """``if not stop: ...`` and then ``if stop: break`` becomes ``if stop: break`` and then the rest.

    >>> text = "def f(x):\\n    while x < 9:\\n        stop = x > 5\\n        if not stop:\\n"
    >>> text += "            x = 2 * x\\n        if stop:\\n            break\\n    return x"
    >>> fn = gast.parse(text).body[0]
    >>> exits(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(x):
        while x < 9:
            stop = x > 5
            if stop:
                break
            x = 2 * x
        return x
    """
    _block(fn.body)


def _block(body: list[gast.stmt]) -> None:
    for node in body:
        if isinstance(node, gast.FunctionDef):
            continue
        for inner in blocks(node):
            _block(inner)
        if isinstance(node, gast.For | gast.While) and len(node.body) > 1:
            _loop(node.body)


def _loop(body: list[gast.stmt]) -> None:
    rest, leave = body[-2:]
    match leave:
        case gast.If(test=gast.Name(id=flag), body=[gast.Break()], orelse=[]):
            pass
        case _:
            return
    match rest:
        case gast.If(test=gast.UnaryOp(op=gast.Not(), operand=gast.Name(id=name)), orelse=[]):
            others = rest.body
        case gast.If(test=gast.Name(id=name), body=[gast.Pass()], orelse=[_, *_]):
            others = rest.orelse
        case _:
            return
    if name == flag and flag not in walk.bound(others):
        body[-2:] = [leave, *others]

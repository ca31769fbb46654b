"""Join: two branches that stand together and ask the same thing become one."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import blocks
from s2s.optimise.facts import Facts
from s2s.syntax import walk


def join(fn: gast.FunctionDef, facts: Facts) -> None:
    """``if c: a`` and then ``if c: b`` becomes ``if c: a; b``, unless ``a`` changes ``c``.

    >>> fn = gast.parse("def f(c):\\n    if c:\\n        a = 1\\n    if c:\\n        b = a").body[0]
    >>> join(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(c):
        if c:
            a = 1
            b = a
    """
    _block(fn.body)


def _block(body: list[gast.stmt]) -> None:
    i = 0
    while i + 1 < len(body):
        match body[i], body[i + 1]:
            case (
                gast.If(test=gast.Name(id=first)) as here,
                gast.If(test=gast.Name(id=second)) as there,
            ) if first == second and first not in walk.bound(here):
                here.body += there.body
                here.orelse += there.orelse
                del body[i + 1]
                continue
        i += 1
    for node in body:
        if not isinstance(node, gast.FunctionDef):
            for inner in blocks(node):
                _block(inner)

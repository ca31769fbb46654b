"""Countdown: a range that is read from its end by an index is run over backwards."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import blocks, counts
from s2s.optimise.facts import Facts
from s2s.syntax import build


def countdown(fn: gast.FunctionDef, facts: Facts) -> None:
    """``for j in range(len(r)): i = r[last - j]`` becomes ``for i in reversed(r)``.

    >>> text = "def f(x, m):\\n    r = range(1, m)\\n    n = len(r)\\n    last = n - 1\\n"
    >>> text += "    for j in range(n):\\n        i = r[last - j]\\n        x = x * i\\n    return x"
    >>> fn = gast.parse(text).body[0]
    >>> countdown(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f(x, m):
        r = range(1, m)
        for i in reversed(r):
            x = x * i
        return x
    """
    binds, reads, captured = counts(fn)
    alone = {name for name, count in binds.items() if count == 1 and name not in captured}
    _block(fn.body, alone, reads)


def _block(body: list[gast.stmt], alone: set[str], reads: dict[str, int]) -> None:
    for node in body:
        for inner in blocks(node):
            _block(inner, alone, reads)
    for place, node in enumerate(body):
        if isinstance(node, gast.For) and not node.orelse:
            found = _measured(body[:place], node, alone, reads)
            if found is not None:
                (owner, last), gone = found
                if _turn(node, owner, last, alone, reads):
                    body[:] = [other for other in body if other not in gone]
                    _block(body, alone, reads)
                    return


def _measured(
    before: list[gast.stmt], loop: gast.For, alone: set[str], reads: dict[str, int]
) -> tuple[tuple[str, str], list[gast.stmt]] | None:
    """The range of which the loop's own is the length, the name of its last index, and what says so."""
    match loop.iter:
        case gast.Call(func=gast.Name(id="range"), args=[gast.Name(id=n)]) if n in alone:
            pass
        case _:
            return None
    owner = last = ""
    ranges: set[str] = set()
    gone: list[gast.stmt] = []
    for node in before:
        match node:
            case gast.Assign(
                targets=[gast.Name(id=name)], value=gast.Call(func=gast.Name(id="range"))
            ):
                ranges.add(name)
            case gast.Assign(
                targets=[gast.Name(id=name)],
                value=gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=of)]),
            ) if name == n and of in ranges & alone:
                owner = of
                gone.append(node)
            case gast.Assign(
                targets=[gast.Name(id=name)],
                value=gast.BinOp(
                    left=gast.Name(id=of), op=gast.Sub(), right=gast.Constant(value=1)
                ),
            ) if of == n and name in alone:
                last = name
                gone.append(node)
    once = reads.get(n) == 2 and reads.get(last) == 1 and reads.get(owner) == 2
    return ((owner, last), gone) if owner and last and once else None


def _turn(loop: gast.For, owner: str, last: str, alone: set[str], reads: dict[str, int]) -> bool:
    """Makes the loop run over the range backwards, if that is what its first statement does."""
    match loop.target, loop.body[0]:
        case (
            gast.Name(id=own),
            gast.Assign(
                targets=[gast.Name(id=name) as goal],
                value=gast.Subscript(
                    value=gast.Name(id=base),
                    slice=gast.BinOp(
                        left=gast.Name(id=left), op=gast.Sub(), right=gast.Name(id=right)
                    ),
                ),
            ),
        ) if (base, left, right) == (owner, last, own):
            if reads.get(own) != 1 or own not in alone or name not in alone:
                return False
            loop.target = goal
            loop.iter = build.call("reversed", build.name(owner))
            loop.body = loop.body[1:] or [gast.Pass()]
            return True
    return False

"""Swap: assignments that only keep an old value for each other are made at once."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import blocks, counts, impure
from s2s.optimise.facts import Facts
from s2s.syntax import build, walk

_NODES = 24  # longer right-hand sides read better one below the other


def swap(fn: gast.FunctionDef, facts: Facts) -> None:
    """``t = a; a = b; b = 2 * t`` becomes ``a, b = b, 2 * a``.

    >>> fn = gast.parse("def f(a, b):\\n    t = a\\n    a = b\\n    b = 2 * t\\n    return a, b").body[0]
    >>> swap(fn, Facts(scalars=frozenset({"t"})))
    >>> print(gast.unparse(fn).strip())
    def f(a, b):
        a, b = (b, 2 * a)
        return (a, b)
    """
    binds, reads, captured = counts(fn)
    brief = (
        {n for n in binds if binds[n] == 1 == reads.get(n)} - captured - set(facts.origin.values())
    )
    _block(fn.body, brief, facts)


def _block(body: list[gast.stmt], brief: set[str], facts: Facts) -> None:
    for node in body:
        if not isinstance(node, gast.FunctionDef):
            for inner in blocks(node):
                _block(inner, brief, facts)
    for i in range(len(body) - 3, -1, -1):
        made = _joined(body[i : i + 3], brief, facts)
        if made is not None:
            body[i : i + 3] = [made]


def _joined(three: list[gast.stmt], brief: set[str], facts: Facts) -> gast.stmt | None:
    match three:
        case [
            gast.Assign(targets=[gast.Name(id=kept)], value=old),
            gast.Assign(targets=[gast.Name(id=a)], value=first),
            gast.Assign(targets=[gast.Name(id=b)], value=second),
        ] if kept in brief:
            pass
        case _:
            return None
    if any(impure(node, facts.impure) for node in three) or kept not in walk.read(second):
        return None
    if a == b or a not in walk.read(old) or kept in walk.read(first):
        return None
    if a in walk.read(second):  # the new value, which there is not yet
        return None
    if sum(1 for value in (old, first, second) for _ in gast.walk(value)) > _NODES:
        return None
    pair = build.tuple_([first, walk.substitute(second, {kept: old})])
    made = next((node for node in three if id(node) in facts.comments), three[1])
    made.targets, made.value = build.unpack([a, b], pair).targets, pair
    return made

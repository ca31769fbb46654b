"""Copies of names that never change: every use reads the original."""

from __future__ import annotations

from dataclasses import replace

import gast

from s2s.optimise.blocks import blocks, counts
from s2s.optimise.facts import Facts
from s2s.syntax import walk


def propagate(fn: gast.FunctionDef, facts: Facts) -> Facts:
    """``a = b`` goes, and ``a`` becomes ``b``, where each has one value for good.

    If ``b`` is a temporary and ``a`` the user's or the adjoint of the user's, ``b`` becomes ``a``.

    Returns:
        The facts about the names as they are now: what was seen through ``a`` is seen through ``b``.
    """
    binds, _, captured = counts(fn)
    params = set(walk.parameters(fn))
    steady = {name for name, count in binds.items() if count == 1 and name not in params}
    steady |= {name for name in params if name not in binds}
    names: dict[str, str] = {}
    _collect(fn.body, steady - captured, facts, names, params)
    if not names:
        return facts
    for name in list(names):
        while names[name] in names:
            names[name] = names[names[name]]
    _apply(fn.body, names)
    same = set(names)  # what is known of a value is known of it under its other name
    return replace(
        facts,
        shared=facts.shared | {names[a] for a in facts.shared & same},
        arrays=facts.arrays | {names[a] for a in facts.arrays & same},
        floats=facts.floats | {names[a] for a in facts.floats & same},
    )


def _collect(
    body: list[gast.stmt], steady: set[str], facts: Facts, names: dict[str, str], params: set[str]
) -> None:
    kept = []
    for node in body:
        match node:
            case gast.Assign(targets=[gast.Name(id=a)], value=gast.Name(id=b)) if {
                a,
                b,
            } <= steady and a not in params:
                if a in facts.in_place or b in facts.in_place:
                    kept.append(node)
                elif a in facts.origin and b in facts.foldable - params and not {a, b} & set(names):
                    names[b] = a  # the better name of the two
                else:
                    names[a] = b
                continue
        for inner in blocks(node):
            _collect(inner, steady, facts, names, params)
        kept.append(node)
    body[:] = kept or [gast.Pass()]


def _apply(body: list[gast.stmt], names: dict[str, str]) -> None:
    for node in walk.nodes(body):
        if isinstance(node, gast.Name) and node.id in names:
            node.id = names[node.id]

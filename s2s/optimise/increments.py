"""Increments: an item of an adjoint or tangent that grows is written as such."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import blocks
from s2s.optimise.facts import Facts
from s2s.syntax import names, walk


def increments(fn: gast.FunctionDef, facts: Facts) -> None:
    """``x_bar[i] = x_bar[i] + e`` becomes ``x_bar[i] += e``: the derivative of such a statement is two.

    >>> text = "def f(x_bar, i, e):\\n    x_bar[i] = x_bar[i] + e\\n    x_bar[0] = x_bar[1] + e"
    >>> fn = gast.parse(text).body[0]
    >>> increments(fn, Facts(arrays=frozenset({"x_bar"}), scalars=frozenset({"i"})))
    >>> print(gast.unparse(fn).strip())
    def f(x_bar, i, e):
        x_bar[i] += e
        x_bar[0] = x_bar[1] + e
    """
    _block(fn.body, facts)


def _block(body: list[gast.stmt], facts: Facts) -> None:
    for place, node in enumerate(body):
        for inner in blocks(node):
            _block(inner, facts)
        match node:
            case gast.Assign(
                targets=[gast.Subscript(value=gast.Name(id=name), slice=key) as goal],
                value=gast.BinOp(
                    left=gast.Subscript(value=gast.Name(id=source), slice=old),
                    op=gast.Add() | gast.Sub() as op,
                    right=right,
                ),
            ) if name == source and name in facts.arrays and names.is_derivative(name):
                if walk.key(key) == walk.key(old) and _is_item(key, facts):
                    made = gast.AugAssign(target=goal, op=op, value=right)
                    body[place] = walk.copy_position(made, node)


def _is_item(key: gast.expr, facts: Facts) -> bool:
    """Whether an index means one place: numbers."""
    if isinstance(key, gast.Tuple):
        return all(_is_item(part, facts) for part in key.elts)
    if isinstance(key, gast.BinOp):
        return _is_item(key.left, facts) and _is_item(key.right, facts)
    if isinstance(key, gast.Constant):
        return isinstance(key.value, int)
    return isinstance(key, gast.Name) and key.id in facts.scalars

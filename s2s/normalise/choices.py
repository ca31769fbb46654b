"""Conditional expressions and value-``and``/``or`` become ``if`` statements."""

from __future__ import annotations

import gast

from s2s.normalise.flattener import Flattener
from s2s.normalise.passive import negate_value
from s2s.syntax import build, walk


def conditional(flat: Flattener, node: gast.IfExp) -> gast.expr:
    """``a if c else b``: only one of the two is evaluated."""
    chosen = flat.context.alias("chosen")
    flat.statement(distribute(node, build.assign(chosen, build.const(None)), "value"))
    return flat.read(chosen, node)


def distribute(node: gast.IfExp, around: gast.stmt, field: str) -> gast.If:
    """The statement ``around`` with each of the two values, under an ``if``.

    ``field`` is where in the statement the value stands; other fields are copied.
    """
    branches = []
    for value in (node.body, node.orelse):
        setattr(around, field, build.const(None))
        branch = walk.clone(around)
        setattr(branch, field, value)
        branches.append(walk.place(branch, node))
    return walk.copy_position(build.if_(node.test, branches[:1], branches[1:]), node)


def logical(flat: Flattener, node: gast.BoolOp) -> gast.expr:
    """``a and b``, ``a or b``: the later operands are evaluated only where they decide."""
    chosen = flat.context.alias("chosen")
    nest: list[gast.stmt] = []
    for position in range(len(node.values) - 1, -1, -1):
        value = node.values[position]
        if nest:
            test: gast.expr = flat.read(chosen, value)
            if isinstance(node.op, gast.Or):
                test = negate_value(test, value)
            nest = [walk.copy_position(build.if_(test, nest), value)]
        goal = walk.copy_position(build.target(chosen), value)
        nest.insert(0, walk.copy_position(build.assign(goal, value), value))
    for statement in nest:
        flat.statement(statement)
    return flat.read(chosen, node)

"""Tidying: spellings that nobody would write by hand."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import blocks


def tidy(fn: gast.FunctionDef) -> None:
    """``x[...] += y`` becomes ``x += y``, and ``x += -y`` becomes ``x -= y``."""
    _block(fn.body)


def _block(body: list[gast.stmt]) -> None:
    for node in body:
        for inner in blocks(node):
            _block(inner)
        if not isinstance(node, gast.AugAssign):
            continue
        goal = node.target
        if isinstance(goal, gast.Subscript) and isinstance(goal.value, gast.Name):
            if isinstance(goal.slice, gast.Constant) and goal.slice.value is ...:
                node.target = goal.value
                node.target.ctx = gast.Store()
        value = node.value
        if isinstance(value, gast.UnaryOp) and isinstance(value.op, gast.USub):
            opposite = {gast.Add: gast.Sub, gast.Sub: gast.Add}.get(type(node.op))
            if opposite is not None:
                node.op, node.value = opposite(), value.operand

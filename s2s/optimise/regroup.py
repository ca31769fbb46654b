"""Regroup: what is the same for all directions is multiplied first."""

from __future__ import annotations

import ast
from typing import Any

import gast

from s2s.optimise.facts import Facts
from s2s.optimise.tree import is_float
from s2s.syntax import walk


def regroup(fn: gast.FunctionDef, facts: Facts) -> None:
    """``x_dot * a * b``, where ``x_dot`` has a row for each direction, becomes ``x_dot * (a * b)``.

    >>> fn = gast.parse("def f(x_dot, a, b):\\n    return 2.0 * (x_dot * a) * b + x_dot").body[0]
    >>> regroup(fn, Facts(rows=frozenset({"x_dot"}), floats=frozenset({"a", "b"})))
    >>> print(gast.unparse(fn).strip())
    def f(x_dot, a, b):
        return x_dot * (2.0 * a * b) + x_dot
    """
    if facts.rows:
        change = _Regroup(facts)
        for node in walk.statements(fn.body):
            if walk.read(node) & facts.rows:
                change.visit(node)


class _Regroup(ast.NodeTransformer):
    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def visit_BinOp(self, node: Any) -> gast.expr:
        """A product of a product: the factors that have no rows come together."""
        self.generic_visit(node)
        outer = self.split(node)
        inner = self.split(outer[0]) if outer is not None else None
        if outer is None or inner is None:
            return node
        rows, first, second = inner[0], inner[1], outer[1]
        if outer[0] is node.right:
            first, second = second, first
        # A product of whole numbers may be too large for one.
        if not any(is_float(factor, self.facts.floats) for factor in (first, second)):
            return node
        factor = gast.BinOp(left=first, op=gast.Mult(), right=second)
        return walk.copy_position(gast.BinOp(left=rows, op=gast.Mult(), right=factor), node)

    def visit_FunctionDef(self, node: Any) -> gast.FunctionDef:
        """A function in it stays as it is."""
        return node

    def split(self, node: gast.expr) -> tuple[gast.expr, gast.expr] | None:
        """The factor of a product that has a row for each direction, and the one that has none."""
        match node:
            case gast.BinOp(left=left, op=gast.Mult(), right=right):
                on = [bool(walk.read(side) & self.facts.rows) for side in (left, right)]
                if on == [True, False]:
                    return left, right
                if on == [False, True]:
                    return right, left
        return None

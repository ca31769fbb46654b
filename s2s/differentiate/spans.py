"""Tangents that have the shape of their primal because all of its arrays stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.differentiate.tangents import Tangents

# Functions whose tangent is a sum of calls of their own, with whole tangents for operands.
_PRODUCTS = frozenset(
    """
    numpy.matmul numpy.dot numpy.outer numpy.inner numpy.linalg.solve numpy.linalg.inv
    """.split()
)
_ELEMENTWISE = gast.Add | gast.Sub | gast.Mult | gast.Div


def spans(tangent: gast.expr, value: gast.expr, resolution: object, tangents: Tangents) -> bool:
    """Whether ``x_dot * y + y_dot * x`` is as large as ``x * y``, whatever the lengths of the axes are.

    That is so where each array varies, has a tangent of its own shape, and that stands in the
    formula. Nothing is said of what is not known to be an array or a number.
    """
    if _is_product(value, resolution):
        return True
    arrays = [
        operand for operand in _operands(value, resolution) if not _is_number(operand, tangents)
    ]
    read = walk.read(tangent)
    return bool(arrays) and all(
        isinstance(array, gast.Name)
        and tangents.is_active(array)
        and isinstance(tangents.env[array.id], k.Array)
        and not tangents.is_thin(array.id)
        and tangents.dot(array.id) in read
        for array in arrays
    )


def _is_product(value: gast.expr, resolution: object) -> bool:
    """Whether the tangents are multiplied as their primals are."""
    if isinstance(resolution, RuleCall):
        return resolution.rule.name in _PRODUCTS and resolution.out is None
    return isinstance(value, gast.BinOp) and isinstance(value.op, gast.MatMult)


def _operands(value: gast.expr, resolution: object) -> list[gast.expr]:
    """The operands of an elementwise operation; none for anything else."""
    match value:
        case gast.BinOp(left=left, op=op, right=right) if isinstance(op, _ELEMENTWISE):
            return [left, right]
        case gast.UnaryOp(op=gast.USub(), operand=operand):
            return [operand]
    if isinstance(resolution, RuleCall) and resolution.rule.flavour == "elementwise":
        atoms = list(resolution.bound.values())
        if len(atoms) == 1 and not resolution.variadic and resolution.out is None:
            return atoms
    return []


def _is_number(operand: gast.expr, tangents: Tangents) -> bool:
    """Whether an operand has no axes."""
    return isinstance(tangents.evaluator(operand), k.Scalar)

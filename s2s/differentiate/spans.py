"""Tangents that have the shape of their primal because all of its operands stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k

if TYPE_CHECKING:
    from s2s.differentiate.tangents import Tangents

_ELEMENTWISE = gast.Add | gast.Sub | gast.Mult | gast.Div


def spans(tangent: gast.expr, name: str, value: gast.expr, tangents: Tangents) -> bool:
    """Whether the tangent of ``name = value`` has its shape, whatever the shapes of the operands are.

    ``x_dot * y + y_dot * x`` is broadcast as ``x * y`` is, though ``x_dot`` may be thinner than
    ``x``; and ``(x_dot - z * y_dot) / y`` as ``z = x / y``, which stands in it. No array becomes
    complex by this arithmetic where the primal is real.
    """
    if not isinstance(value, gast.BinOp) or not isinstance(value.op, _ELEMENTWISE):
        return False
    found = _leaves(tangent)
    return name in found or all(
        _within(operand, found, tangents) for operand in (value.left, value.right)
    )


def _within(operand: gast.expr, found: frozenset[str], tangents: Tangents) -> bool:
    """Whether the shape of an operand is among those that are broadcast."""
    if isinstance(operand, gast.Constant):
        return True
    if not isinstance(operand, gast.Name):
        return False
    whole = tangents.is_active(operand) and not tangents.is_thin(operand.id)
    return (
        isinstance(tangents.env[operand.id], k.Scalar)
        or operand.id in found
        or (whole and tangents.dot(operand.id) in found)
    )


def _leaves(node: gast.expr) -> frozenset[str]:
    """The names that elementwise arithmetic broadcasts."""
    match node:
        case gast.Name():
            return frozenset({node.id})
        case gast.UnaryOp(op=gast.USub()):
            return _leaves(node.operand)
        case gast.BinOp() if isinstance(node.op, _ELEMENTWISE):
            return _leaves(node.left) | _leaves(node.right)
    return frozenset()

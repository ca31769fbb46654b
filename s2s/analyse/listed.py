"""Lists and tuples beside arrays: NumPy's operators make arrays of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


def becomes_array(kind: k.Kind, op: type, other: k.Kind) -> bool:
    """Whether an operand is a list or tuple of which the other one's operator makes an array.

    A number of NumPy's times a list repeats it, or fails.
    """
    kind, other = k.solid(kind), k.solid(other)
    if not isinstance(kind, k.List | k.Tuple) or kind.type not in (list, tuple):
        return False
    if isinstance(other, k.Array):
        return True
    number = isinstance(other, k.Scalar) and issubclass(other.type, np.generic)
    return number and op not in (gast.Mult, gast.MatMult)


def with_arrays(node: gast.BinOp, walker: Walker, out: list[gast.stmt]) -> gast.BinOp:
    """``x + [a, b]`` as ``x + np.array([a, b])``, where the list varies."""
    op, operands = type(node.op), [node.left, node.right]
    kinds = [walker.kind(operand) for operand in operands]
    made = [
        _array(operand, node, walker, out)
        if walker.varies(operand) and becomes_array(kind, op, other)
        else operand
        for operand, kind, other in zip(operands, kinds, reversed(kinds), strict=True)
    ]
    if made == operands:
        return node
    new = walk.copy_position(gast.BinOp(left=made[0], op=node.op, right=made[1]), node)
    walker.unit.keep(new)
    return new


def _array(operand: gast.expr, node: gast.expr, walker: Walker, out: list[gast.stmt]) -> gast.expr:
    resolver, target = walker.resolver, walker.target
    call = walk.copy_position(build.call("np.array", operand), node)
    walk.place(call, node)
    walker.unit.keep(call)
    walker.target = walker.temp_name(call, "array")
    value = resolver.dispatch(k.Func(np.array), call, [operand], [], call.func, out)
    kind, varied, walker.target = resolver.kind, resolver.varied, target
    return resolver.temp(value, kind, varied, "array", out, linked=True)

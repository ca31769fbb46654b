"""Augmented assignments become calls of the functions of ``operator``."""

from __future__ import annotations

import gast

from s2s.normalise import expressions
from s2s.normalise.flattener import Flattener
from s2s.normalise.storing import store
from s2s.syntax import build, walk

_OPERATORS = {
    gast.Add: "iadd",
    gast.Sub: "isub",
    gast.Mult: "imul",
    gast.Div: "itruediv",
    gast.FloorDiv: "ifloordiv",
    gast.Mod: "imod",
    gast.Pow: "ipow",
    gast.MatMult: "imatmul",
    gast.BitAnd: "iand",
    gast.BitOr: "ior",
    gast.BitXor: "ixor",
    gast.LShift: "ilshift",
    gast.RShift: "irshift",
}


def augmented(flat: Flattener, node: gast.AugAssign) -> None:
    """``target op= value``: target read, value evaluated, ``operator.iop``, target assigned."""
    target = node.target
    if flat.context.is_local("operator"):
        flat.context.unsupported(
            node,
            "an augmented assignment where `operator` is a variable is not supported",
            note="the update is written as a call of the module `operator`",
            hint="give the variable another name",
        )
    update = f"operator.{_OPERATORS[type(node.op)]}"
    if isinstance(target, gast.Name):
        old: gast.expr = flat.read(target.id, target)
        old, value = flat.operands([old, node.value])
        made = walk.copy_position(build.call(update, old, value), node)
        store(flat, target, made, node)
        return
    if isinstance(target, gast.Attribute):
        base = flat.name(target.value)
        base = flat.steady(base, [node.value])
        old = build.attribute(base, target.attr)
        place: gast.expr = gast.Attribute(walk.clone(base), target.attr, gast.Store())
    else:
        base, key = expressions.place(flat, target)
        base = flat.steady(base, [node.value]) if isinstance(base, gast.Name) else base
        key = _steady_index(flat, key, node.value)
        old = build.index(base, key)
        place = gast.Subscript(walk.clone(base), walk.clone(key), gast.Store())
    held = flat.bind(walk.copy_position(old, target), target)
    made = walk.copy_position(build.call(update, held, flat.atom(node.value)), node)
    new = flat.bind(made, node, held.id)
    flat.emit(build.assign(walk.copy_position(place, target), new), node)


def _steady_index(flat: Flattener, key: gast.expr, later: gast.expr) -> gast.expr:
    """The index with every name in it kept aside where ``later`` may assign it."""
    if isinstance(key, gast.Name):
        return flat.steady(key, [later])
    if isinstance(key, gast.Tuple):
        key.elts = [_steady_index(flat, element, later) for element in key.elts]
    elif isinstance(key, gast.Slice):
        for field in ("lower", "upper", "step"):
            part = getattr(key, field)
            if part is not None:
                setattr(key, field, _steady_index(flat, part, later))
    return key

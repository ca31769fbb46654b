"""Which names may be infinite, or have an infinite slope, where another value is chosen instead.

In: a ``Typed`` function. Out: names. What is not chosen has a cotangent of 0, which stays 0 where
it is multiplied by one of these.

    r = np.log(x); t = r * y; z = np.where(x > 0, t, 0.0)    ->    r, t
"""

from __future__ import annotations

import gast

from s2s.analyse.typed import RuleCall, Typed
from s2s.syntax import walk

# Their slope is the value itself, which overflows.
_GROWING = frozenset({"numpy.exp", "numpy.exp2", "numpy.expm1", "numpy.sinh", "numpy.cosh"})


def steep(typed: Typed) -> frozenset[str]:
    """The names of a function that may be infinite, or are computed from such ones."""
    values = [
        (node.targets[0].id, node.value)
        for node in walk.statements(typed.body)
        if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name)
    ]
    found = {name for name, value in values if _rises(typed, value)}
    count = 0
    while len(found) > count:
        count = len(found)
        found |= {name for name, value in values if walk.read(value) & found}
    return frozenset(found)


def _rises(typed: Typed, value: gast.expr) -> bool:
    resolution = typed.resolution(value)
    if isinstance(resolution, RuleCall):
        rule = resolution.rule
        return rule.name in _GROWING or any(
            "/" in text or "rt.power" in text for text in rule.partials.values()
        )
    return isinstance(value, gast.BinOp) and is_steep(value)


def is_steep(formula: gast.expr) -> bool:
    """Whether a formula divides by what varies, or takes a power that may be negative or a root."""
    return any(_divides(node) for node in walk.nodes(formula))


def _divides(node: gast.AST) -> bool:
    if isinstance(node, gast.Call):
        return "rt.power" in gast.unparse(node)
    if not isinstance(node, gast.BinOp):
        return False
    constant = node.right.value if isinstance(node.right, gast.Constant) else None
    if isinstance(node.op, gast.Div):
        return not constant
    return isinstance(node.op, gast.Pow) and not (isinstance(constant, int) and constant >= 0)

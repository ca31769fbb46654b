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
# What they give is infinite or nan outside of their domain, or where it overflows.
_PARTIAL = frozenset(
    "log log2 log10 log1p sqrt arcsin arccos arccosh arctanh asin acos acosh atanh power pow float_power "
    "exp exp2 expm1 sinh cosh divide true_divide reciprocal logit".split()
)
# Whoever calls these counts on values that are nan or infinite, and leaves them out.
ASKING = frozenset(
    "isnan isfinite isinf isposinf isneginf nan_to_num nansum nanmean nanmax nanmin nanstd nanvar "
    "nanprod nanmedian nanquantile nanpercentile nancumsum nancumprod fmax fmin strong_zero".split()
)


def asked(typed: Typed) -> frozenset[str]:
    """The names of a function that may be nan, as it asks for nan, or are computed from such ones."""
    values = [pair for node in walk.statements(typed.body) for pair in _assigned(node)]
    found: set[str] = set()
    for _, value in values:
        if any(_asks(node) for node in walk.nodes(value)):
            found |= walk.read(value)
    for back in (True, False):
        count = -1
        while found and len(found) > count:
            count = len(found)
            for name, value in values:
                if back and name in found:
                    found |= walk.read(value)
                elif not back and walk.read(value) & found:
                    found.add(name)
    return frozenset(found)


def _asks(node: gast.AST) -> bool:
    match node:
        case gast.Call(func=func):
            return gast.unparse(func).rpartition(".")[2] in ASKING
        case gast.Compare(left=gast.Name(id=left), comparators=[gast.Name(id=right)]):
            return bool(left == right)  # nan is not equal to itself
    return False


def _assigned(node: gast.stmt) -> list[tuple[str, gast.expr]]:
    """The names that a statement gives a value, with the value."""
    match node:
        case gast.Assign(targets=[goal], value=value) | gast.AugAssign(target=goal, value=value):
            while isinstance(goal, gast.Subscript | gast.Attribute):
                goal = goal.value
            return [(goal.id, value)] if isinstance(goal, gast.Name) else []
        case gast.Expr(value=value):
            return [("", value)]
    return []


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
    if any(isinstance(n, gast.Attribute) and n.attr in ("inf", "nan") for n in walk.nodes(value)):
        return True
    resolution = typed.resolution(value)
    if isinstance(resolution, RuleCall):
        rule = resolution.rule
        return rule.name in _GROWING or any(
            "/" in text or "rt.power" in text for text in rule.partials.values()
        )
    if resolution is None and isinstance(value, gast.Call):  # nothing flows through it: a factor
        return gast.unparse(value.func).rpartition(".")[2] in _PARTIAL
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

"""Units: a seed that is 1 leaves the products that it stands in."""

from __future__ import annotations

from collections.abc import Set

import gast

from s2s.optimise.blocks import counts
from s2s.optimise.facts import Facts
from s2s.optimise.tree import is_float
from s2s.syntax import build, names, walk


def units(fn: gast.FunctionDef, facts: Facts) -> None:
    """``y_bar = 1.0; x_bar = 2 * y_bar * x`` becomes ``x_bar = 2 * x`` if that is a float already.

    So does ``x_bar += 1.0 * x``, where the seed has become a number when the text was read again.
    A product that is an array of its own stays one: ``y_bar * w`` becomes ``1.0 * w``, not ``w``.

    >>> fn = gast.parse("def f(w):\\n    y_bar = 1.0\\n    w_bar = 2 * y_bar * w\\n    return w_bar").body[0]
    >>> units(fn, Facts(foldable=frozenset({"y_bar"}), floats=frozenset({"w"})))
    >>> print(gast.unparse(fn).strip())
    def f(w):
        w_bar = 2 * w
        return w_bar
    """
    ones: dict[str, gast.stmt] = {}
    for node in fn.body:
        match node:
            case gast.Assign(
                targets=[gast.Name(id=name)], value=gast.Constant(value=float() as one)
            ):
                if one == 1.0 and name in facts.foldable and names.is_derivative(name):
                    ones[name] = node
    binds, _, captured = counts(fn) if ones else ({}, {}, set())
    found = {name: node for name, node in ones.items() if binds[name] == 1 and name not in captured}
    change = _Units(set(found), facts)
    for node in list(walk.statements(fn.body)):
        if node not in found.values() and (found or _is_scaled(node)):
            change.inside(node, operand=isinstance(node, gast.AugAssign))
    fn.body[:] = [node for node in fn.body if node not in found.values()]


def _is_scaled(node: gast.stmt) -> bool:
    """Whether a statement adds a product with 1.0 to an adjoint."""
    match node:
        case gast.AugAssign(target=target) if any(
            map(names.is_derivative, walk.read(target) | walk.bound(target))
        ):
            factors = [factor for part in walk.nodes(node.value) for factor in _factors(part)]
            return any(
                isinstance(f, gast.Constant) and type(f.value) is float and f.value == 1.0
                for f in factors
            )
    return False


class _Units:
    def __init__(self, ones: Set[str], facts: Facts) -> None:
        self.ones = ones
        self.facts = facts

    def inside(self, node: gast.AST, operand: bool) -> None:
        """Rewrites the expressions in a statement or expression; ``operand`` as in `expression`."""
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, gast.expr):
                setattr(node, field, self.expression(value, operand))
            elif isinstance(value, list) and not (value and isinstance(value[0], gast.stmt)):
                value[:] = [
                    self.expression(v, False) if isinstance(v, gast.expr) else v for v in value
                ]
                for part in value:
                    if isinstance(part, gast.keyword | gast.withitem):
                        self.inside(part, False)

    def expression(self, node: gast.expr, operand: bool) -> gast.expr:
        """The expression without the units; ``operand`` says that arithmetic follows on its value."""
        if self.is_one(node):
            return build.const(1.0)
        if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult):
            return self.product(node, operand)
        self.inside(node, isinstance(node, gast.BinOp | gast.UnaryOp))
        return node

    def is_one(self, node: gast.expr) -> bool:
        """Whether this is a unit."""
        if isinstance(node, gast.Constant):
            return type(node.value) is float and node.value == 1.0
        read = isinstance(node, gast.Name) and isinstance(node.ctx, gast.Load)
        return read and node.id in self.ones

    def product(self, node: gast.BinOp, operand: bool) -> gast.expr:
        """A product without its units, unless it is a float only by one of them."""
        factors = _factors(node)
        rest = [self.expression(factor, True) for factor in factors if not self.is_one(factor)]
        if len(rest) < len(factors):
            alone = len(rest) == 1 and not isinstance(rest[0], gast.BinOp) and not operand
            number = (
                bool(rest) and isinstance(rest[0], gast.Name) and rest[0].id in self.facts.scalars
            )
            if not any(is_float(factor, self.facts.floats) for factor in rest) or (
                alone and not number
            ):
                rest.insert(0, build.const(1.0))
        result = rest[0]
        for factor in rest[1:]:
            result = gast.BinOp(left=result, op=gast.Mult(), right=factor)
        return result


def _factors(node: gast.expr) -> list[gast.expr]:
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult):
        return [*_factors(node.left), node.right]
    return [node]

"""Simplify: signs and constants of adjoints, as one would write them by hand.

Only what is exact in floating point is done: signs move, constants combine where one is a power of
two, and ``x + -y`` becomes ``x - y``.
"""

from __future__ import annotations

import math
from collections.abc import Set

import gast

from s2s.optimise.facts import Facts
from s2s.syntax import build, names, walk


def simplify(fn: gast.FunctionDef, facts: Facts) -> None:
    """Rewrites the expressions that adjoints stand in.

    >>> fn = gast.parse("def f():\\n    x_bar = -(-y_bar * 0.5 * 2 * x)\\n    z_bar += -x_bar").body[0]
    >>> simplify(fn, Facts())
    >>> print(gast.unparse(fn).strip())
    def f():
        x_bar = y_bar * x
        z_bar -= x_bar
    """
    _Simplify(facts.scalars, facts.flat).block(fn.body)


class _Simplify:
    def __init__(self, scalars: Set[str], flat: Set[str]) -> None:
        self.scalars = scalars
        self.flat = flat

    def block(self, body: list[gast.stmt]) -> None:
        """Simplifies the statements of a block."""
        for node in body:
            if isinstance(node, gast.FunctionDef):
                continue
            for field in ("body", "orelse"):
                self.block(getattr(node, field, None) or [])
            if isinstance(node, gast.AugAssign):
                node.target = _whole(node.target)
            match node:
                case gast.AugAssign(op=gast.Add() | gast.Sub(), value=value) if _is_adjoint(value):
                    positive, value = _sign(self.expression(value, operand=True))
                    node.value = value
                    if not positive:
                        node.op = gast.Sub() if isinstance(node.op, gast.Add) else gast.Add()
                case gast.Assign(value=value) | gast.Return(value=value) | gast.Expr(value=value):
                    if value is not None and _is_adjoint(value):
                        node.value = self.expression(value, operand=False)

    def expression(self, node: gast.expr, operand: bool) -> gast.expr:
        """The expression simplified; ``operand`` says that only its value counts.

        Elsewhere ``-(-x)`` of an array is a new array and stays one.
        """
        arithmetic = isinstance(node, gast.BinOp | gast.UnaryOp)
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, gast.expr):
                setattr(node, field, self.expression(value, arithmetic))
            elif isinstance(value, list):
                parts = [
                    self.expression(v, False) if isinstance(v, gast.expr) else v for v in value
                ]
                setattr(node, field, parts)
        if isinstance(node, gast.BinOp):
            node.left, node.right = map(_uncopied, (node.left, node.right))
        if isinstance(node, gast.Attribute) and node.attr == "T":
            if isinstance(node.value, gast.Attribute) and node.value.attr == "T":
                return node.value.value
        if not _is_adjoint(node):
            return node
        new = self.transposed(node) if isinstance(node, gast.Attribute) else _simplified(node)
        if arithmetic and not operand and not isinstance(new, gast.BinOp | gast.UnaryOp):
            known = isinstance(new, gast.Constant) or (
                isinstance(new, gast.Name) and new.id in self.scalars
            )
            return new if known else node
        return new

    def transposed(self, node: gast.Attribute) -> gast.expr:
        """``(a @ b).T`` of matrices and vectors is ``b.T @ a.T``."""
        match node:
            case gast.Attribute(
                value=gast.BinOp(left=left, op=gast.MatMult(), right=right), attr="T"
            ) if self.is_flat(left) and self.is_flat(right):
                return gast.BinOp(left=_turned(right), op=gast.MatMult(), right=_turned(left))
        return node

    def is_flat(self, node: gast.expr) -> bool:
        """Whether an operand is known to be of rank 2 or less."""
        match node:
            case gast.Name(id=name):
                return name in self.flat
            case gast.Attribute(value=value, attr="T"):
                return self.is_flat(value)
            case gast.BinOp(left=left, right=right):
                return self.is_flat(left) and self.is_flat(right)
        return False


def _uncopied(node: gast.expr) -> gast.expr:
    """``x.copy()`` as an operand is ``x``: arithmetic makes a new array anyway."""
    match node:
        case gast.Call(
            func=gast.Attribute(value=gast.Name() | gast.Subscript() as value, attr="copy"),
            args=[], keywords=[],
        ):  # fmt: skip
            return value
    return node


def _turned(node: gast.expr) -> gast.expr:
    if isinstance(node, gast.Attribute) and node.attr == "T":
        return node.value
    return build.attribute(node, "T")


def _whole(goal: gast.expr) -> gast.expr:
    """``x[...]`` as the target of an update is ``x``."""
    match goal:
        case gast.Subscript(value=gast.Name(id=name), slice=gast.Constant(value=key)) if key is ...:
            return build.target(name)
    return goal


def _is_adjoint(node: gast.expr) -> bool:
    return any(names.is_derivative(name) for name in walk.read(node))


def _simplified(node: gast.expr) -> gast.expr:
    match node:
        case gast.BinOp(op=gast.Add() | gast.Sub()):
            return _sum(node)
        case gast.BinOp(op=gast.Mult()) | gast.UnaryOp(op=gast.USub()):
            return _product(node)
        case gast.BinOp(op=gast.Div(), left=left):
            positive, left = _sign(left)
            if not positive:
                return gast.BinOp(left=_negative(left), op=node.op, right=node.right)
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr="sum"), args=[value, *_]):
            positive, node.args[0] = _sign(_uncopied(value))
            return node if positive else gast.UnaryOp(op=gast.USub(), operand=node)
    return node


def _sum(node: gast.BinOp) -> gast.expr:
    positive, right = _sign(node.right)
    if not positive:
        op = gast.Sub() if isinstance(node.op, gast.Add) else gast.Add()
        return gast.BinOp(left=node.left, op=op, right=right)
    return node


def _sign(node: gast.expr) -> tuple[bool, gast.expr]:
    """Whether the expression has no minus sign in front, and the expression without it."""
    match node:
        case gast.UnaryOp(op=gast.USub(), operand=operand):
            positive, inner = _sign(operand)
            return not positive, inner
        case gast.Constant(value=int() | float() as value) if value < 0:
            return False, build.const(-value)
        case gast.BinOp(left=left, op=gast.Mult() | gast.Div() as op, right=right):
            positive, inner = _sign(left)
            if positive:
                return True, node
            return False, gast.BinOp(left=inner, op=op, right=right)
    return True, node


def _negative(node: gast.expr) -> gast.expr:
    """Minus the expression, with the sign at its first factor."""
    match node:
        case gast.BinOp(left=left, op=gast.Mult() | gast.Div() as op, right=right):
            return gast.BinOp(left=_negative(left), op=op, right=right)
    return gast.UnaryOp(op=gast.USub(), operand=node)


def _product(node: gast.expr) -> gast.expr:
    positive, node = _sign(node)
    factors = _factors(node)
    scale: float = 1
    kept: list[gast.expr] = []
    for factor in factors:
        plus, factor = _sign(factor)
        positive = positive is plus
        constant, factor = _constant(factor, first=len(kept) <= 1)
        exact = _is_power(constant) or _is_power(scale)
        if constant == 1:
            pass
        elif len(kept) <= 1 and exact or _is_power(constant):
            scale = constant * scale
        else:
            kept.append(build.const(constant))
        if factor is not None:
            kept.append(factor)
    if scale != 1 or not kept:
        kept.insert(0, build.const(scale))
    product = _times(kept)
    return product if positive else _negative(product)


def _times(factors: list[gast.expr]) -> gast.expr:
    product = factors[0]
    for factor in factors[1:]:
        product = gast.BinOp(left=product, op=gast.Mult(), right=factor)
    return product


def _factors(node: gast.expr) -> list[gast.expr]:
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult):
        return [*_factors(node.left), node.right]
    return [node]


def _constant(node: gast.expr, first: bool) -> tuple[float, gast.expr | None]:
    """The constant in front of a factor, and what is left of it."""
    if isinstance(node, gast.Constant) and _is_number(node.value):
        return node.value, None
    head, *rest = _factors(node)
    if (
        rest
        and isinstance(head, gast.Constant)
        and _is_number(head.value)
        and _is_power(head.value)
    ):
        return head.value, _times(rest)
    return 1, node


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]


def _is_power(value: float) -> bool:
    """Whether products with this number are exact."""
    return value != 0 and abs(math.frexp(value)[0]) == 0.5 and abs(value) < 2**40

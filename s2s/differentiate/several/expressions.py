"""Expressions of tangents, with a leading axis for the directions."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.differentiate.forward import Forward
from s2s.differentiate.several.calls import Calls
from s2s.differentiate.several.indices import inner_key
from s2s.differentiate.several.parts import OneAtATime, Part, padded, rank
from s2s.syntax import build, walk

_STRUCTURES = (
    k.Tuple | k.List | k.Dict | k.Record | k.Closure | k.Partial | k.Derived | k.Method | k.Choice
)
_ELEMENTWISE = gast.Add | gast.Sub | gast.Mult | gast.Div | gast.Pow


class Expressions:
    """Rewrites the expressions of one function."""

    def __init__(self, sweep: Forward, dots: set[str], count: str) -> None:
        self.sweep = sweep
        self.evaluator = sweep.evaluator
        self.dots = dots
        self.count = count
        self.hint: int | None = None
        self.changing = sweep.shared | sweep.in_place
        self.calls = Calls(self)

    def mentions(self, node: gast.AST) -> bool:
        """Whether an expression reads a tangent."""
        return bool(walk.read(node) & self.dots)

    def __call__(self, node: gast.expr) -> Part:
        """The expression for several tangents.

        Raises:
            OneAtATime: it has no such form.
        """
        kind = self.evaluator(node)
        if isinstance(node, gast.Call):
            return self.calls(node, kind)
        if isinstance(node, gast.Tuple | gast.List):
            return self.display(node, kind)
        if not self.mentions(node):
            return Part(node, kind, False)
        match node:
            case gast.Name():
                return Part(node, kind, True)
            case gast.BinOp(op=gast.MatMult(), left=left, right=right):
                return Part(self.product(self(left), self(right)), kind, True)
            case gast.BinOp(left=left, op=op, right=right):
                return self.binary(self(left), op, self(right), kind)
            case gast.UnaryOp(op=gast.USub() | gast.UAdd() as op, operand=operand):
                inner = self(operand)
                rank(inner.kind)
                return Part(gast.UnaryOp(op=op, operand=inner.node), inner.kind, True)
            case gast.IfExp(test=test, body=body, orelse=orelse) if not self.mentions(test):
                both = [self.full(self(body), kind), self.full(self(orelse), kind)]
                return Part(gast.IfExp(test=test, body=both[0], orelse=both[1]), kind, True)
            case gast.Subscript(value=value, slice=key) if not self.mentions(key):
                return self.subscript(self(value), key, kind)
            case gast.Attribute(value=value, attr=attr):
                return self.attribute(self(value), attr, kind)
            case gast.Dict(keys=keys, values=values) if all(keys):
                items = [self.full(self(value)) for value in values]
                return Part(gast.Dict(keys=keys, values=items), kind, True)
        raise OneAtATime("an expression without a form for several tangents")

    def full(self, part: Part, wanted: k.Kind | None = None) -> gast.expr:
        """The expression with a row for each direction, and the rank of ``wanted``."""
        if part.on:
            if wanted is not None and k.is_numeric(part.kind):
                return padded(part, rank(wanted))
            return part.node
        if isinstance(part.kind, k.Const) and part.kind.value is None:
            return part.node
        match part.node:
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                items = [self.full(self(item)) for item in elts]
                return type(part.node)(elts=items, ctx=gast.Load())
            case gast.Dict(keys=keys, values=values) if all(keys):
                return gast.Dict(keys=keys, values=[self.full(self(item)) for item in values])
            case gast.Call(func=gast.Name(id="list" | "dict"), args=[], keywords=[]):
                return part.node
        if wanted is not None and rank(part.kind) != rank(wanted):
            raise OneAtATime("a constant of another rank")
        rank(part.kind)
        if isinstance(part.node, gast.Constant) and part.node.value == 0.0:
            return self.pure(build.call("np.zeros", build.name(self.count)))
        return self.pure(build.call("rt.copies", part.node, build.name(self.count)))

    def pure(self, call: gast.Call) -> gast.Call:
        """A call that may go where nobody reads it."""
        self.sweep.pure[id(call)] = call
        return call

    def display(self, node: gast.Tuple | gast.List, kind: k.Kind) -> Part:
        """A tuple or list, all of it of tangents; or nothing of it, such as a shape."""
        if not self.mentions(node):
            return Part(node, kind, False)
        if any(isinstance(item, gast.Starred) for item in node.elts):
            raise OneAtATime("a starred item")
        items = [self.full(self(item)) for item in node.elts]
        return Part(type(node)(elts=items, ctx=gast.Load()), kind, True)

    def binary(self, left: Part, op: gast.operator, right: Part, kind: k.Kind) -> Part:
        """An operator, element by element."""
        if not k.is_numeric(kind):
            if isinstance(op, gast.Add) and left.on and right.on:
                return Part(gast.BinOp(left=left.node, op=op, right=right.node), kind, True)
            if isinstance(op, gast.Mult) and left.on and not right.on:
                return Part(gast.BinOp(left=left.node, op=op, right=right.node), kind, True)
            raise OneAtATime("an operator of structures")
        if not isinstance(op, _ELEMENTWISE):
            raise OneAtATime("an operator of tangents")
        if self.hint is not None and isinstance(kind, k.Unknown):  # no more axes than the result
            kind = k.Array(kind.dtype, ((2, 3),) * self.hint)
        wanted = rank(kind)
        both = [padded(part, wanted) for part in (left, right)]
        return Part(gast.BinOp(left=both[0], op=op, right=both[1]), kind, True)

    def product(self, left: Part, right: Part) -> gast.expr:
        """``left @ right``, where one of them is the same for all directions."""
        a, b = rank(left.kind), rank(right.kind)
        if left.on and right.on or not (a and b):
            raise OneAtATime("a product of tangents")
        first, second = left.node, right.node
        if left.on:
            if a == 1 and b > 2:
                raise OneAtATime("a product of a vector and a stack of matrices")
            first = padded(left, max(a, b)) if a > 1 else first
        elif b > 1:
            second = padded(right, max(a, b))
        elif a <= 2:  # each row times the matrix
            first, second = second, first
            second = build.attribute(second, "T") if a == 2 else second
        else:
            raise OneAtATime("a product of a stack of matrices and a vector")
        return gast.BinOp(left=first, op=gast.MatMult(), right=second)

    def slot(self, owner: k.Kind, attr: str) -> k.Kind:
        """The kind of an attribute of an object whose class's objects change."""
        fields = self.sweep.unit.heap.fields
        found = fields.get(owner.record, {}) if isinstance(owner, k.Object) else {}
        return found.get(attr, k.Opaque())

    def subscript(self, base: Part, key: gast.expr, kind: k.Kind) -> Part:
        """An item, or some of the elements."""
        if not k.is_numeric(base.kind):
            if not isinstance(base.kind, _STRUCTURES):
                raise OneAtATime("an item of something unknown")
            return Part(build.index(base.node, key), _whole(kind), True)
        rank(base.kind)
        rows = build.index(base.node, inner_key(key, self.evaluator))
        if rank(kind) == 0 and walk.read(base.node) & self.changing:
            # a number, which does not change with the array
            return Part(self.pure(build.call(build.attribute(rows, "copy"))), kind, True)
        return Part(rows, kind, True)

    def attribute(self, base: Part, attr: str, kind: k.Kind) -> Part:
        """An attribute of an object, or of an array."""
        if not k.is_numeric(base.kind):
            return Part(build.attribute(base.node, attr), _whole(kind), True)
        axes = rank(base.kind)
        if attr == "T" and axes == 2:
            turned = build.call("np.swapaxes", base.node, build.const(1), build.const(2))
            return Part(self.pure(turned), kind, True)
        if attr in ("real", "imag") or (attr == "T" and axes < 2):
            return Part(build.attribute(base.node, attr), kind, True)
        raise OneAtATime("an attribute of an array")


def _whole(kind: k.Kind) -> k.Kind:
    """The kind of an item: one of unknown rank has the rank of its primal, and stays as it is."""
    return k.Opaque() if isinstance(kind, k.Unknown) else kind

"""Statements of forward mode, with a leading axis for the directions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import gast

from s2s.analyse import kinds as k
from s2s.differentiate.forward import Forward
from s2s.differentiate.piece import Piece
from s2s.differentiate.places import loaded
from s2s.differentiate.several.expressions import Expressions
from s2s.differentiate.several.indices import inner_key
from s2s.differentiate.several.parts import OneAtATime, Part, padded, rank
from s2s.syntax import build, walk


class Statements:
    """Rewrites the statements of one function."""

    def __init__(self, piece: Piece, names: Mapping[str, str]) -> None:
        self.piece = piece
        self.names = names
        self.sweep = cast("Forward", piece.sweep)
        self.count = self.sweep.namer.fresh("count")
        self.dots = set(self.sweep.spelled.values())
        self.expressions = Expressions(self.sweep, self.dots, self.count)
        self.callees = {f"{t.name}_jvp": t for t in self.sweep.pairs}
        self.fixed = set(self.sweep.shared)

    def body(self) -> list[gast.stmt]:
        """The statements of the function.

        Raises:
            OneAtATime: one of them has no form for several tangents.
        """
        return self.block(self.piece.node.body)

    def block(self, body: list[gast.stmt]) -> list[gast.stmt]:
        """The statements of a block."""
        return [self.statement(node) for node in body]

    def statement(self, node: gast.stmt) -> gast.stmt:
        """One statement, with its comment and its place."""
        new = self.changed(node)
        if new is not node:
            walk.copy_position(new, node)
            comments = self.sweep.comments
            if id(node) in comments:
                comments[id(new)] = comments[id(node)]
            if id(node) in self.piece.markers:
                self.piece.markers[id(new)] = self.piece.markers[id(node)]
            self.sweep.kept.append(new)
        return new

    def changed(self, node: gast.stmt) -> gast.stmt:
        """The statement for several tangents; itself if it is about no tangent."""
        match node:
            case gast.If(test=test) if not self.about(test):
                return build.if_(test, self.block(node.body), self.block(node.orelse))
            case gast.For(target=gast.Name(id=name), iter=iterable) if not self.about(iterable):
                return build.for_(name, iterable, self.block(node.body))
            case gast.While(test=test) if not self.about(test):
                return gast.While(test=test, body=self.block(node.body), orelse=[])
            case gast.With(items=items) if not any(self.about(i.context_expr) for i in items):
                return gast.With(items=items, body=self.block(node.body), type_comment=None)
            case gast.Return(value=gast.Tuple(elts=[y, dot, *aux])) if not self.about([y, *aux]):
                kind = self.expressions.evaluator(y)
                returned = self.returned(y, dot, kind)
                return gast.Return(value=build.tuple_([y, returned, *aux]))
        if not self.about(node) and not self.pushes(node):
            return node
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                return self.assign(name, value)
            case gast.Assign(targets=[gast.Tuple(elts=elts) as goal], value=value):
                return self.unpack(goal, elts, value)
            case gast.Assign(targets=[gast.Subscript() | gast.Attribute() as goal], value=value):
                return build.assign(*self.stored(goal, value))
            case gast.AugAssign(target=gast.Subscript() | gast.Attribute() as goal, op=op):
                return self.update(goal, op, node.value)
            case gast.Expr(value=gast.Call() as call):
                return build.statement(self.effect(call))
        raise OneAtATime("a statement without a form for several tangents")

    def about(self, node: gast.AST | list[gast.expr]) -> bool:
        """Whether a tangent is read or assigned."""
        return bool((walk.read(node) | walk.bound(node)) & self.dots)

    def pushes(self, node: gast.stmt) -> bool:
        """Whether a tangent function is called."""
        return any(isinstance(n, gast.Name) and n.id in self.names for n in gast.walk(node))

    def assign(self, name: str, value: gast.expr) -> gast.stmt:
        """``x_dot = value``."""
        popped = self.popped(value)
        if popped is not None:
            return build.assign(name, popped)
        part = self.expressions(value)
        if name not in self.dots:  # a name of its own, for what is used at once
            self.dots.add(name)
            self.sweep.env[name] = part.kind
        held = self.sweep.env[name]
        made = self.expressions.full(part, held if k.is_numeric(held) else None)
        if name in self.fixed and _calls(made, "one_by_one"):
            raise OneAtATime("a view that is made for each direction")
        return build.assign(name, made)

    def unpack(self, goal: gast.Tuple, elts: list[gast.expr], value: gast.expr) -> gast.stmt:
        """``y, y_dot = g_jvp(x, x_dot)`` or ``a_dot, b_dot = x_dot``."""
        if isinstance(value, gast.Call) and isinstance(value.func, gast.Name):
            if value.func.id in self.names:
                pushed = self.pushed(value)
                return gast.Assign(targets=[goal], value=pushed, type_comment=None)
        names = [e.value.id if isinstance(e, gast.Starred) else e.id for e in elts]
        part = self.expressions(value)
        if not part.on:
            raise OneAtATime("a constant that is unpacked")
        self.dots.update(names)
        made = part.node
        if k.is_numeric(part.kind):
            if any(isinstance(e, gast.Starred) for e in elts):
                raise OneAtATime("a starred target")
            rows = build.call("np.swapaxes", part.node, build.const(0), build.const(1))
            made = self.expressions.pure(rows)
            if rank(part.kind) == 1:
                made = self.expressions.pure(build.call(build.attribute(rows, "copy")))
        elif isinstance(value, gast.Call) and not _calls(made, "own_each"):
            raise OneAtATime("the result of a call is unpacked")
        return gast.Assign(targets=[goal], value=made, type_comment=None)

    def pushed(self, call: gast.Call) -> gast.Call:
        """The call of a tangent function."""
        typed = self.callees.get(call.func.id)
        if typed is None or call.keywords:
            raise OneAtATime("a tangent function of another module")
        count = len(typed.params)
        chosen = [p for p, on in zip(typed.params, typed.active, strict=True) if on]
        args = list(call.args[:count])
        if len(call.args) != count + len(chosen) or any(map(self.about, args)):
            raise OneAtATime("a tangent function with other arguments")
        for param, dot in zip(chosen, call.args[count:], strict=True):
            kind = typed.env[param]
            part = self.expressions(dot)
            args.append(self.expressions.full(part, kind if k.is_numeric(kind) else None))
        made = build.call(self.names[call.func.id], *args, build.name(self.count))
        self.sweep.impure(made)
        return made

    def stored(self, goal: gast.expr, value: gast.expr) -> tuple[gast.expr, gast.expr]:
        """``x_dot[key] = value`` or ``x_dot.attr = value``."""
        base = self.expressions(goal.value)
        part = self.expressions(value)
        kind = self.expressions.evaluator(loaded(goal))
        if isinstance(goal, gast.Attribute) or not k.is_numeric(base.kind):
            if not isinstance(goal, gast.Attribute) and isinstance(goal.slice, gast.Slice):
                raise OneAtATime("a slice of a list")
            wanted = kind if k.is_numeric(kind) else None
            return self.place(goal, base), self.expressions.full(part, wanted)
        if not part.on:
            rank(part.kind)
            return self.place(goal, base), part.node
        return self.place(goal, base), padded(part, rank(kind))

    def place(self, goal: gast.expr, base: Part) -> gast.expr:
        """The place that is stored to, for each direction."""
        if not base.on:
            raise OneAtATime("a place in something that is no tangent")
        if isinstance(goal, gast.Attribute):
            return gast.Attribute(value=base.node, attr=goal.attr, ctx=gast.Store())
        key = goal.slice
        if k.is_numeric(base.kind):
            rank(base.kind)
            key = inner_key(key, self.expressions.evaluator)
        return gast.Subscript(value=base.node, slice=key, ctx=gast.Store())

    def update(self, goal: gast.expr, op: gast.operator, value: gast.expr) -> gast.stmt:
        """``x_dot[key] op= value``; a number that stands in a structure is replaced."""
        target, new = self.stored(goal, value)
        kind = self.expressions.evaluator(loaded(goal))
        base = self.expressions(goal.value)
        if isinstance(base.kind, k.Object) and isinstance(goal, gast.Attribute):
            kind = self.expressions.slot(base.kind, goal.attr)
        if not k.is_numeric(base.kind) and isinstance(kind, k.Scalar):
            old = loaded(target)
            return build.assign(target, gast.BinOp(left=old, op=op, right=new))
        if not k.is_numeric(kind):
            raise OneAtATime("an update of a structure")
        return gast.AugAssign(target=target, op=op, value=new)

    def popped(self, value: gast.expr) -> gast.expr | None:
        """``xs_dot.pop(i)``: the tangent that a list or dict loses."""
        match value:
            case gast.Call(func=gast.Attribute(attr="pop")):
                return self.effect(value)
        return None

    def effect(self, call: gast.Call) -> gast.Call:
        """A method of a list or dict of tangents, or the deletion of an item."""
        method, values = call.func, list(call.args)
        if not isinstance(method, gast.Attribute) or call.keywords:
            raise OneAtATime("a call for its effect")
        if method.attr == "delitem":
            owner, func, values = self.expressions(values[0]), method, values[1:]
            func = build.dotted("operator.delitem")
            before = [owner.node]
        else:
            owner = self.expressions(method.value)
            func, before = build.attribute(owner.node, method.attr), []
        place = {"append": 0, "insert": 1, "pop": -1, "delitem": -1}.get(method.attr)
        if place is None or not owner.on or k.is_numeric(owner.kind):
            raise OneAtATime("a call for its effect")
        for i, value in enumerate(values):
            if i == place:
                values[i] = self.expressions.full(self.expressions(value))
            elif self.about(value):
                raise OneAtATime("a tangent as an index")
        made = build.call(func, *before, *values)
        self.sweep.impure(made)
        return made

    def returned(self, y: gast.expr, dot: gast.expr, kind: k.Kind) -> gast.expr:
        """The tangents of the value."""
        if not self.about(dot):
            still = build.call("rt.zero_tangents", y, build.name(self.count))
            return self.expressions.pure(still)
        part = self.expressions(dot)
        if k.is_numeric(kind) and k.is_numeric(part.kind):
            return self.expressions.full(part, kind)
        return part.node


def _calls(node: gast.expr, name: str) -> bool:
    """Whether an expression is a call of this helper."""
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="rt"), attr=attr)):
            return bool(attr == name)
    return False

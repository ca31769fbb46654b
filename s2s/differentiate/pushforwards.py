"""The tangent of each kind of right-hand side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s import rules, runtime
from s2s.analyse import kinds as k
from s2s.analyse.operator_kinds import BINARY, UNARY
from s2s.analyse.typed import (
    Append,
    Copied,
    CustomCall,
    RecordCall,
    RuleCall,
    Slot,
    Typed,
    UserCall,
)
from s2s.custom import Turned
from s2s.differentiate.buffers import Buffers
from s2s.differentiate.failures import Failures
from s2s.differentiate.places import stored
from s2s.differentiate.rule_checks import not_numbers, operator_call
from s2s.differentiate.rule_tangents import RuleTangents
from s2s.differentiate.spans import spans
from s2s.errors import NoRuleError
from s2s.normalise.ssa import is_unassigned, unassigned
from s2s.origin import is_library
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.forward import Forward


class Pushforwards:
    """Writes the tangent statement that belongs to a statement."""

    def __init__(self, sweep: Forward) -> None:
        self.sweep = sweep
        self.tangents = sweep.tangents
        self.env = sweep.typed.env
        self.fail = Failures(sweep.typed.source)
        self.rules = RuleTangents(sweep.unit, sweep.tangents, self.fail)
        self.buffers = Buffers(self)

    def assign(self, name: str, value: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """``name = value`` and the statement of its tangent, in the order that serves."""
        resolution = self.sweep.typed.resolution(value)
        if isinstance(resolution, Slot) and resolution.target in self.tangents.active:
            return self.slot(resolution, name, node)
        if name not in self.tangents.active:
            if isinstance(resolution, UserCall):
                return self.inactive_call(name, resolution, node)
            return [node]
        if isinstance(resolution, RuleCall) and resolution.out is not None:
            return self.buffers.written_out(name, value, resolution, node)
        if isinstance(self.env[name], k.Iterator):
            return [node]
        if isinstance(resolution, UserCall):
            return self.user_call(name, resolution, node)
        if isinstance(resolution, CustomCall):
            return self.custom_call(name, resolution, value, node)
        return self.in_order(name, self.tangent(name, value, resolution), value, node)

    def in_order(
        self, name: str, tangent: gast.expr, value: gast.expr, node: gast.stmt
    ) -> list[gast.stmt]:
        """The tangent stands first if it reads what the statement may overwrite."""
        tangent = self.fitted(name, tangent, value)
        statement = walk.copy_position(build.assign(self.tangents.dot(name), tangent), node)
        self.sweep.pure_expression(tangent)
        reads = walk.read(tangent)
        if name in reads or not reads & walk.read(value) or self._may_raise(value):
            return [node, statement]
        return [statement, node]

    def _may_raise(self, value: gast.expr) -> bool:
        """Whether the statement may raise, so that the user's own exception has to come first."""
        resolution = self.sweep.typed.resolution(value)
        if isinstance(resolution, RuleCall):
            numbers = [self.sweep.evaluator(atom) for atom in resolution.bound.values()]
            return resolution.rule.may_raise and not any(isinstance(n, k.Array) for n in numbers)
        if isinstance(value, gast.BinOp) and isinstance(value.op, gast.Div | gast.Mod | gast.Pow):
            if isinstance(value.right, gast.Constant) and value.right.value:
                return False
            return not isinstance(self.sweep.evaluator(value), k.Array)
        return False

    def fitted(self, name: str, tangent: gast.expr, value: gast.expr) -> gast.expr:
        """The tangent with the real part taken and stretched, where the kinds ask for it."""
        goal = self.env[name]
        tangents = self.tangents
        if name in self.sweep.shadow:
            tangents.singular.add(name)
            made = self.buffers.made(name, tangent, value)
            tangents.hold(name, goal)
            return made
        kind = self.sweep.evaluator(tangent)
        exact = self.is_exact(value) or (
            isinstance(kind, k.Array)
            and spans(tangent, value, self.sweep.typed.resolution(value), tangents)
        )
        if exact and isinstance(goal, k.Array):
            dtype = kind.dtype if isinstance(kind, k.Array | k.Unknown) else goal.dtype
            kind = k.Array(dtype, goal.shape)
        if isinstance(goal, k.Unknown) and not k.is_complex(goal) and k.is_complex(kind):
            tangent = build.call("rt.unbroadcast", tangent, build.name(name))
            kind = goal
        elif k.is_numeric(goal) and not k.may_be_complex(goal) and k.is_complex(kind):
            tangent = build.call("np.real", tangent)
            kind = self.sweep.evaluator(tangent)
        if goal == k.Scalar(float) and kind == k.Scalar(np.float64):
            tangent = build.call("float", tangent)  # what follows is Python's arithmetic: faster
            kind = goal
        if self._singular(tangent):
            tangents.singular.add(name)
        if name in self.sweep.several and isinstance(goal, k.Array):
            if not (isinstance(kind, k.Array) and kind.shape == goal.shape):
                tangent = build.call("rt.expand", tangent, build.name(name))
            kind = goal
        elif isinstance(goal, k.Unknown) or (
            isinstance(goal, k.Array) and not isinstance(kind, k.Array | k.Scalar)
        ):
            if not isinstance(value, gast.Name | gast.Subscript):
                tangent = build.call("rt.expand", tangent, build.name(name))
            kind = goal
        tangents.hold(name, kind if k.is_numeric(goal) else goal)
        return self.buffers.apart(tangent, goal)

    def is_exact(self, value: gast.expr) -> bool:
        """Whether the tangent has the shape of its primal, being made in the same way."""
        resolution = self.sweep.typed.resolution(value)
        if isinstance(resolution, RuleCall):
            return resolution.rule.flavour == "linear" and not resolution.rule.tangents
        return isinstance(value, gast.Subscript | gast.Name)

    def _singular(self, tangent: gast.expr) -> bool:
        """Whether the tangent may be infinite where the value is not."""
        spelled = self.tangents.spelled
        infinite = {spelled[name] for name in self.tangents.singular if name in spelled}
        return bool(walk.read(tangent) & infinite) or any(
            (isinstance(node, gast.BinOp) and isinstance(node.op, gast.Div | gast.Pow))
            or (isinstance(node, gast.Attribute) and node.attr in ("power_x", "power_y"))
            for node in walk.nodes(tangent)
        )

    def tangent(self, name: str, value: gast.expr, resolution: object) -> gast.expr:
        """The tangent of one right-hand side."""
        tangents = self.tangents
        match value:
            case gast.Name():
                if tangents.is_active(value):
                    return tangents.whole(value.id)
                return tangents.zero(build.name(name), self.env[name])
            case gast.List(elts=[]) | gast.Dict(keys=[]):
                return walk.clone(value)
            case gast.Call(func=gast.Name(id="list" | "dict" | "set"), args=[], keywords=[]):
                return walk.clone(value)
            case _ if isinstance(resolution, RuleCall):
                return self.rules.value(name, resolution, value)
            case _ if isinstance(resolution, RecordCall):
                return self.record(name, value, resolution)
            case _ if isinstance(resolution, Copied):
                dot = tangents.of(resolution.value)
                return walk.substitute(value, {resolution.value.id: dot})
        if is_unassigned(value) and not isinstance(self.env[name], k.Scalar):
            return unassigned()
        if not self._active_in(value):
            return tangents.still(value) or tangents.zero(build.name(name), self.env[name])
        return self._of_expression(name, value)

    def _of_expression(self, name: str, value: gast.expr) -> gast.expr:
        """The tangent of an operation, an item, or a display."""
        tangents = self.tangents
        match value:
            case gast.BinOp(left=left, op=op, right=right):
                return self.operator(name, BINARY[type(op)], [left, right], value)
            case gast.UnaryOp(op=op, operand=operand):
                return self.operator(name, UNARY[type(op)], [operand], value)
            case gast.Subscript(value=gast.Name(id=source), slice=key):
                return build.index(tangents.whole(source), walk.clone(key))
            case gast.Attribute(value=gast.Name(id=source), attr=attr):
                kind = self.env[source]
                if isinstance(kind, k.Record) and is_library(kind.type.__module__):
                    # The tangent of a library's named tuple is a plain one.
                    index = [field for field, _ in kind.fields].index(attr)
                    if hasattr(kind.type, "_fields"):
                        return build.index(tangents.whole(source), build.const(index))
                return build.attribute(tangents.whole(source), attr)
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                items = [self._element(element) for element in elts]
                return type(value)(elts=items, ctx=gast.Load())
            case gast.Dict(keys=keys, values=values):
                return gast.Dict(
                    keys=[walk.clone(key) for key in keys],
                    values=[tangents.of(item) for item in values],
                )
            case gast.Call() | gast.Compare() | gast.BoolOp() | gast.Constant() | gast.JoinedStr():
                # What varies is resolved: this does not, though a name that it is given to does.
                return tangents.zero(build.name(name), self.env[name])
        raise self.fail(
            "s2s cannot differentiate this expression",
            value,
            "a derivative would have to flow through it",
            "rewrite it with plain operations",
        )

    def _active_in(self, value: gast.expr) -> bool:
        return bool(walk.read(value) & self.tangents.active)

    def _element(self, element: gast.expr) -> gast.expr:
        if isinstance(element, gast.Starred):
            return gast.Starred(value=self.tangents.of(element.value), ctx=gast.Load())
        return self.tangents.of(element)

    def operator(
        self, name: str, function: object, operands: list[gast.expr], node: gast.expr
    ) -> gast.expr:
        """A binary or unary operator."""
        kinds = [self.sweep.evaluator(operand) for operand in operands]
        numbers = any(k.is_numeric(kind) for kind in kinds)
        active = [self.tangents.is_active(operand) for operand in operands]
        if all(
            k.is_numeric(kind) or (numbers and not on)
            for kind, on in zip(kinds, active, strict=True)
        ):
            call = operator_call(function, operands, node, self.fail)
            return self.rules.value(name, call, node)
        if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Add):
            if all(isinstance(kind, k.List | k.Tuple) for kind in kinds):
                left, right = map(self.tangents.of, operands)
                return gast.BinOp(left=left, op=gast.Add(), right=right)
        if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult):
            repeated = k.repeated(kinds)
            if any(repeated):
                left, right = (
                    self.tangents.of(operand) if one else walk.clone(operand)
                    for operand, one in zip(operands, repeated, strict=True)
                )
                return gast.BinOp(left=left, op=gast.Mult(), right=right)
        raise not_numbers(node, self.fail)

    def record(self, name: str, value: gast.expr, call: RecordCall) -> gast.expr:
        """``name = Point(x, y)``: an object of the same class."""
        assert isinstance(value, gast.Call)
        kind = self.env[name]
        assert isinstance(kind, k.Record)
        fields: dict[str, gast.expr] = {}
        for field, of in kind.fields:
            if field in call.fields:
                fields[field] = self.tangents.of(call.fields[field])
            else:
                fields[field] = self.tangents.zero(build.attribute(build.name(name), field), of)
        return build.call(walk.clone(value.func), **fields)

    def unpack(self, elts: list[gast.expr], source: str, node: gast.stmt) -> list[gast.stmt]:
        """``a, b = source``."""
        tangents = self.tangents
        goals = [e.value.id if isinstance(e, gast.Starred) else e.id for e in elts]
        live = [goal for goal in goals if goal in tangents.active]
        if not live:
            return [node]
        if source not in tangents.active:
            zeros = [
                build.assign(
                    tangents.dot(goal), tangents.zero(build.name(goal), self.env[goal])
                )
                for goal in live
            ]  # fmt: skip
            return [node, *[walk.copy_position(zero, node) for zero in zeros]]
        targets: list[gast.expr] = []
        for element, goal in zip(elts, goals, strict=True):
            spelled = tangents.dot(goal) if goal in live else self.sweep.namer.fresh("unused")
            target: gast.expr = build.target(spelled)
            if isinstance(element, gast.Starred):
                target = gast.Starred(value=target, ctx=gast.Store())
            targets.append(target)
            if goal in live:
                tangents.hold(goal, self.env[goal])
        unpacked = gast.Assign(
            targets=[gast.Tuple(elts=targets, ctx=gast.Store())],
            value=tangents.whole(source),
            type_comment=None,
        )
        return [node, walk.copy_position(unpacked, node)]

    def append(self, call: Append, node: gast.Expr) -> list[gast.stmt]:
        """``out.append(value)``: the tangent grows with its list."""
        if call.target not in self.tangents.active:
            return [node]
        method = node.value.func.attr
        owner = build.attribute(build.name(self.tangents.dot(call.target)), method)
        grown = build.call(owner, self.tangents.of(call.value))
        self.sweep.in_place.add(self.tangents.dot(call.target))
        self.sweep.impure(grown)
        return [node, walk.copy_position(build.statement(grown), node)]

    def slot(self, call: Slot, name: str | None, node: gast.stmt) -> list[gast.stmt]:
        """``xs.pop(i)`` and its like: the tangent loses or gains the same item."""
        dots = build.name(self.tangents.dot(call.target))
        if call.method == "del":
            made = build.call("operator.delitem", dots, *map(walk.clone, call.values))
        else:
            values = [walk.clone(value) for value in call.values]
            if call.method == "insert":
                values[1] = self.tangents.of(call.values[1])
            made = build.call(build.attribute(dots, call.method), *values)
        self.sweep.in_place.add(dots.id)
        self.sweep.impure(made)
        if name is None or name not in self.tangents.active:
            return [node, walk.copy_position(build.statement(made), node)]
        self.tangents.hold(name, self.env[name])
        return [node, walk.copy_position(build.assign(self.tangents.dot(name), made), node)]

    def put(self, name: str, key: gast.expr, value: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """``out[key] = value`` of a dict made here."""
        dot = self.tangents.dot(name)
        self.sweep.in_place.add(dot)
        place = stored(build.index(build.name(dot), walk.clone(key)))
        return [node, walk.copy_position(build.assign(place, self.tangents.of(value)), node)]

    # Calls

    def user_call(self, name: str, call: UserCall, node: gast.stmt) -> list[gast.stmt]:
        """A call of a function with source: its tangent function gives value and tangent."""
        tangents = self.tangents
        dots = [
            tangents.of(atom) for atom, on in zip(call.args, call.callee.active, strict=True) if on
        ]
        made = build.unpack([name, tangents.dot(name)], self.pushed(call, dots))
        tangents.hold(name, self.env[name])
        tangents.singular.add(name)
        if _mirrors(call.callee):
            tangents.mirrors.add(name)
        return [walk.copy_position(made, node)]

    def pushed(self, call: UserCall, dots: list[gast.expr]) -> gast.expr:
        """The call of the tangent function."""
        args = [self.sweep.typed.linked.get(id(atom), atom) for atom in call.args]
        pushed = build.call(f"{call.callee.name}_jvp", *args, *dots)
        self.sweep.impure(pushed)
        self.sweep.pairs.append(call.callee)
        return pushed

    def writes(self, call: UserCall) -> bool:
        """Whether a call writes through a name with a tangent."""
        active = [region for region in call.callee.memory.regions if region.active]
        return any(self.buffers.has(call.args[i]) for r in active for i in r.members if i >= 0)

    def inactive_call(self, name: str, call: UserCall, node: gast.stmt) -> list[gast.stmt]:
        """A call whose result has no tangent: the user's own function is called.

        A local function that is returned is a tuple here, so then the generated one is called.
        """
        if not call.made and not self.writes(call):
            return [walk.copy_position(build.assign(name, call.plain), node)]
        dots = [
            self.tangents.of(atom)
            for atom, on in zip(call.args, call.callee.active, strict=True)
            if on
        ]
        unused = self.sweep.namer.fresh("unused")
        return [walk.copy_position(build.unpack([name, unused], self.pushed(call, dots)), node)]

    def custom_call(
        self, name: str, call: CustomCall, value: gast.expr, node: gast.stmt
    ) -> list[gast.stmt]:
        """A call of a function whose derivative the user has written."""
        if isinstance(call.function, Turned):
            return self.turned_call(name, call, call.function, value, node)
        if call.function.jvp is not None:
            dots = build.tuple_([self.tangents.of(atom) for atom in call.args])
            pushed = build.call(build.attribute(call.link, "jvp"), build.tuple_(call.args), dots)
            what = build.const(getattr(call.function, "__name__", "the function"))
            checked = build.call("rt.fitting_pair", pushed, what)
            self.sweep.impure(pushed)
            self.sweep.impure(checked)
            self.tangents.hold(name, self.env[name])
            self.tangents.singular.add(name)
            made = build.unpack([name, self.tangents.dot(name)], checked)
            return [walk.copy_position(made, node)]
        raise self.fail(
            f"`{getattr(call.function, '__name__', 'this function')}` has no rule for forward mode",
            value,
            "its rule of your own is for reverse mode only",
            "give it a rule for forward mode with `s2s.custom_jvp`",
            NoRuleError,
        )

    def turned_call(
        self, name: str, call: CustomCall, rule: Turned, value: gast.expr, node: gast.stmt
    ) -> list[gast.stmt]:
        """A call of a gradient that is differentiated the other way round: two calls.

        That of the tangent runs the function too, so the gradient goes where nobody reads it; and each
        draws the same random numbers.
        """
        dots = [self.tangents.of(call.args[i]) for i in rule.active]
        product = build.call(build.attribute(call.link, "product"), *call.args, *dots)
        self.sweep.impure(product)
        self.sweep.typed.passive_calls.pop(id(value), None)
        self.sweep.pure_expression(value)
        self.tangents.hold(name, self.env[name])
        self.tangents.singular.add(name)
        self.tangents.mirrors.add(name)
        made = walk.copy_position(build.assign(self.tangents.dot(name), product), node)
        if rule.drawn and isinstance(value, gast.Call):
            again = build.call(build.attribute(call.link, "again"), *call.args)
            value.args = [gast.Starred(value=again, ctx=gast.Load())]
        return [node, made]

    def effect(self, node: gast.Expr, call: gast.Call, resolution: object) -> list[gast.stmt]:
        """A call for its effect only."""
        if isinstance(resolution, Append):
            return self.append(resolution, node)
        if isinstance(resolution, Slot) and resolution.target in self.tangents.active:
            return self.slot(resolution, None, node)
        if isinstance(resolution, UserCall):
            return [walk.copy_position(build.statement(resolution.plain), node)]
        return [node]


def _mirrors(callee: Typed) -> bool:
    """Whether a function gives a cotangent as it mirrors an argument: so does its tangent function."""
    made = [
        callee.resolution(node.value)
        for node in callee.body
        if isinstance(node, gast.Assign)
        and isinstance(callee.result, gast.Name)
        and callee.result.id in walk.bound(node)
    ]
    mirror = rules.lookup(runtime.mirror)
    return len(made) == 1 and isinstance(made[0], RuleCall) and made[0].rule is mirror

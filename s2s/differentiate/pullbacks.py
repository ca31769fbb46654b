"""The adjoint of each kind of right-hand side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.operator_kinds import BINARY, UNARY
from s2s.analyse.typed import Copied, CustomCall, RecordCall, RuleCall, Slot, UserCall
from s2s.differentiate.adjoints import State
from s2s.differentiate.call_pullbacks import CallPullbacks
from s2s.differentiate.collected import Collected
from s2s.differentiate.containers import Containers
from s2s.differentiate.failures import Failures
from s2s.differentiate.items import Items
from s2s.differentiate.operators import Operators
from s2s.differentiate.rule_pullbacks import RulePullbacks
from s2s.differentiate.shadow_writes import ShadowWrites
from s2s.differentiate.shadows import Shadows
from s2s.differentiate.structures import Structures
from s2s.differentiate.unpacking import Unpacking
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.reverse import Reverse


class Pullbacks:
    """Emits contributions to the adjoints of what a statement reads."""

    def __init__(self, sweep: Reverse) -> None:
        self.sweep = sweep
        self.adjoints = sweep.adjoints
        self.env = sweep.typed.env
        self.fail = Failures(sweep.typed.source)
        self.shadows = Shadows(self)
        self.shadow_writes = ShadowWrites(self.shadows)
        self.collected = Collected(self)
        self.rules = RulePullbacks(self)
        self.operators = Operators(self)
        self.items = Items(self)
        self.structures = Structures(self)
        self.unpacking = Unpacking(self)
        self.containers = Containers(self)
        self.calls = CallPullbacks(self)

    def assign(self, name: str, value: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """``name = value``; returns the forward statements."""
        adjoints = self.adjoints
        resolution = self.sweep.typed.resolution(value)
        if isinstance(resolution, UserCall):
            if adjoints.defined(name) or self.writes(resolution):
                return self.calls.call(name, resolution, node)
            return self.calls.inactive(name, resolution, node)
        if isinstance(resolution, Slot) and resolution.target in self.sweep.shadow:
            return self.shadow_writes.slots(resolution, name, node)
        if name not in self.sweep.active or not adjoints.defined(name):
            adjoints.consume(name)
            return [node]
        lost = [
            n
            for n in walk.read(value) & self.sweep.typed.varied
            if n not in self.sweep.active and n not in self.sweep.shifts
        ]
        assert not lost, f"no derivative would flow to {sorted(lost)}: a defect of s2s"
        if name in self.sweep.shadow:
            if isinstance(resolution, RuleCall) and resolution.out is not None:
                self.shadow_writes.written_out(name, value, resolution)
            if isinstance(resolution, CustomCall):
                return self.calls.custom(name, resolution, node)
            return self.shadows.assign(name, value, node, resolution)
        if isinstance(resolution, CustomCall):
            return self.calls.custom(name, resolution, node)
        self.right_hand_side(name, value, resolution)
        adjoints.consume(name)
        return [node]

    def writes(self, call: UserCall) -> bool:
        """Whether a call writes through a name with a shadow."""
        active = [region for region in call.callee.memory.regions if region.active]
        return any(self.shadows.has(call.args[i]) for r in active for i in r.members if i >= 0)

    def right_hand_side(self, name: str, value: gast.expr, resolution: object) -> None:
        """Contributions of one right-hand side."""
        match value:
            case gast.Name(id=source):
                self.copy(name, source)
            case gast.Constant():
                pass
            case _ if isinstance(resolution, RuleCall):
                self.rules.call(name, resolution, value)
            case _ if isinstance(resolution, RecordCall):
                self.structures.record(name, resolution)
            case _ if isinstance(resolution, Copied):
                self.structures.copied(name, resolution)
            case gast.BinOp(left=left, op=op, right=right):
                self.operators.operator(name, BINARY[type(op)], [left, right], value)
            case gast.UnaryOp(op=op, operand=operand):
                self.operators.operator(name, UNARY[type(op)], [operand], value)
            case gast.Subscript(value=gast.Name(id=source), slice=key):
                self.items.item(name, source, key)
            case gast.Attribute(value=gast.Name(id=source), attr=attr):
                self.items.field(name, source, attr)
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                self.structures.display(name, elts)
            case gast.Dict(keys=keys, values=values):
                self.structures.mapping(name, keys, values)
            case gast.Call() if id(value) not in self.sweep.typed.calls:
                pass  # what varies is resolved: this does not, though what it is given does
            case _:
                raise self.fail(
                    "s2s cannot differentiate this expression",
                    value,
                    "a derivative would have to flow through it",
                    "rewrite it with plain operations",
                )

    def is_active(self, atom: gast.expr | None) -> bool:
        """Whether an atom is a name that a derivative flows to."""
        return isinstance(atom, gast.Name) and atom.id in self.sweep.active

    def copy(self, name: str, source: str) -> None:
        """``name = source``."""
        if source not in self.sweep.active:
            return
        adjoints = self.adjoints
        if name in adjoints.masked:
            adjoints.masked.add(source)
        state = adjoints.held(name)
        bar = build.name(adjoints.bar(name))
        fresh = not adjoints.defined(source)
        if fresh and k.is_numeric(self.env[source]) != k.is_numeric(self.env[name]):
            fresh = False
        if fresh:
            adjoints.emit(build.assign(adjoints.bar(source), bar))
            adjoints._set(source, state.kind, state.owned)
            if k.is_numeric(self.env[source]) and self.env[source] != self.env[name]:
                self._refit(source, state)
        else:
            adjoints.add(source, bar, state.kind)

    def _refit(self, source: str, state: State) -> None:
        """The copy's adjoint has the kind of the merge; bring it to the kind of the source."""
        adjoints = self.adjoints
        last = adjoints.out.pop()
        adjoints.state.pop(source)
        adjoints.add(source, last.value, state.kind)

    def effect(self, node: gast.stmt, call: gast.Call, resolution: object) -> list[gast.stmt]:
        """A call for its effect only."""
        if isinstance(resolution, UserCall):
            return [walk.copy_position(build.statement(resolution.plain), node)]
        return [node]

"""The adjoint of a branch, and of what only one of its arms wants.

    d = math.sqrt(t)
    if d > 0:               if d > 0:
        z = x / d      ->       d_bar = -z_bar * z / d
                                t_bar = d_bar * 0.5 / d

Where ``d`` is not used, nothing comes back to ``t``: neither a zero, which times an infinite slope
would be nan, nor work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall, UserCall
from s2s.differentiate.adjoints import State
from s2s.differentiate.blocks import counts
from s2s.differentiate.steep import steep
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.reverse import Reverse

States = dict[str, State]


@dataclass
class _Waiting:
    """A branch whose arms may still get the adjoints of what stands before it.

    Attributes:
        node: the branch of the reverse sweep.
        states: what the adjoints hold at the end of either arm.
        bodies: the statements of either arm.
        chosen: the arm that is written into, if one is.
    """

    node: gast.If
    states: list[States]
    bodies: list[list[gast.stmt]]
    chosen: int | None = None


class Branches:
    """Emits branches of the reverse sweep."""

    def __init__(self, sweep: Reverse) -> None:
        self.sweep = sweep
        self.adjoints = sweep.adjoints
        self.waiting: _Waiting | None = None

    def branch(self, node: gast.If) -> list[gast.stmt]:
        """``if``: the same test chooses the branch in both sweeps."""
        adjoints, sweep = self.adjoints, self.sweep
        before = dict(adjoints.state)
        forwards: list[list[gast.stmt]] = []
        reverses: list[list[gast.stmt]] = []
        states: list[States] = []
        for body in (node.body, node.orelse):
            adjoints.restore(before)
            forward, reverse = sweep.sweeps(body)
            local = self._local_names(body)
            forwards.append(forward)
            reverses.append(reverse)
            states.append({name: s for name, s in adjoints.state.items() if name not in local})
        if not any(reverses):
            self._reconcile(states, reverses)
        prologue: list[gast.stmt] = []
        test = node.test
        if any(reverses) and not isinstance(test, gast.Name | gast.Constant):
            name = sweep.namer.fresh("cond")
            sweep.foldable.add(name)
            prologue = [walk.copy_position(build.assign(name, test), node)]
            test = build.name(name)
        if any(reverses):
            made = build.if_(walk.clone(test), [], [])
            adjoints.emit(made)
            self.waiting = _Waiting(made, states, reverses)
        new = build.if_(test, forwards[0] or [gast.Pass()], forwards[1])
        return [*prologue, walk.copy_position(new, node)]

    def place(self, node: gast.stmt, out: list[gast.stmt]) -> list[gast.stmt]:
        """Where the adjoint of a statement goes that stands before a branch: into an arm, or to ``out``."""
        if self.waiting is None or self._is_passive(node):
            return out
        arm = self._wanted_by(node, self.waiting)
        if arm is None:
            self.settle()
            return out
        self.waiting.chosen = arm
        self.adjoints.restore(self.waiting.states[arm])
        return self.waiting.bodies[arm]

    def leave(self) -> None:
        """Notes what the adjoints hold now in the arm that a statement went into."""
        if self.waiting is not None and self.waiting.chosen is not None:
            self.waiting.states[self.waiting.chosen] = dict(self.adjoints.state)
            self.waiting.chosen = None

    def settle(self) -> None:
        """Ends the arms: both leave every adjoint in the same state."""
        waiting, self.waiting = self.waiting, None
        if waiting is not None:
            self._reconcile(waiting.states, waiting.bodies)
            waiting.node.body = waiting.bodies[0] or [gast.Pass()]
            waiting.node.orelse = waiting.bodies[1]

    def _is_passive(self, node: gast.stmt) -> bool:
        """Whether a statement has no adjoint."""
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                return name not in self.sweep.active and self.sweep.typed.resolution(value) is None
        return False

    def _wanted_by(self, node: gast.stmt, waiting: _Waiting) -> int | None:
        """The arm that alone wants what a statement computes, which may have an infinite slope."""
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                first, second = (name in state for state in waiting.states)
                if first is second or name in self.sweep.shadow or not self._may_rise(name, value):
                    return None
                return 0 if first else 1
        return None

    def _may_rise(self, name: str, value: gast.expr) -> bool:
        """Whether a statement computes a value, and nothing else, that may have an infinite slope."""
        sweep = self.sweep
        call = sweep.typed.resolution(value)
        if isinstance(call, UserCall):
            pure = not call.callee.memory.regions and not call.callee.effects
            return pure and bool(steep(call.callee) or name in sweep.steep)
        plain = call is None or isinstance(call, RuleCall)
        return plain and k.is_numeric(sweep.env[name]) and name in sweep.steep

    def _local_names(self, body: list[gast.stmt]) -> set[str]:
        """Names that only this block assigns."""
        inside = counts(body)
        outside = self.sweep.outside
        return {name for name, count in inside.items() if outside.get(name, 0) <= count}

    def _reconcile(self, states: list[States], bodies: list[list[gast.stmt]]) -> None:
        """Makes both arms leave every adjoint in the same state."""
        adjoints, sweep = self.adjoints, self.sweep
        first, second = states
        merged: States = {}
        saved = adjoints.out
        for name in sorted({*first, *second}):
            ends = []
            for table, out in zip(states, bodies, strict=True):
                adjoints.out = out
                adjoints.state = table
                for held in table:
                    sweep.env[adjoints.bar(held)] = table[held].kind
                if name not in table:
                    adjoints.zero(name)
                    if name in sweep.steep:
                        adjoints.masked.add(name)
                elif (
                    name not in first or name not in second or first[name].kind != second[name].kind
                ):
                    adjoints.whole(name)
                ends.append(adjoints.state[name])
            kind = ends[0].kind if ends[0].kind == ends[1].kind else sweep.typed.env[name]
            merged[name] = State(kind, ends[0].owned and ends[1].owned)
            sweep.env[adjoints.bar(name)] = kind
        adjoints.out = saved
        adjoints.restore(merged)

"""The adjoint of loops: the reverse one runs over what the forward one saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.differentiate.adjoints import State
from s2s.differentiate.blocks import atoms_of, calls, counts, split_break
from s2s.differentiate.saves import definite, free_reads, push_position
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.reverse import Reverse


class Loops:
    """Statements of loops, for both sweeps."""

    def __init__(self, sweep: Reverse) -> None:
        self.sweep = sweep
        self.adjoints = sweep.adjoints

    def loop(self, node: gast.For | gast.While) -> list[gast.stmt]:
        """A loop: its reverse runs over what the forward one saved."""
        adjoints = self.adjoints
        body, ending = split_break(node.body)
        bound = walk.bound(body)
        inside = counts(body)
        carried = {
            name for name in (bound & self.sweep.active) - self.sweep.shadow
            if adjoints.defined(name) or (self.sweep.outside.get(name, 0) > inside.get(name, 0))
        }  # fmt: skip
        reads = self._reads(body)
        touched = sorted((reads & self.sweep.active) - bound - self.sweep.shadow)
        if not carried and not touched and not (reads | bound) & self.sweep.shadow:
            return self.inert(node)
        start = len(adjoints.out)
        entry = dict(adjoints.state)
        self._begin(carried)
        for name in touched:
            adjoints.own(name)
        for name in carried:
            adjoints.state[name] = State(self._settled(name), False)
        keep = set(adjoints.state)
        adjoints.masked |= _replaced(carried & self.sweep.steep, body)
        forward, reverse = self.sweep.sweeps(body)
        adjoints.out, saved_out = reverse, adjoints.out
        self._begin(carried)
        for name in sorted(carried):
            adjoints.state[name] = State(self._settled(name, adjoints.state[name].kind), False)
        adjoints.out = saved_out
        adjoints.state = {name: s for name, s in adjoints.state.items() if name in keep}
        if not reverse:
            del adjoints.out[start:]
            adjoints.restore(entry)
            return self.inert(node)
        return self._assemble(node, self._lifted(forward), reverse, ending)

    def _begin(self, carried: set[str]) -> None:
        """Gives every carried variable an adjoint, a zero where nothing came back so far."""
        for name in sorted(carried):
            if self.adjoints.defined(name):
                self.adjoints.whole(name)
            else:
                self.adjoints.zero(name)

    def _lifted(self, forward: list[gast.stmt]) -> list[gast.stmt]:
        """Shadows that are made for merges stand before the copies that end the body.

        What is saved is saved between the two, where merges have the value of this iteration.
        """
        found: list[gast.stmt] = []
        for node in forward:
            place = len(found)
            if id(node) in self.sweep.lent:
                read = walk.read(node)
                while (
                    place and _is_copy(found[place - 1]) and not walk.bound(found[place - 1]) & read
                ):
                    place -= 1
            found.insert(place, node)
        return found

    def inert(self, node: gast.For | gast.While) -> list[gast.stmt]:
        """The forward part of a loop that no derivative flows through."""
        adjoints = self.adjoints
        entry, adjoints.state = adjoints.state, {}
        out, adjoints.out = adjoints.out, []
        forward, _ = self.sweep.sweeps(node.body)
        adjoints.restore(entry)
        adjoints.out = out
        if isinstance(node, gast.For):
            new: gast.stmt = build.for_(node.target.id, node.iter, forward)
        else:
            new = gast.While(test=node.test, body=forward, orelse=[])
        return [walk.copy_position(new, node)]

    def _settled(self, name: str, last: k.Kind | None = None) -> k.Kind:
        kind = self.sweep.typed.env[name]
        if isinstance(kind, k.Scalar) and isinstance(last, k.Scalar) and last.type is not float:
            kind = k.forget(last)
        self.sweep.env[self.adjoints.bar(name)] = kind
        return kind

    def _reads(self, body: list[gast.stmt]) -> set[str]:
        found = walk.read(body)
        for node in calls(body):
            resolution = self.sweep.typed.resolution(node)
            if resolution is not None:
                for atom in atoms_of(resolution):
                    found |= walk.read(atom)
        return found

    def _assemble(
        self, node: gast.For | gast.While, forward: list[gast.stmt], reverse: list[gast.stmt],
        ending: list[gast.stmt],
    ) -> list[gast.stmt]:  # fmt: skip
        """The two loops and, where the reverse one reads saved values, the stack between them."""
        target = node.target.id if isinstance(node, gast.For) else None
        bound = walk.bound(forward) | ({target} if target else set())
        saved = sorted(free_reads(reverse) & bound)
        before: list[gast.stmt] = []
        trips = self._range(node) if not ending else None
        if set(saved) <= {target} and trips is not None:
            iterable = build.call("reversed", walk.clone(trips))
            self.adjoints.emit(build.for_(target or "_", iterable, reverse))
        elif not saved:
            before, forward = self._counted(forward, reverse)
        else:
            before = self._stacked(node, forward, reverse, saved)
        if isinstance(node, gast.For):
            new: gast.stmt = build.for_(target or "_", node.iter, [*forward, *ending])
        else:
            new = gast.While(test=node.test, body=[*forward, *ending], orelse=[])
        return [*before, walk.copy_position(new, node)]

    def _range(self, node: gast.For | gast.While) -> gast.expr | None:
        """The call of ``range`` that a loop runs over, if it does."""
        if not isinstance(node, gast.For) or not isinstance(node.iter, gast.Name):
            return None
        return self.sweep.ranges.get(node.iter.id)

    def _counted(
        self, forward: list[gast.stmt], reverse: list[gast.stmt]
    ) -> tuple[list[gast.stmt], list[gast.stmt]]:
        """A reverse loop that has to know how often only; returns what stands before and in the other."""
        trips = self.sweep.namer.fresh("trips")
        self.adjoints.emit(build.for_("_", build.call("range", build.name(trips)), reverse))
        start = build.assign(trips, build.const(0))
        return [start], [build.augment(trips, gast.Add(), build.const(1)), *forward]

    def _stacked(
        self, node: gast.For | gast.While, forward: list[gast.stmt], reverse: list[gast.stmt],
        saved: list[str],
    ) -> list[gast.stmt]:  # fmt: skip
        """A reverse loop over a stack that the forward one fills; returns what stands before that."""
        sweep = self.sweep
        stack = sweep.namer.fresh("stack")
        values = [build.name(name) for name in saved]
        value = values[0] if len(values) == 1 else build.tuple_(values)
        push = build.statement(build.call(build.attribute(build.name(stack), "append"), value))
        sweep.unit_impure(push.value)
        position = push_position(forward, set(saved), self._head_names(forward, set(saved)))
        forward.insert(position, push)
        goal: gast.expr = build.target(saved[0])
        if len(saved) > 1:
            goal = gast.Tuple(elts=[build.target(name) for name in saved], ctx=gast.Store())
        self.adjoints.emit(build.for_(goal, build.call("reversed", build.name(stack)), reverse))
        target = {node.target.id} if isinstance(node, gast.For) else set()
        heads = self._head_names(forward, set(saved))
        unsure = set(saved) - definite(forward) - target | (set(saved) & heads)
        inside = counts(forward)
        local = {n for n in unsure if sweep.outside.get(n, 0) <= inside.get(n, 0)}
        sweep.unset |= unsure - local - sweep.params - self._bound_before(node)
        return [
            build.assign(stack, gast.List(elts=[], ctx=gast.Load())),
            *[sweep.placeholder(name) for name in sorted(local - sweep.params)],
        ]

    def _bound_before(self, loop: gast.For | gast.While) -> set[str]:
        """Names, shadows among them, that have a value wherever the loop is reached."""
        found = self.sweep.entries[id(loop)]
        return found | {self.adjoints.bar(name) for name in found & self.sweep.shadow}

    def _head_names(self, forward: list[gast.stmt], saved: set[str]) -> set[str]:
        """Saved merge names of this loop: they hold the value of the head until the end of the body."""
        inside = counts(forward)
        own = {
            node.targets[0].id
            for node in forward
            if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name)
            and isinstance(node.value, gast.Name | gast.Constant)
        }  # fmt: skip
        return {
            n
            for n in saved & own
            if self.sweep.outside.get(n, 0) > inside[n] or self._read_before(forward, n)
        }

    def _read_before(self, forward: list[gast.stmt], name: str) -> bool:
        for node in forward:
            if name in walk.read(node):
                return True
            if name in walk.bound(node):
                return False
        return False


def _is_copy(node: gast.stmt) -> bool:
    """Whether a statement gives a name to what has one."""
    if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name):
        return False
    return isinstance(node.value, gast.Name | gast.Constant)


def _replaced(names: set[str], body: list[gast.stmt]) -> set[str]:
    """The variables that each iteration gives another value, and none asks for the last one.

    All but the last value give nothing back, whatever their slope is.
    """
    return {name for name in names if _replaces(name, body)}


def _replaces(name: str, body: list[gast.stmt]) -> bool:
    for node in body:
        if name in walk.read(node):
            return False
        match node:
            case gast.Assign(targets=[gast.Name(id=goal)]) if goal == name:
                return True
    return False

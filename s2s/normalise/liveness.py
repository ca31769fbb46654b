"""Which variables need a merge: assigned under a branch or in a loop, and read afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import gast

from s2s.normalise.exits import is_endless, leave
from s2s.normalise.scope import free_loads
from s2s.normalise.steps import is_attempt


@dataclass
class Liveness:
    """What the two sweeps over a function found; statements are known by identity.

    Attributes:
        reads: the nodes of tracked names that a statement itself reads (not its blocks).
        assigned: of a branch, a loop or an attempt, every tracked name assigned in it.
        merged: of a branch or an attempt, the assigned names that are live after it; of a loop,
            those that are live at its head or after it; sorted.
        dead: assignments to flags that nobody reads.
    """

    reads: dict[int, list[gast.Name]] = field(default_factory=dict)
    assigned: dict[int, set[str]] = field(default_factory=dict)
    merged: dict[int, list[str]] = field(default_factory=dict)
    dead: set[int] = field(default_factory=set)


@dataclass
class _Summary:
    """A block: read before assigned, surely assigned, maybe assigned, never left at its end."""

    exposed: set[str]
    surely: set[str]
    maybe: set[str]
    stuck: bool


def liveness(
    body: Sequence[gast.stmt], tracked: Collection[str], flags: Collection[str]
) -> Liveness:
    """Liveness of the tracked names, without copying sets at every statement."""
    sweeps = _Sweeps(tracked, flags)
    sweeps.summary(body)
    sweeps.mark(body, set())
    return sweeps.found


def defined(node: gast.stmt) -> list[str]:
    """The names that a simple statement of the flattened form binds."""
    if isinstance(node, gast.Assign):
        target = node.targets[0]
        if isinstance(target, gast.Name):
            return [target.id]
        if isinstance(target, gast.Tuple):
            return [getattr(e, "value", e).id for e in target.elts]
        return []
    if isinstance(node, gast.FunctionDef):
        return [node.name]
    if isinstance(node, gast.Import | gast.ImportFrom):
        return [alias.asname or alias.name.split(".")[0] for alias in node.names]
    return []


class _Sweeps:
    def __init__(self, tracked: Collection[str], flags: Collection[str]) -> None:
        self.tracked = tracked
        self.flags = flags
        self.found = Liveness()
        self._inner: dict[int, tuple[_Summary, _Summary]] = {}

    def summary(self, body: Sequence[gast.stmt]) -> _Summary:
        """Bottom up: what a block reads and assigns."""
        here = _Summary(set(), set(), set(), False)
        for node in reversed(body):
            if isinstance(node, gast.If):
                self._branch(node, here)
            elif isinstance(node, gast.For | gast.While):
                self._loop(node, here)
            elif isinstance(node, gast.With):
                self._with(node, here)
            elif isinstance(node, gast.Raise):
                here = _Summary(set(self._reads(node, node)), set(), set(), True)
            else:
                goals = self._goals(node)
                here.exposed.difference_update(goals)
                here.surely.update(goals)
                here.maybe.update(goals)
                here.exposed.update(self._reads(node, node))
        return here

    def mark(self, body: Sequence[gast.stmt], live: set[str]) -> None:
        """Top down, backwards: ``live`` is what is live after the block; it is changed."""
        for node in reversed(body):
            if isinstance(node, gast.If):
                first, second = self._inner[id(node)]
                assigned = self.found.assigned[id(node)]
                inner = sorted(name for name in assigned if name in live)
                self.found.merged[id(node)] = inner
                self.mark(node.body, set(inner))
                self.mark(node.orelse, set(inner))
                live.difference_update(_both(first, second))
                live |= first.exposed
                live |= second.exposed
            elif isinstance(node, gast.For | gast.While):
                self._mark_loop(node, live)
            elif is_attempt(node):
                partly = set(live)
                self.found.merged[id(node)] = sorted(self.found.assigned[id(node)] & live)
                self.mark(node.body, partly)
                live |= partly  # it may have stopped anywhere
                live.difference_update(self._goals(node))
            elif isinstance(node, gast.With):
                self.mark(node.body, live)
                live.difference_update(self._goals(node))
            elif isinstance(node, gast.Raise):
                live.clear()
            elif not self._drop(node, live):
                live.difference_update(self._goals(node))
            live.update(name.id for name in self.found.reads[id(node)])

    def _mark_loop(self, node: gast.For | gast.While, live: set[str]) -> None:
        inner, _ = self._inner[id(node)]
        before = set(inner.exposed)
        if isinstance(node, gast.While):
            before.update(name.id for name in self.found.reads[id(node)])
        assigned = self.found.assigned[id(node)]
        merged = sorted(name for name in assigned if name in live or name in before)
        self.found.merged[id(node)] = merged
        self.mark(node.body, set(merged))
        if is_endless(node):
            live.difference_update(inner.surely)
        live |= before

    def _drop(self, node: gast.stmt, live: set[str]) -> bool:
        if isinstance(node, gast.Assign) and isinstance(node.value, gast.Constant):
            goals = self._goals(node)
            if goals and goals[0] in self.flags and goals[0] not in live:
                self.found.dead.add(id(node))
                return True
        return False

    def _branch(self, node: gast.If, here: _Summary) -> None:
        first, second = self.summary(node.body), self.summary(node.orelse)
        self._inner[id(node)] = first, second
        self.found.assigned[id(node)] = first.maybe | second.maybe
        here.exposed -= _both(first, second)
        here.exposed |= first.exposed
        here.exposed |= second.exposed
        here.exposed.update(self._reads(node, node.test))
        here.surely |= _both(first, second)
        here.maybe |= self.found.assigned[id(node)]
        here.stuck = here.stuck or (first.stuck and second.stuck)

    def _loop(self, node: gast.For | gast.While, here: _Summary) -> None:
        inner = self.summary(node.body)
        is_for = isinstance(node, gast.For)
        if is_for:
            goals = self._goals(node)
            inner.exposed.difference_update(goals)
            inner.maybe.update(goals)
        reads = self._reads(node, node.iter if is_for else node.test)
        self._inner[id(node)] = inner, inner
        self.found.assigned[id(node)] = inner.maybe
        if is_endless(node):
            if leave(node.body) is None:
                here.exposed, here.surely, here.stuck = set(), set(), True
            here.exposed -= inner.surely
        here.exposed |= inner.exposed
        here.exposed.update(reads)
        here.maybe |= inner.maybe

    def _with(self, node: gast.With, here: _Summary) -> None:
        inner = self.summary(node.body)
        if is_attempt(node):
            inner = _Summary(inner.exposed, set(), inner.maybe, False)
            self.found.assigned[id(node)] = set(inner.maybe)
        goals = self._goals(node)
        here.exposed -= inner.surely
        here.exposed |= inner.exposed
        here.exposed.difference_update(goals)
        here.exposed.update(self._reads(node, node.items[0].context_expr))
        here.surely |= inner.surely
        here.surely.update(goals)
        here.maybe |= inner.maybe
        here.maybe.update(goals)

    def _goals(self, node: gast.stmt) -> list[str]:
        if isinstance(node, gast.For):
            names = [node.target.id]
        elif isinstance(node, gast.With):
            goal = node.items[0].optional_vars
            names = [] if goal is None else [goal.id]
        else:
            names = defined(node)
        return [name for name in names if name in self.tracked]

    def _reads(self, node: gast.stmt, part: gast.AST) -> list[str]:
        tracked = self.tracked
        nodes = [name for name in free_loads(part) if name.id in tracked]
        self.found.reads[id(node)] = nodes
        return [name.id for name in nodes]


def _both(first: _Summary, second: _Summary) -> set[str]:
    """What is surely assigned after a branch: by the paths that go on."""
    if first.stuck:
        return second.surely
    if second.stuck:
        return first.surely
    return first.surely & second.surely

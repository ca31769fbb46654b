"""Retaken: a view in which an element stands for several is taken again wherever it is used."""

from __future__ import annotations

from dataclasses import replace

import gast

from s2s.analyse.assigned import assigned
from s2s.analyse.typed import RuleCall, Typed
from s2s.analyse.views import SPREAD
from s2s.syntax import walk

# `numpy.meshgrid` makes a copy unless it is told not to.
_SPREAD = SPREAD | {"numpy.meshgrid"}


def retaken(typed: Typed) -> None:
    """``b = broadcast_to(a, n); a[0] = y; z = b * x`` takes ``b`` a second time before ``z``.

    What is summed over has no adjoint of the same aliasing: such a view cannot stay in use while
    its array is overwritten. A view that was just taken is used up before anything is. Only what
    is assigned once and used by operations alone is taken again.
    """
    found = _Spread(typed)
    if found.names:
        found.block(typed.body, {})
        memory = typed.memory
        typed.memory = replace(memory, shadow=memory.shadow - found.names)


class _Spread:
    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.shadow = typed.memory.shadow
        self.assigned = assigned(typed)
        self.values = {
            node.targets[0].id: node.value
            for node in walk.statements(typed.body)
            if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name)
        }
        self.names: set[str] = set()
        for name, value in self.values.items():
            if name in self.shadow and self._spreads(value) and self._steady(value):
                self.names.add(name)
                self._seen_through()
        self._drop_used_otherwise()

    def _spreads(self, value: gast.expr) -> bool:
        call = self.typed.resolution(value)
        return isinstance(call, RuleCall) and call.rule.name in _SPREAD

    def _steady(self, value: gast.expr) -> bool:
        """Whether taking a view again gives the same one: nothing that it reads changes."""
        free = walk.read(value) & self.assigned.keys()
        once = all(self.assigned[name] == 1 for name in free)
        return once and not (free - self.shadow) & {*self.typed.memory.written, *self.typed.slots}

    def _seen_through(self) -> None:
        """Views of such views are taken again with them."""
        for name, value in self.values.items():
            if name in self.shadow and walk.read(value) & self.names and self._steady(value):
                call = self.typed.resolution(value)
                views = isinstance(call, RuleCall) and call.rule.view and call.out is None
                if views or isinstance(value, gast.Subscript):
                    self.names.add(name)

    def _drop_used_otherwise(self) -> None:
        """What is handed on, kept or given back stays as it is, and all that it is made of."""
        while True:
            kept = walk.read(self.typed.result) if self.typed.result is not None else set()
            for node in walk.statements(self.typed.body):
                kept |= self._keeps(node)
            kept |= self._apart(self.typed.body, set())
            lost = self.names & kept
            if not lost:
                return
            self.names -= lost

    def _keeps(self, node: gast.stmt) -> set[str]:
        match node:
            case gast.If() | gast.While():
                return set()
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                if name in self.names or (name not in self.shadow and self._works(value)):
                    return set()
            case gast.Assign(targets=[gast.Subscript()], value=gast.Name()):
                return set()
        return walk.read(node) if not isinstance(node, gast.For) else walk.read(node.iter)

    def _apart(self, body: list[gast.stmt], seen: set[str]) -> set[str]:
        """What is used where it is not certain that it was taken in this turn of each loop."""
        seen, found = set(seen), set()
        for node in body:
            for inner in (getattr(node, "body", None), getattr(node, "orelse", None)):
                if inner and not isinstance(node, gast.FunctionDef):
                    found |= self._apart(inner, seen)
            match node:
                case gast.Assign(targets=[gast.Name(id=name)]) if name in self.names:
                    found |= walk.read(node.value) - seen
                    seen.add(name)
                case gast.Assign():
                    found |= walk.read(node) - seen
        return found & self.names

    def _works(self, value: gast.expr) -> bool:
        """Whether an expression computes something new."""
        if isinstance(self.typed.resolution(value), RuleCall):
            return True
        return isinstance(value, gast.BinOp | gast.UnaryOp | gast.Compare | gast.Subscript)

    def block(self, body: list[gast.stmt], known: dict[str, list[gast.stmt]]) -> None:
        """Rewrites a block; ``known`` says how each view was taken before it."""
        known = dict(known)
        new: list[gast.stmt] = []
        for node in body:
            for inner in (getattr(node, "body", None), getattr(node, "orelse", None)):
                if inner and not isinstance(node, gast.FunctionDef):
                    self.block(inner, known)
            match node:
                case gast.Assign(targets=[gast.Name(id=name)]) if name in self.names:
                    made = walk.read(node.value) & known.keys()
                    known[name] = [s for source in sorted(made) for s in known[source]] + [node]
                case gast.Assign():
                    for name in sorted(walk.read(node) & known.keys()):
                        new += [self._again(s) for s in known[name]]
            new.append(node)
        body[:] = new

    def _again(self, node: gast.stmt) -> gast.stmt:
        """The same statement once more."""
        assert isinstance(node, gast.Assign)
        fresh = walk.clone(node)
        if (found := self.typed.calls.get(id(node.value))) is not None:
            self.typed.calls[id(fresh.value)] = (fresh.value, found[1])
        return fresh

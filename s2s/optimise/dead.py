"""Dead code: what nothing reads and has no effect goes."""

from __future__ import annotations

from collections.abc import Set

import gast

from s2s.normalise.steps import is_attempt
from s2s.optimise.blocks import impure
from s2s.optimise.facts import Facts
from s2s.optimise.stacks import is_stack
from s2s.syntax import walk


def dead(fn: gast.FunctionDef, facts: Facts) -> None:
    """Removes assignments that nothing reads, and what is empty then."""
    seen = facts.shared | set(walk.parameters(fn))
    _Sweep(facts, seen).block(fn.body, set(), final=True)


class _Sweep:
    def __init__(self, facts: Facts, seen: Set[str]) -> None:
        self.facts = facts
        self.seen = seen  # through other names, or by the caller

    def block(self, body: list[gast.stmt], live: set[str], final: bool) -> set[str]:
        """Walks a block backwards; returns what is live at its head, and removes if ``final``."""
        live = set(live)
        kept: list[gast.stmt] = []
        for node in reversed(body):
            if self.statement(node, live, final):
                kept.append(node)
        if final:
            body[:] = kept[::-1] or [gast.Pass()]
        return live

    def statement(self, node: gast.stmt, live: set[str], final: bool) -> bool:
        """Whether a statement is needed; ``live`` becomes what is live before it."""
        match node:
            case gast.If():
                return self.branch(node, live, final)
            case gast.For() | gast.While():
                return self.loop(node, live, final)
            case gast.With():
                return self.context(node, live, final)
        if not self.needed(node, live):
            return False
        match node:
            case gast.Assign(targets=[gast.Name() | gast.Tuple() as goal]):
                live -= walk.bound(goal)
            case gast.FunctionDef(name=name):
                live.discard(name)
        live |= walk.read(node)
        return True

    def needed(self, node: gast.stmt, live: set[str]) -> bool:
        """Whether a simple statement has an effect, or makes what is read later."""
        match node:
            case gast.Assign(targets=[gast.Name() | gast.Tuple() as goal], value=value):
                used = bool(walk.bound(goal) & live) or impure(value, self.facts.impure)
                return used or not _is_plain(goal)
            case gast.AugAssign(target=gast.Name(id=name), value=value):
                return not self.unused(name, live) or impure(value, self.facts.impure)
            case gast.AugAssign(target=gast.Subscript(value=gast.Name(id=name))):
                return not self.unused(name, live) or name not in self.facts.in_place
            case gast.Expr(
                value=gast.Call(func=gast.Attribute(value=gast.Name(id=name), attr="append"))
            ):
                return name in live or not is_stack(name) or name in self.seen
            case gast.FunctionDef(name=name):
                return name in live
        return not isinstance(node, gast.Pass)

    def unused(self, name: str, live: set[str]) -> bool:
        """Whether nothing can see what is written through a name."""
        return name not in live and name not in self.facts.shared

    def context(self, node: gast.With, live: set[str], final: bool) -> bool:
        """``with``, and the steps of a ``try`` statement."""
        if is_attempt(node):
            # Whatever may raise decides how it goes on, also where nobody reads its value.
            live |= self.block(node.body, live | walk.bound(node.body), final)
        else:
            inner = self.block(node.body, live, final)
            live.clear()
            live |= inner
        live |= walk.read(node.items)
        return True

    def branch(self, node: gast.If, live: set[str], final: bool) -> bool:
        """``if``."""
        first = self.block(node.body, live, final)
        second = self.block(node.orelse, live, final) if node.orelse else live
        empty = _is_empty(node.body) and _is_empty(node.orelse)
        if final and empty and not impure(node.test, self.facts.impure):
            return False
        if final and _is_empty(node.orelse):
            node.orelse = []
        if final and _is_empty(node.body) and node.orelse:
            node.test, node.body, node.orelse = _negated(node.test), node.orelse, []
        found = first | second | walk.read(node.test)
        live.clear()
        live |= found
        return True

    def loop(self, node: gast.For | gast.While, live: set[str], final: bool) -> bool:
        """``for`` and ``while``."""
        head = node.iter if isinstance(node, gast.For) else node.test
        around = live | walk.read(head) if isinstance(node, gast.While) else set(live)
        while True:
            inner = self.block(node.body, around, final=False)
            if isinstance(node, gast.For):
                inner -= walk.bound(node.target)
            if inner <= around:
                break
            around |= inner
        self.block(node.body, around, final)
        if (
            final
            and isinstance(node, gast.For)
            and _is_empty(node.body)
            and not impure(head, self.facts.impure)
        ):
            if not walk.bound(node.target) & live:
                return False
        live |= around | walk.read(head)
        return True


def _is_plain(goal: gast.expr) -> bool:
    """Whether a target is names only."""
    return isinstance(goal, gast.Name) or all(
        isinstance(node, gast.Name | gast.Tuple | gast.Starred) for node in walk.nodes(goal)
    )


def _is_empty(body: list[gast.stmt]) -> bool:
    return all(isinstance(node, gast.Pass) for node in body)


def _negated(test: gast.expr) -> gast.expr:
    if isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not):
        return test.operand
    return gast.UnaryOp(op=gast.Not(), operand=test)

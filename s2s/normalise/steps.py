"""Steps that may raise: flat statements are attempted one by one.

A statement of the user's becomes ``with rt.Attempt(errors) as tried: ...``, in which only new names
are assigned and the last step alone has an effect. So it is done as a whole or not at all, and
what follows stands under ``if tried.done``. Nothing else in the pipeline knows of exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.frontend.unbound import UNBOUND
from s2s.normalise.flattener import Flattener
from s2s.normalise.passive import negate
from s2s.syntax import build, walk

JUMPS = (gast.Return, gast.Break, gast.Continue)
_NEST = 8  # so many steps stand one inside the other; then the flag is asked again
_EFFECTS = (gast.Expr, gast.Assert, gast.Raise, gast.With)
_CHANGES = frozenset(
    "append insert pop extend update setdefault remove clear sort reverse fill add put popitem "
    "discard partition resize".split()
)


def is_attempt(node: gast.stmt) -> bool:
    """Whether a statement is a ``with`` made here."""
    return isinstance(node, gast.With) and is_manager(node.items[0].context_expr)


def is_manager(node: gast.expr) -> bool:
    """Whether an expression is ``rt.Attempt(...)``, made here."""
    return (
        isinstance(node, gast.Call)
        and isinstance(node.func, gast.Attribute)
        and node.func.attr == "Attempt"
        and isinstance(node.func.value, gast.Name)
        and node.func.value.id == "rt"
    )


class Guard:
    """Attempts the flat statements of one ``try``.

    Attributes:
        flag: the variable that says whether the statements were left.
        error: the variable of the exception that ended them.
        raised: the variable that says whether it was an exception: ``flag``, unless jumps that
            lead out of the statements are held back too.
        left: of each form of jump that was held back, the variable that says so.
    """

    def __init__(
        self, flat: Flattener, errors: list[gast.expr], place: gast.AST, holds: bool = False
    ) -> None:
        """Takes the exceptions that are handled, and whether jumps are held back as they are."""
        self.flat = flat
        self.context = flat.context
        self.errors = errors
        self.node = place
        self.flag = self.context.flag("raised")
        self.error = self.context.alias("error")
        self.holds = holds
        names = {error.id for error in errors if isinstance(error, gast.Name)}
        self._unbound = bool(names & UNBOUND)  # to read a variable may raise what is handled
        self.raised = self.context.flag("failed") if holds else self.flag
        self.left: dict[type, str] = {}
        self.result = self.context.alias("held") if holds else ""
        self.depth = 0
        self.stops = False
        self.steps = 0
        self.last: gast.stmt | None = None

    def whole(self, body: list[gast.stmt]) -> bool:
        """Emits the attempted statements; whether any of them may raise."""
        out, stops = self.block(body)
        return self.emit(out, stops)

    def emit(self, out: list[gast.stmt], stops: bool) -> bool:
        """Emits what a block has become."""
        self.stops = stops
        if stops:
            flags = sorted({self.flag, self.raised, *self.left.values()})
            for name in flags:
                self.flat.assign(name, build.const(False), self.node)
            self.flat.assign(self.error, build.const(None), self.node)
        for statement in out:
            self.flat.emit(statement, statement)
        return stops

    def read(self, name: str) -> gast.expr:
        """A variable that is read."""
        return walk.copy_position(build.name(name), self.node)

    def block(self, body: Sequence[gast.stmt]) -> tuple[list[gast.stmt], bool]:
        """A block, each step attempted; whether it may be left by an exception."""
        if not body:
            return [], False
        if len(body) > _NEST:
            out, stops = self.block(body[:_NEST])
            after, more = self.block(body[_NEST:])
            if stops and after:
                free = negate(self.read(self.flag))
                after = [walk.copy_position(build.if_(free, after), after[0])]
            return [*out, *after], stops or more
        first, rest = body[0], body[1:]
        if isinstance(first, gast.If | gast.For | gast.While) or (
            isinstance(first, gast.With) and not is_attempt(first)
        ):
            stops = self._inside(first)
            after, more = self.block(rest)
            if stops and after:
                free = negate(self.read(self.flag))
                after = [walk.copy_position(build.if_(free, after), after[0])]
            return [first, *after], stops or more
        if self.holds and isinstance(first, JUMPS) and self._leads_out(first):
            return self._hold(first), True
        if self._is_safe(first):
            after, stops = self.block(rest)
            return [first, *after], stops
        size = self._group(body)
        return self._attempt(list(body[:size]), body[size:]), True

    def _inside(self, node: gast.stmt) -> bool:
        """A compound statement; whether an exception may leave it."""
        loop = isinstance(node, gast.For | gast.While)
        self.depth += loop
        node.body, stops = self.block(node.body)
        self.depth -= loop
        other = False
        if not isinstance(node, gast.With):
            node.orelse, other = self.block(node.orelse)
        if stops and loop:
            leave: list[gast.stmt] = [walk.copy_position(gast.Break(), node)]
            node.body.append(walk.copy_position(build.if_(self.read(self.flag), leave), node))
        return stops or other

    def _leads_out(self, node: gast.stmt) -> bool:
        return isinstance(node, gast.Return) or self.depth == 0

    def _hold(self, node: gast.stmt) -> list[gast.stmt]:
        """What a jump leaves behind that is made after the ``finally`` block."""
        flag = self.left.get(type(node))
        if flag is None:
            words = {gast.Return: "returning", gast.Break: "breaking", gast.Continue: "going_on"}
            flag = self.left[type(node)] = self.context.flag(words[type(node)])
        made = [build.assign(flag, build.const(True)), build.assign(self.flag, build.const(True))]
        if isinstance(node, gast.Return):
            made.insert(0, build.assign(self.result, node.value))
        return [walk.copy_position(statement, node) for statement in made]

    def go_on(self) -> None:
        """Emits the jumps that were held back."""
        for form, flag in self.left.items():
            jump = gast.Return(value=self.read(self.result)) if form is gast.Return else form()
            walk.copy_position(jump, self.node)
            self.flat.emit(build.if_(self.read(flag), [jump]), self.node)

    def _is_safe(self, node: gast.stmt) -> bool:
        """Whether a flat statement raises nothing that the program may want to handle."""
        if isinstance(node, (*JUMPS, gast.Pass, gast.Global, gast.FunctionDef, gast.Delete)):
            return True
        if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name):
            return False
        value = node.value
        parts = value.elts if isinstance(value, gast.Tuple | gast.List) else [value]
        names = [part.id for part in parts if isinstance(part, gast.Name)]
        if not self._unbound or all(name in self.context.temps for name in names):
            return all(isinstance(part, gast.Name | gast.Constant) for part in parts)
        return False

    def _group(self, body: Sequence[gast.stmt]) -> int:
        """How many statements make one step: the last one alone is seen from outside."""
        for position, node in enumerate(body):
            if not isinstance(node, gast.Assign) or self._is_seen(node):
                simple = not isinstance(node, gast.Assign) and not isinstance(node, _EFFECTS)
                return position if simple else position + 1
        return len(body)

    def _is_seen(self, node: gast.Assign) -> bool:
        """Whether an assignment changes a variable of the user's, or what one refers to."""
        value = node.value
        if not isinstance(node.targets[0], gast.Name):
            return True
        if isinstance(value, gast.Call) and isinstance(value.func, gast.Attribute):
            owner = value.func.value
            operator = isinstance(owner, gast.Name) and owner.id == "operator"
            if operator or value.func.attr in _CHANGES:
                return True
        return node.targets[0].id not in self.context.temps

    def _attempt(self, group: list[gast.stmt], rest: Sequence[gast.stmt]) -> list[gast.stmt]:
        """One step, and what follows if it was done."""
        copies = self._renamed(group[-1])
        tried = self.context.temp("tried")
        call = build.call("rt.Attempt", *map(walk.clone, self.errors))
        item = gast.withitem(
            context_expr=walk.copy_position(call, self.node), optional_vars=build.target(tried)
        )
        step = gast.With(items=[item], body=group, type_comment=None)
        walk.copy_position(step, group[0])
        after, _ = self.block(rest)
        failed = [
            build.assign(self.flag, build.const(True)),
            build.assign(self.error, build.attribute(build.name(tried), "error")),
        ]
        if self.raised != self.flag:
            failed.append(build.assign(self.raised, build.const(True)))
        done = self.context.temp("done")
        test = build.assign(done, build.attribute(build.name(tried), "done"))
        branch = build.if_(build.name(done), [*copies, *after] or [gast.Pass()], failed)
        self.steps, self.last = self.steps + 1, branch
        for made in (*failed, test, branch, branch.body[0]):
            walk.copy_position(made, group[0])
        return [step, test, branch]

    def _renamed(self, node: gast.stmt) -> list[gast.stmt]:
        """Gives new names to variables that a step assigns; the copies that follow it."""
        if not isinstance(node, gast.Assign):
            return []
        copies: list[gast.stmt] = []
        goal = node.targets[0]
        for target in goal.elts if isinstance(goal, gast.Tuple) else [goal]:
            inner = target.value if isinstance(target, gast.Starred) else target
            if isinstance(inner, gast.Name) and inner.id not in self.context.temps:
                name = inner.id
                inner.id = self.context.temp(name)
                copy = build.assign(name, walk.copy_position(build.name(inner.id), inner))
                copies.append(walk.copy_position(copy, node))
        return copies

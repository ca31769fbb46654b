"""Branches, loops and ``with``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.decisions import truth
from s2s.analyse.item_kinds import given_kind
from s2s.analyse.iterables import items_of
from s2s.analyse.iterate import lower_for
from s2s.analyse.retrieved import is_container, retrieved
from s2s.analyse.stopping import stops_first
from s2s.analyse.typed import Append, Slot, Typed, UserCall
from s2s.analyse.unrolling import unlike, wanted
from s2s.analyse.uses import once
from s2s.errors import S2SError
from s2s.normalise.steps import is_attempt
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Control:
    """Rewrites the compound statements of one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def branch(self, node: gast.If, out: list[gast.stmt]) -> None:
        """``if``: both branches see the same names."""
        decided = truth(self.walker.kind(node.test))
        if decided is not None:  # by the kinds of the arguments
            chosen = (node.body, 0) if decided else (node.orelse, 1)
            out.extend(self.walker.block(*chosen))
            return
        self.walker.hidden.check(node.test)
        test = self.walker.link(self._seen_now(node.test, out))
        body = self.walker.block(node.body)
        orelse = self.walker.block(node.orelse, 1)
        out.append(walk.copy_position(build.if_(test, body, orelse), node))

    def _seen_now(self, test: gast.expr, out: list[gast.stmt]) -> gast.expr:
        """A test whose value stays: a list may be empty now, and not when the reverse sweep asks."""
        kind = self.walker.kind(test)
        if not isinstance(test, gast.Name | gast.Attribute) or isinstance(
            kind, k.Scalar | k.Const | k.Range
        ):
            return test
        call = build.call("bool", walk.clone(test))
        return self.walker.resolver.temp(call, k.Scalar(bool), False, "truth", out)

    def loop_over(self, node: gast.For, out: list[gast.stmt]) -> None:
        """``for``; over a few items that it cannot take one like the other, it is written out."""
        apart = wanted(self.walker, node) if unlike(self.walker, node) else None
        if apart is not None:
            raise apart
        loops = self.walker.unit.loops
        depth = len(loops)
        loops.append((self.walker, node))
        try:
            self._loop_over(node, out)
        except S2SError:
            found = wanted(self.walker, node)
            if found is not None:
                raise found from None
            raise
        finally:
            del loops[depth:]

    def _loop_over(self, node: gast.For, out: list[gast.stmt]) -> None:
        """``for``: lowered to indices where a derivative flows through the items."""
        over = items_of(self.walker, node.iter, node, out)
        if over is not node.iter:
            node = walk.copy_position(gast.For(node.target, over, node.body, [], None), node)
        kind = self.walker.kind(node.iter)
        if kind == k.Tuple(()) or (kind == k.List(k.Never()) and self._is_literal(node.iter)):
            return  # over no arguments of `*args`, say: the body does not run
        varied = self.walker.varies(node.iter)
        if varied or isinstance(kind, k.Iterator):
            before, node, lists = lower_for(node, kind, varied, self.walker)
            for statement in before:
                self.walker.statement(statement, out)
            if lists:
                out.append(self._growing(node, lists))
        site = (id(self.walker.typed), node.target.id)
        item = given_kind(self.walker.kind(node.iter), self.walker.symbols, site)

        if is_container(self.walker.kind(node.iter)):
            item = retrieved(item, self.walker.symbols, (*site, "read"))

        def enter() -> None:
            self.walker.define(node.target.id, item, False)

        body = self._settle(node.body, enter)
        new = build.for_(node.target.id, self._run_through(node.iter, kind), body)
        out.append(walk.copy_position(new, node))

    def _growing(self, node: gast.For, lists: list[gast.expr]) -> gast.stmt:
        """What a loop runs over in which lists become longer or shorter: their places."""
        walker = self.walker
        walker.unit.linker.module("s2s.runtime")
        made = walk.copy_position(build.call("rt.live_places", *map(walker.link, lists)), node)
        walker.typed.passive_calls[id(made)] = made
        walker.define(node.iter.id, k.List(k.Scalar(int)), False)
        return walk.copy_position(build.assign(node.iter.id, made), node)

    def _run_through(self, node: gast.expr, kind: k.Kind) -> gast.expr:
        """What a loop runs over; that it moves an iterator on which others use is an effect."""
        linked = self.walker.link(node)
        name = node.id if isinstance(node, gast.Name) else None
        if not isinstance(kind, k.Lazy) or (once(self.walker, name) and not kind.acts):
            return linked
        moved = walk.copy_position(build.call("iter", linked), node)
        self.walker.typed.passive_calls[id(moved)] = moved
        self.walker.typed.impure = self.walker.typed.impure or kind.acts
        self.walker.typed.effects = self.walker.typed.effects or kind.acts
        return moved

    def _is_literal(self, node: gast.expr) -> bool:
        """Whether a name stands for a display in the user's text, to which nobody else refers."""
        return isinstance(node, gast.Name) and node.id not in self.walker.typed.origin

    def loop_while(self, node: gast.While, out: list[gast.stmt]) -> None:
        """``while``."""
        body = self._settle(node.body, lambda: self.walker.hidden.check(node.test))
        new = gast.While(test=self.walker.link(node.test), body=body, orelse=[])
        out.append(walk.copy_position(new, node))

    def _settle(self, body: list[gast.stmt], enter: object) -> list[gast.stmt]:
        """Walks a loop body until the kinds of its merge names stay."""
        merges = sorted((walk.bound(body) & self.walker.merges) | self.walker.unshared)
        for name in merges:
            if name in self.walker.env:
                self.walker.env[name] = k.forget(self.walker.env[name])
        outside = list(self.walker.env.values())
        for _ in range(20):
            before = {
                name: (self.walker.env.get(name), name in self.walker.varied) for name in merges
            }
            enter()  # type: ignore[operator]
            new = self.walker.block(body)
            for name in merges:
                if name in self.walker.env:
                    self.walker.env[name] = self._carried(name, outside)
            after = {
                name: (self.walker.env.get(name), name in self.walker.varied) for name in merges
            }
            if before == after or self.walker.unit.outdated():  # then all is walked again
                return new
        for name in merges:
            if k.is_differentiable(self.walker.env.get(name, k.Opaque())):
                self.walker.env[name] = k.Unknown()
        enter()  # type: ignore[operator]
        return self.walker.block(body)

    def _carried(self, name: str, outside: list[k.Kind]) -> k.Kind:
        """The kind of a variable at the start of a run of a loop, from its kind at the end of one."""
        walker = self.walker
        site = (id(walker.typed), name, "carried")
        return retrieved(k.forget(walker.env[name]), walker.symbols, site, outside)

    def context(self, node: gast.With, out: list[gast.stmt]) -> None:
        """``with``."""
        if is_attempt(node):
            self._attempt(node, out)
            return
        items = [
            gast.withitem(
                context_expr=self.walker.link(item.context_expr), optional_vars=item.optional_vars
            )
            for item in node.items
        ]
        for item in node.items:
            if isinstance(item.optional_vars, gast.Name):
                self.walker.define(item.optional_vars.id, k.Opaque(), False)
        body = self.walker.block(node.body)
        out.append(walk.copy_position(gast.With(items=items, body=body, type_comment=None), node))

    def _attempt(self, node: gast.With, out: list[gast.stmt]) -> None:
        """A step of a ``try`` statement, which is done as a whole or not at all."""
        walker, call = self.walker, node.items[0].context_expr
        walker.unit.linker.module("s2s.runtime")
        manager = gast.Call(func=walk.clone(call.func), args=[], keywords=[])
        manager.args = [walker.link(kind) for kind in call.args]
        walk.copy_position(manager, call)
        walker.typed.passive_calls[id(manager)] = manager
        tried = node.items[0].optional_vars
        walker.define(tried.id, k.Tried(), False)
        body = walker.block(node.body)
        if call.keywords or self._has_parts(body, tried.id, call.args):
            manager.keywords = [gast.keyword(arg="parts", value=build.const(True))]
        item = gast.withitem(context_expr=manager, optional_vars=walk.clone(tried))
        new = gast.With(items=[item], body=body, type_comment=None)
        out.append(walk.copy_position(new, node))

    def _has_parts(self, body: list[gast.stmt], tried: str, errors: list[gast.expr]) -> bool:
        """Whether a step may be done in part when an exception ends it: it writes several times."""
        handled = _handled(body, tried)
        written = False
        for node in body:
            resolution = self.walker.typed.resolution(getattr(node, "value", None))
            if any(node is one for one in handled):
                if isinstance(resolution, UserCall) and _may_write_in_part(resolution):
                    if not stops_first(resolution, errors):
                        return True
                if written and not _is_naming(node, node is handled[-1]):
                    return True
            written = written or _is_write(node, resolution, tried)
        return False


def _is_naming(node: gast.stmt, last: bool) -> bool:
    """Whether a statement only gives a name to what was made before it."""
    if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name):
        return False
    return last or isinstance(node.value, gast.Name)


def _handled(body: list[gast.stmt], tried: str) -> list[gast.stmt]:
    """The statements of a step whose exceptions the program handles: those of derivatives pass."""
    found, deriving = [], False
    for node in body:
        if _is_mark(node, tried):
            deriving = bool(node.value.value)
        elif not deriving:
            found.append(node)
    return found


def _is_mark(node: gast.stmt, tried: str) -> bool:
    """Whether a statement only says, in generated code, what is computed: ``tried.deriving = True``."""
    match node:
        case gast.Assign(
            targets=[gast.Attribute(value=gast.Name(id=name), attr="deriving")],
            value=gast.Constant(),
        ):
            return bool(name == tried)
    return False


def _may_write_in_part(call: UserCall) -> bool:
    """Whether a function may be left by an exception after it has written something."""
    ours = ("s2s.analyse.prelude", "s2s.runtime.iterating", "s2s.runtime.queues")
    if getattr(call.callee.fun, "__module__", "").startswith(ours):
        return False  # these raise before they write
    if not any(region.arrays or region.slots for region in call.callee.memory.regions):
        return False
    writes = [node for node in walk.statements(call.callee.body) if _writes(node, call.callee)]
    # One write, after which nothing can raise.
    return writes != call.callee.body[-1:] or isinstance(writes[0].value, gast.Call)


def _writes(node: gast.stmt, typed: Typed) -> bool:
    """Whether a statement may write into memory."""
    value = getattr(node, "value", None)
    if isinstance(value, gast.Call):
        return id(value) not in typed.pure_calls
    return _is_write(node, None)


def _is_write(node: gast.stmt, resolution: object, tried: str = "") -> bool:
    if _is_mark(node, tried):
        return False
    if isinstance(node, gast.AugAssign) or isinstance(resolution, Append | Slot):
        return True
    return isinstance(node, gast.Assign) and not isinstance(node.targets[0], gast.Name | gast.Tuple)

"""Branches, loops and ``with``: tests stay whole where they can, iterables get names."""

from __future__ import annotations

import gast

from s2s.normalise import generators, managers
from s2s.normalise.choices import distribute
from s2s.normalise.exits import breaks
from s2s.normalise.flattener import Flattener, nonempty
from s2s.normalise.passive import location, negate
from s2s.syntax import build, walk


def branch(flat: Flattener, node: gast.If) -> None:
    """``if test: ... else: ...``."""
    test = flat.test(node.test)
    body = flat.block(node.body)
    orelse = flat.block(node.orelse)
    flat.emit(gast.If(test=test, body=nonempty(body, node), orelse=orelse), node)


def for_each(flat: Flattener, node: gast.For) -> None:
    """``for name in name``; any other target is stored into at the start of the body."""
    if location(node) in flat.context.iterated:
        _by_next(flat, node)
        return
    if generators.iterate(flat, node):
        return
    value = flat.rhs(node.iter)
    over = value if isinstance(value, gast.Name) else flat.bind(value, node.iter, "over")
    if isinstance(node.target, gast.Name) and node.target.id not in flat.context.scope.globals:
        target = node.target
        body = flat.block(node.body)
    else:
        base = node.target.id if isinstance(node.target, gast.Name) else "item"
        name = flat.context.temp(base)
        target = walk.copy_position(build.target(name), node.target)
        # The user's target is a statement of its own, before the body.
        given = walk.copy_position(build.assign(node.target, flat.read(name, target)), node.target)
        body = flat.block([given, *node.body])
    loop = build.for_(target, over, nonempty(body, node))
    loop.orelse = flat.block(node.orelse)
    flat.emit(loop, node)


def _by_next(flat: Flattener, node: gast.For) -> None:
    """A loop over an iterator that is followed item by item: ``while True`` and ``next``."""
    context = flat.context
    iterator = flat.bind(build.call("iter", flat.name(node.iter)), node.iter, "iterator")
    item, ended = context.alias("item"), context.alias("ended")
    found = build.assign(item, build.call("next", iterator))
    stop: list[gast.stmt] = [gast.Break()]
    if node.orelse:
        stop.insert(0, build.assign(ended, build.const(True)))
        flat.statement(walk.place(build.assign(ended, build.const(False)), node))
    handler = gast.ExceptHandler(type=build.name("StopIteration"), name=None, body=stop)
    step = gast.Try(body=[found], handlers=[handler], orelse=[], finalbody=[])
    given = build.assign(node.target, build.name(item))
    start = [walk.place(statement, node) for statement in (step, given)]
    loop = gast.While(test=build.const(True), body=[*start, *node.body], orelse=[])
    flat.statement(walk.place(loop, node))
    if node.orelse:
        flat.statement(walk.place(build.if_(build.name(ended), node.orelse), node))


def while_(flat: Flattener, node: gast.While) -> None:
    """``while test``; a test that needs statements is left from inside the loop."""
    if flat.can_test(node.test):
        body = nonempty(flat.block(node.body), node)
        loop = gast.While(test=node.test, body=body, orelse=flat.block(node.orelse))
        flat.emit(loop, node)
        return
    test = node.test
    leave: list[gast.stmt] = [walk.copy_position(gast.Break(), test)]
    asked = bool(node.orelse) and breaks(node.body)
    ran_out = flat.context.flag("ran_out") if asked else None
    if ran_out is not None:
        flat.assign(ran_out, build.const(False), node)
        over = build.assign(ran_out, build.const(True))
        leave.insert(0, walk.copy_position(over, test))
    guard = walk.copy_position(build.if_(negate(test), leave), test)
    always = walk.copy_position(build.const(True), test)
    body = flat.block([guard, *node.body])
    flat.emit(gast.While(test=always, body=body, orelse=[]), node)
    if ran_out is not None:
        rest = build.if_(flat.read(ran_out, node), node.orelse)
        flat.statement(walk.copy_position(rest, node))
    else:
        for statement in node.orelse:
            flat.statement(statement)


def with_(flat: Flattener, node: gast.With) -> None:
    """``with expr as name``: one item each, and any other target inside."""
    item = node.items[0]
    body = node.body
    if len(node.items) > 1:
        inner = gast.With(items=node.items[1:], body=body, type_comment=None)
        body = [walk.copy_position(inner, node)]
    name = managers.called(item.context_expr)
    if name == "suppress":
        managers.suppress(flat, item.context_expr, body, node)
        return
    if name == "nullcontext":
        managers.nullcontext(flat, item, body, node)
        return
    if name not in managers.KEPT:
        managers.of_class(flat, item, body, node)
        return
    manager = flat.rhs(item.context_expr)
    goal = item.optional_vars
    if goal is not None and not isinstance(goal, gast.Name):
        name = flat.context.temp("entered")
        given = build.assign(goal, flat.read(name, goal))
        goal = walk.copy_position(build.target(name), goal)
        body = [walk.copy_position(given, node), *body]
    made = gast.withitem(context_expr=manager, optional_vars=goal)
    block = nonempty(flat.block(body), node)
    flat.emit(gast.With(items=[made], body=block, type_comment=None), node)


def return_(flat: Flattener, node: gast.Return) -> None:
    """``return atom``."""
    value = node.value
    if value is None:
        value = walk.copy_position(build.const(None), node)
    if isinstance(value, gast.IfExp) and not flat.keeps(value):
        flat.statement(distribute(value, node, "value"))
        return
    flat.emit(gast.Return(value=flat.atom(value)), node)

"""``try`` statements and context managers: what follows exceptions, and what is always done."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.normalise.flattener import Flattener, nonempty
from s2s.normalise.steps import JUMPS, Guard
from s2s.syntax import build, walk


def try_(flat: Flattener, node: gast.Try) -> None:
    """``try: ... except ...: ... else: ... finally: ...``."""
    _check(flat, node)
    if not node.finalbody:
        _handled(flat, node)
        return
    body: list[gast.stmt] = list(node.body)
    if node.handlers:
        inner = gast.Try(body=body, handlers=node.handlers, orelse=node.orelse, finalbody=[])
        body = [walk.copy_position(inner, node)]
    guard = whatever_happens(flat, body, node)
    for statement in node.finalbody:
        flat.statement(statement)
    again = walk.copy_position(gast.Raise(exc=guard.read(guard.error), cause=None), node)
    if guard.stops:
        flat.emit(build.if_(guard.read(guard.raised), [again]), node)
        guard.go_on()


def whatever_happens(flat: Flattener, body: list[gast.stmt], node: gast.stmt) -> Guard:
    """Emits statements such that what follows is done however they end."""
    guard = Guard(flat, [walk.copy_position(build.name("BaseException"), node)], node, holds=True)
    guard.whole(flat.block(body))
    return guard


def _check(flat: Flattener, node: gast.Try) -> None:
    """Refuses what cannot be said in the normal form.

    Raises:
        UnsupportedError: with place, reason and hint.
    """
    for inner in walk.statements([*node.body, *node.orelse, *_handler_bodies(node)]):
        if isinstance(inner, gast.Import | gast.ImportFrom):
            flat.context.unsupported(
                inner,
                "an `import` inside of `try` is not supported",
                note="which module a name stands for would depend on what is installed",
                hint="import it at the top of the module",
            )


def _handler_bodies(node: gast.Try) -> list[gast.stmt]:
    return [statement for handler in node.handlers for statement in handler.body]


def _handled(flat: Flattener, node: gast.Try) -> None:
    """``try`` without ``finally``."""
    errors: list[gast.expr] = []
    of_each: list[gast.expr] = []
    for handler in node.handlers:
        kinds = handler.type or walk.copy_position(build.name("BaseException"), handler)
        listed = kinds.elts if isinstance(kinds, gast.Tuple) else [kinds]
        atoms = [flat.atom(kind) for kind in listed]
        errors.extend(atoms)
        of_each.append(atoms[0] if len(atoms) == 1 else _tuple(atoms, handler))
    guard = Guard(flat, errors, node)
    out, stops = guard.block(flat.block(node.body))
    if not stops:
        guard.emit(out, stops)
        for statement in node.orelse:
            flat.statement(statement)
        return
    if guard.steps == 1 and out[-1] is guard.last:
        _one_step(flat, node, out, of_each, guard)
        return
    guard.emit(out, stops)
    orelse = flat.block(node.orelse)
    handlers = flat.block(_dispatch(node.handlers, of_each, guard))
    test = guard.read(guard.flag)
    flat.emit(build.if_(test, nonempty(handlers, node), orelse), node)


def _one_step(
    flat: Flattener, node: gast.Try, out: list[gast.stmt], kinds: Sequence[gast.expr], guard: Guard
) -> None:
    """Where only one step may raise, the handlers stand beside what follows it."""
    branch = out[-1]
    assert isinstance(branch, gast.If)
    caught = branch.orelse[1:]  # what was raised, under its name; no flag is needed
    branch.orelse = nonempty(flat.block([*caught, *_dispatch(node.handlers, kinds, guard)]), node)
    if not branch.body or not isinstance(branch.body[-1], (*JUMPS, gast.Raise)):
        branch.body += flat.block(node.orelse)
    for statement in out:
        flat.emit(statement, statement)


def _tuple(atoms: list[gast.expr], place: gast.AST) -> gast.expr:
    return walk.copy_position(build.tuple_([walk.clone(atom) for atom in atoms]), place)


def _dispatch(
    handlers: Sequence[gast.ExceptHandler], kinds: Sequence[gast.expr], guard: Guard
) -> list[gast.stmt]:
    """The first handler that fits; nothing else was caught."""
    body = [_reraised(statement, guard) for statement in handlers[0].body]
    if handlers[0].name is not None:
        name = handlers[0].name
        goal = name if isinstance(name, gast.expr) else build.target(name)
        given = build.assign(goal.id, guard.read(guard.error))
        body.insert(0, walk.copy_position(given, handlers[0]))
    if len(handlers) == 1:
        return body
    fits = build.call("isinstance", guard.read(guard.error), walk.clone(kinds[0]))
    walk.copy_position(fits, handlers[0])
    rest = _dispatch(handlers[1:], kinds[1:], guard)
    return [walk.copy_position(build.if_(fits, body, rest), handlers[0])]


def _reraised(node: gast.stmt, guard: Guard) -> gast.stmt:
    """The statement with ``raise`` alone raising the exception that is handled."""
    for inner in walk.statements([node]):
        if isinstance(inner, gast.Raise) and inner.exc is None:
            inner.exc = walk.copy_position(guard.read(guard.error), inner)
    return node

"""Context managers that are taken apart: ``contextlib.suppress``, and classes written in Python."""

from __future__ import annotations

import gast

from s2s.normalise.attempts import try_, whatever_happens
from s2s.normalise.flattener import Flattener
from s2s.syntax import build, walk

KEPT = frozenset({"errstate", "catch_warnings", "Attempt"})
"""Context managers that stay: they do not change what runs."""


def called(manager: gast.expr) -> str:
    """The last name of what is called to make a context manager."""
    if not isinstance(manager, gast.Call):
        return ""
    func = manager.func
    return str(func.attr if isinstance(func, gast.Attribute) else getattr(func, "id", ""))


def suppress(flat: Flattener, manager: gast.Call, body: list[gast.stmt], node: gast.With) -> None:
    """``with contextlib.suppress(E): ...`` is ``try: ... except E: pass``."""
    if not manager.args:
        for statement in body:
            flat.statement(statement)
        return
    kinds = manager.args[0]
    if len(manager.args) > 1:
        kinds = walk.copy_position(gast.Tuple(elts=manager.args, ctx=gast.Load()), manager)
    handler = gast.ExceptHandler(type=kinds, name=None, body=[gast.Pass()])
    walk.copy_position(handler.body[0], node)
    made = gast.Try(
        body=body, handlers=[walk.copy_position(handler, node)], orelse=[], finalbody=[]
    )
    try_(flat, walk.copy_position(made, node))


def nullcontext(
    flat: Flattener, item: gast.withitem, body: list[gast.stmt], node: gast.With
) -> None:
    """``with contextlib.nullcontext(value) as goal: ...`` is ``goal = value; ...``."""
    manager = item.context_expr
    given = [*manager.args, *(k.value for k in manager.keywords)] or [build.const(None)]
    if item.optional_vars is not None:
        made = gast.Assign(targets=[item.optional_vars], value=given[0], type_comment=None)
    else:
        made = build.statement(given[0])
    for statement in (walk.place(made, node), *body):
        flat.statement(statement)


def of_class(flat: Flattener, item: gast.withitem, body: list[gast.stmt], node: gast.With) -> None:
    """``with Manager() as goal: ...`` calls ``__enter__`` and, however it ends, ``__exit__``."""
    manager = flat.name(item.context_expr)

    def method(name: str, *args: gast.expr) -> gast.expr:
        call = build.call(build.attribute(walk.clone(manager), name), *args)
        return walk.place(call, node)

    entered: gast.stmt = build.statement(method("__enter__"))
    if item.optional_vars is not None:
        entered = gast.Assign(
            targets=[item.optional_vars], value=method("__enter__"), type_comment=None
        )
    flat.statement(walk.copy_position(entered, node))
    guard = whatever_happens(flat, body, node)
    left = method("__exit__", *(build.const(None) for _ in range(3)))
    ended = build.statement(left)
    if not guard.stops:
        flat.statement(walk.copy_position(ended, node))
        return
    error = guard.read(guard.error)
    trace = build.attribute(walk.clone(error), "__traceback__")
    swallowed = method("__exit__", build.call("type", walk.clone(error)), walk.clone(error), trace)
    again = gast.Raise(exc=error, cause=None)
    passed_on = build.if_(gast.UnaryOp(op=gast.Not(), operand=swallowed), [again])
    for made in (passed_on, again, ended, passed_on.test):
        walk.place(made, node)
    test = build.if_(guard.read(guard.raised), [passed_on], [ended])
    flat.statement(walk.copy_position(test, node))
    guard.go_on()

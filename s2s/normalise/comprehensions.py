"""Comprehensions become loops over a fresh container."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.normalise.flattener import Flattener
from s2s.normalise.scope import free_loads, targets
from s2s.syntax import build, walk


def list_(flat: Flattener, node: gast.ListComp) -> gast.expr:
    """``[e for x in xs]`` becomes a list that is appended to."""
    enter(flat, node)
    out = flat.bind(gast.List(elts=[], ctx=gast.Load()), node, "out")
    add = build.call(build.attribute(build.name(out.id), "append"), node.elt)
    flat.statement(nest(node, [build.statement(add)]))
    return flat.read(out.id, node)


def set_(flat: Flattener, node: gast.SetComp) -> gast.expr:
    """``{e for x in xs}`` becomes a set that is added to."""
    enter(flat, node)
    empty: gast.expr = build.call("set")
    if "set" in flat.context.redefined:  # {*()}
        nothing = flat.bind(build.tuple_([]), node)
        empty = gast.Set(elts=[gast.Starred(value=nothing, ctx=gast.Load())])
    out = flat.bind(empty, node, "out")
    add = build.call(build.attribute(build.name(out.id), "add"), node.elt)
    flat.statement(nest(node, [build.statement(add)]))
    return flat.read(out.id, node)


def dict_(flat: Flattener, node: gast.DictComp) -> gast.expr:
    """``{k: v for x in xs}`` becomes a dict that is stored into; the key comes first."""
    enter(flat, node)
    out = flat.bind(gast.Dict(keys=[], values=[]), node, "out")
    key = flat.context.alias("key")
    slot = gast.Subscript(value=build.name(out.id), slice=build.name(key), ctx=gast.Store())
    body = [build.assign(key, node.key), build.assign(slot, node.value)]
    flat.statement(nest(node, body))
    return flat.read(out.id, node)


def enter(flat: Flattener, node: gast.expr) -> None:
    """Evaluates the first iterable, and gives the variables names of their own.

    Python evaluates the first iterable in the scope around, before anything else.
    """
    for part in node.generators:
        if part.is_async:
            flat.context.unsupported(node, "an asynchronous comprehension is not supported")
    first = node.generators[0]
    over = first.iter
    if not isinstance(over, gast.GeneratorExp):  # such a one becomes part of the loop
        over = flat.name(over)
    table = {name: flat.context.loop_variable(name) for name in sorted(targets(node))}
    first.iter = build.const(None)
    if any(key != new for key, new in table.items()):
        _rename(node, table)
    first.iter = over


def nest(node: gast.expr, body: Sequence[gast.stmt]) -> gast.stmt:
    """The loops of a comprehension that has been entered, round the given statements."""
    body = list(body)
    for part in reversed(node.generators):
        for test in reversed(part.ifs):
            body = [build.if_(test, body)]
        body = [build.for_(part.target, part.iter, body)]
    return walk.place(body[0], node)


def _rename(node: gast.expr, table: dict[str, str]) -> None:
    parts = [node.key, node.value] if isinstance(node, gast.DictComp) else [node.elt]
    for part in node.generators:
        parts += [part.iter, part.target, *part.ifs]
        for child in walk.nodes(part.target):
            if isinstance(child, gast.Name) and isinstance(child.ctx, gast.Store):
                child.id = table.get(child.id, child.id)
    for item in parts:
        for read in free_loads(item):
            read.id = table.get(read.id, read.id)

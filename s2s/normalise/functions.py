"""Nested functions: a lambda becomes a ``def`` before the statement."""

from __future__ import annotations

import gast

from s2s.normalise.flattener import Flattener
from s2s.normalise.scope import Scope, own_names
from s2s.syntax import build, walk


def lambda_(flat: Flattener, node: gast.Lambda) -> gast.expr:
    """``lambda x: e`` becomes ``def fn(x): return e``, and is read as ``fn``."""
    name = flat.context.temp("fn")
    named(flat, name, node)
    return flat.read(name, node)


def named(flat: Flattener, name: str, node: gast.Lambda) -> None:
    """Emits ``def name`` for a lambda."""
    made = build.function(name, [], [gast.Return(value=node.body)])
    made.args = node.args
    walk.copy_position(made.body[0], node.body)
    define(flat, walk.copy_position(made, node))


def define(flat: Flattener, node: gast.FunctionDef) -> None:
    """A nested ``def``: its defaults become atoms, its body stays as it is."""
    flat.context.has_functions = True
    _refuse_nonlocal(flat, node)
    decorators = [flat.atom(item) for item in node.decorator_list]
    args = node.args
    given = [default for default in args.kw_defaults if default is not None]
    atoms = iter(flat.operands([*args.defaults, *given]))
    args.defaults = [next(atoms) for _ in args.defaults]
    args.kw_defaults = [None if item is None else next(atoms) for item in args.kw_defaults]
    _drop_annotations(node)
    node.decorator_list = []
    if not decorators:
        _refuse_global(flat, node)
        flat.emit(node, node)
        return
    goal = node.name
    node.name = flat.context.temp(f"{goal}_plain")
    flat.emit(node, node)
    value: gast.expr = flat.read(node.name, node)
    for decorator in reversed(decorators):
        value = walk.copy_position(gast.Call(func=decorator, args=[value], keywords=[]), node)
    target = walk.copy_position(build.target(goal), node)
    flat.statement(walk.copy_position(build.assign(target, value), node))


def _refuse_global(flat: Flattener, node: gast.FunctionDef) -> None:
    if node.name in flat.context.scope.globals:
        flat.context.unsupported(node, f"a nested function bound to the global `{node.name}`")


def _refuse_nonlocal(flat: Flattener, node: gast.FunctionDef) -> None:
    facts = Scope()
    own_names(node.body, facts)
    if facts.nonlocals:
        flat.context.refuse_nonlocal(node)


def _drop_annotations(node: gast.FunctionDef) -> None:
    node.returns = None
    args = node.args
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg):
        if arg is not None:
            arg.annotation = None

"""Structures that are ``None`` on some paths: where they are computed with, they are there.

Such a value may be assigned, passed on, stored, returned and compared as it is. Where an item or an
attribute of it is read, or anything else done that ``None`` cannot do, it gets a second name, whose
kind is the structure's. So nothing but the tests of it knows of ``None``.
"""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.origin import is_unread
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_LOOK = frozenset(
    {isinstance, issubclass, bool, type, print, str, repr, format, id, hash, callable, hasattr}
)
"""Functions that take ``None`` as they take anything."""


def present(walker: Walker, node: gast.stmt, out: list[gast.stmt]) -> gast.stmt:
    """The statement with names of what is surely there, which are assigned in ``out``."""
    if not walker.symbols.optional:
        return node
    names = sorted(name for name in _used(walker, node) if _is_maybe(walker, name))
    if not names:
        return node
    found: dict[str, gast.expr] = {}
    for name in names:
        kind, value = k.solid(walker.env[name]), build.name(name)
        held = walker.temp_name(
            gast.Tuple(elts=[value, build.const("held")], ctx=gast.Load()), name
        )
        walker.define(held, kind, name in walker.varied)
        out.append(walk.copy_position(build.assign(held, value), node))
        found[name] = build.name(held)
    if isinstance(node, gast.For):
        over = walk.substitute(node.iter, found)
        made: gast.stmt = gast.For(node.target, over, node.body, node.orelse, None)
        return walk.copy_position(made, node)
    made = walk.substitute(node, found)
    walker.unit.keep(node, made)
    return made


def _is_maybe(walker: Walker, name: str) -> bool:
    return isinstance(walker.env.get(name), k.Maybe)


def _used(walker: Walker, node: gast.stmt) -> set[str]:
    """The names in a statement that ``None`` cannot stand for."""
    match node:
        case gast.For(iter=gast.Name(id=name)):
            return {name}
        case gast.Assign(targets=[gast.Tuple()], value=gast.Name(id=name)):
            return {name}
        case gast.Assign(targets=[target], value=value):
            goal = {target} if isinstance(target, gast.Subscript | gast.Attribute) else set()
            return {n for part in (*goal, value) for n in _computed_with(walker, part)}
        case gast.Expr(value=value):
            return set(_computed_with(walker, value))
    return set()


def _computed_with(walker: Walker, node: gast.expr) -> list[str]:
    """The same of a flat expression."""
    match node:
        case gast.Subscript(value=value) | gast.Attribute(value=value):
            parts = [value]
        case gast.BinOp(left=left, right=right):
            parts = [left, right]
        case gast.Tuple(elts=elts) | gast.List(elts=elts) | gast.Set(elts=elts):
            parts = [element.value for element in elts if isinstance(element, gast.Starred)]
        case gast.Dict(keys=keys, values=values):
            parts = [v for key, v in zip(keys, values, strict=True) if key is None]
        case gast.Call(func=func, args=args, keywords=words):
            parts = [func.value] if isinstance(func, gast.Attribute) else []
            given = [*args, *(word.value for word in words)]
            stars = [arg.value for arg in args if isinstance(arg, gast.Starred)]
            stars += [word.value for word in words if word.arg is None]
            parts += given if _computes(walker, func) else stars
            parts = [part.value if isinstance(part, gast.Starred) else part for part in parts]
        case _:
            parts = []
    return [part.id for part in parts if isinstance(part, gast.Name)]


def _computes(walker: Walker, func: gast.expr) -> bool:
    """Whether a function computes with what it is given, so that it takes no ``None``."""
    outside = walker.outside
    if not isinstance(func, gast.Name | gast.Attribute) or not outside.is_global(func):
        return False
    value = outside.object_of(func)
    if isinstance(value, types.FunctionType):
        return rules.lookup(value) is not None or is_unread(value.__module__ or "")
    try:
        return callable(value) and value not in _LOOK and getattr(value, "__module__", "") in _OURS
    except TypeError:  # it has no hash
        return False


_OURS = frozenset(
    {"builtins", "math", "numpy", "itertools", "functools", "operator", "collections"}
)

"""Constructors for the gast nodes that the passes create.

gast nodes want every field spelled out; these functions fill in the ones that never vary here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import gast

from s2s.syntax.walk import clone


def name(identifier: str) -> gast.Name:
    """A name that is read."""
    return gast.Name(id=identifier, ctx=gast.Load(), annotation=None, type_comment=None)


def target(identifier: str) -> gast.Name:
    """A name that is assigned."""
    return gast.Name(id=identifier, ctx=gast.Store(), annotation=None, type_comment=None)


def const(value: object) -> gast.Constant:
    """A literal."""
    return gast.Constant(value=value, kind=None)


def attribute(value: gast.expr, attr: str) -> gast.Attribute:
    """``value.attr``, read."""
    return gast.Attribute(value=value, attr=attr, ctx=gast.Load())


def dotted(path: str) -> gast.expr:
    """A dotted name: ``dotted("np.linalg.norm")``."""
    head, *rest = path.split(".")
    node: gast.expr = name(head)
    for part in rest:
        node = attribute(node, part)
    return node


def path(node: gast.AST) -> str | None:
    """The dotted name that an expression is, if it is one."""
    parts: list[str] = []
    while isinstance(node, gast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, gast.Name) else None


def base(node: gast.expr) -> gast.Name | None:
    """The name that an expression is, or reads attributes and items of, if it is one of those."""
    while isinstance(node, gast.Attribute | gast.Subscript):
        node = node.value
    return node if isinstance(node, gast.Name) else None


def index(value: gast.expr, key: gast.expr) -> gast.Subscript:
    """``value[key]``, read."""
    return gast.Subscript(value=value, slice=key, ctx=gast.Load())


def call(func: gast.expr | str, *args: gast.expr, **keywords: gast.expr) -> gast.Call:
    """A call; ``func`` may be a dotted name."""
    callee = dotted(func) if isinstance(func, str) else func
    named = [gast.keyword(arg=key, value=value) for key, value in keywords.items()]
    return gast.Call(func=callee, args=list(args), keywords=named)


def tuple_(elements: Iterable[gast.expr]) -> gast.Tuple:
    """A tuple display."""
    return gast.Tuple(elts=list(elements), ctx=gast.Load())


def assign(goal: gast.expr | str, value: gast.expr) -> gast.Assign:
    """``goal = value``; a string is a name."""
    node = target(goal) if isinstance(goal, str) else goal
    return gast.Assign(targets=[node], value=value, type_comment=None)


def unpack(goals: Sequence[str], value: gast.expr) -> gast.Assign:
    """``a, b = value``."""
    elements = gast.Tuple(elts=[target(goal) for goal in goals], ctx=gast.Store())
    return gast.Assign(targets=[elements], value=value, type_comment=None)


def augment(goal: gast.expr | str, op: gast.operator, value: gast.expr) -> gast.AugAssign:
    """``goal op= value``."""
    node = target(goal) if isinstance(goal, str) else goal
    return gast.AugAssign(target=node, op=op, value=value)


def statement(value: gast.expr) -> gast.Expr:
    """An expression evaluated for its effect."""
    return gast.Expr(value=value)


def if_(test: gast.expr, body: Sequence[gast.stmt], orelse: Sequence[gast.stmt] = ()) -> gast.If:
    """``if test: body else: orelse``."""
    return gast.If(test=test, body=list(body), orelse=list(orelse))


def for_(goal: gast.expr | str, iterable: gast.expr, body: Sequence[gast.stmt]) -> gast.For:
    """``for goal in iterable: body``."""
    node = target(goal) if isinstance(goal, str) else goal
    return gast.For(target=node, iter=iterable, body=list(body), orelse=[], type_comment=None)


def function(identifier: str, params: Sequence[str], body: Sequence[gast.stmt]) -> gast.FunctionDef:
    """``def identifier(params): body``, all parameters positional."""
    args = gast.arguments(
        args=[
            gast.Name(id=param, ctx=gast.Param(), annotation=None, type_comment=None)
            for param in params
        ],
        posonlyargs=[],
        vararg=None,
        kwonlyargs=[],
        kw_defaults=[],
        kwarg=None,
        defaults=[],
    )
    return gast.FunctionDef(
        name=identifier,
        args=args,
        body=list(body),
        decorator_list=[],
        returns=None,
        type_comment=None,
        type_params=[],
    )


@lru_cache(maxsize=4096)
def parsed(text: str) -> gast.expr:
    """The tree of one expression given as text; nobody may change it, since others get it too."""
    node: gast.expr = gast.parse(text, mode="eval").body
    return node


def expression(text: str) -> gast.expr:
    """The tree of one expression given as text; a fresh copy at every call."""
    return clone(parsed(text))


def statements(text: str) -> list[gast.stmt]:
    """The trees of some statements given as text."""
    body: list[gast.stmt] = gast.parse(text).body
    return body

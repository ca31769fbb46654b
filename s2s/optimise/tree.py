"""Fast access to the parts of a node: the passes visit every node several times.

Opposed to `s2s.syntax.walk.children`, which looks at every field, these tables name only the
fields that hold expressions or statements.
"""

from __future__ import annotations

from collections.abc import Set

import gast

SCOPES = (gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
"""Expressions with a scope of their own; the passes leave them as they are."""

OPAQUE = (
    gast.Try,
    gast.TryStar,
    gast.Match,
    gast.Delete,
    gast.Global,
    gast.Nonlocal,
    gast.ClassDef,
    gast.AsyncFunctionDef,
    gast.AsyncFor,
    gast.AsyncWith,
    gast.AnnAssign,
)
"""Statements whose insides the passes do not understand; the names in them are left alone."""

_PLAIN = frozenset(
    "ctx op ops attr id kind type_comment annotation returns name names module level arg"
    " conversion asname decorator_list type_params type_ignores simple".split()
)

BLOCKS: dict[type, tuple[str, ...]] = {
    gast.If: ("body", "orelse"),
    gast.For: ("body", "orelse"),
    gast.While: ("body", "orelse"),
    gast.With: ("body",),
}
"""Fields of a compound statement that hold statements."""


def _fields(kind: type) -> tuple[str, ...]:
    blocks = BLOCKS.get(kind, ())
    return tuple(f for f in kind._fields if f not in _PLAIN and f not in blocks)  # type: ignore[attr-defined]


FIELDS: dict[type, tuple[str, ...]] = {
    kind: _fields(kind)
    for kind in vars(gast).values()
    if isinstance(kind, type) and issubclass(kind, gast.AST)
}
"""Fields that hold expressions (of a compound statement: of its header), for every node type."""


def parts(node: gast.AST) -> list[gast.AST]:
    """The direct children of an expression, or the expressions of a statement's header."""
    found: list[gast.AST] = []
    for field in FIELDS[type(node)]:
        value = getattr(node, field, None)
        if value is None:
            continue
        if type(value) is list:
            found.extend([item for item in value if item is not None])
        elif isinstance(value, gast.AST):
            found.append(value)
    return found


def blocks(stmt: gast.stmt) -> list[list[gast.stmt]]:
    """The statement lists inside a statement (none for a nested function: it is opaque)."""
    return [getattr(stmt, field) for field in BLOCKS.get(type(stmt), ())]


def is_constant(node: gast.AST) -> bool:
    """Whether a node is a literal, negative numbers included."""
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        node = node.operand
    return isinstance(node, gast.Constant)


def is_atom(node: gast.AST) -> bool:
    """Whether a node is a name or a literal."""
    return isinstance(node, gast.Name) or is_constant(node)


def method(node: gast.AST) -> tuple[str, str] | None:
    """``("x", "append")`` for a call ``x.append(...)`` on a plain name, else None."""
    if isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute):
        owner = node.func.value
        if isinstance(owner, gast.Name):
            return owner.id, node.func.attr
    return None


def is_float(node: gast.expr, floats: Set[str]) -> bool:
    """Whether an expression is known to be a float or an array of floats, of names that are known to be."""
    match node:
        case gast.Constant(value=value):
            return isinstance(value, float)
        case gast.Name(id=name):
            return name in floats
        case gast.UnaryOp(op=gast.USub(), operand=inner):
            return is_float(inner, floats)
        case gast.BinOp(op=gast.Pow(), left=left):
            return is_float(left, floats)
        case gast.BinOp(op=gast.Add() | gast.Sub() | gast.Mult() | gast.Div()):
            return is_float(node.left, floats) or is_float(node.right, floats)
        case gast.Subscript(value=inner) | gast.Attribute(value=inner, attr="T"):
            return is_float(inner, floats)
    return False

"""Copying trees, substituting in them, and asking which names they read and bind."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

import gast

from s2s.syntax.children import CHILDREN, FIELDS
from s2s.syntax.occurrences import occurrences

Node = TypeVar("Node", bound=gast.AST)

_POSITION = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def clone(node: Node) -> Node:
    """A deep copy with positions; an order of magnitude cheaper than ``copy.deepcopy``."""
    return substitute(node, {})


def substitute(node: Node, replacements: Mapping[str, gast.expr]) -> Node:
    """A deep copy in which names that are read are replaced by (copies of) expressions."""
    kind: Any = type(node)
    if kind is gast.Name and replacements and type(node.ctx) is gast.Load:
        new = replacements.get(node.id)
        if new is not None:
            return cast("Node", clone(new))  # an expression for an expression
    fresh = kind.__new__(kind)
    fields = fresh.__dict__
    fields.update(node.__dict__)  # fields without nodes, and the position
    for field in FIELDS[kind]:
        value = fields.get(field)
        if type(value) is list:
            fields[field] = [
                substitute(item, replacements) if isinstance(item, gast.AST) else item
                for item in value
            ]
        elif value is not None and isinstance(value, gast.AST):
            fields[field] = substitute(value, replacements)
    return cast("Node", fresh)


def rename(node: Node, names: Mapping[str, str]) -> Node:
    """A deep copy with names replaced wherever they stand: read, assigned or as a parameter.

    Nested functions are renamed too, unless they bind the name themselves.
    """
    if not names:
        return clone(node)
    if isinstance(node, gast.FunctionDef | gast.Lambda):
        own = set(parameters(node))
        if isinstance(node, gast.FunctionDef):
            own |= bound(node.body)
        inner = {key: value for key, value in names.items() if key not in own}
    else:
        inner = dict(names)
    fresh: Any = type(node)()
    for field in node._fields:
        value = getattr(node, field, None)
        # Defaults and decorators of a nested function are evaluated outside of it.
        table = names if field in ("decorator_list", "returns") else inner
        if isinstance(value, gast.AST):
            value = rename(value, table)
        elif isinstance(value, list):
            value = [rename(v, table) if isinstance(v, gast.AST) else v for v in value]
        setattr(fresh, field, value)
    if isinstance(node, gast.Name):
        fresh.id = names.get(node.id, node.id)
    elif isinstance(node, gast.FunctionDef):
        fresh.name = names.get(node.name, node.name)
    return cast("Node", copy_position(fresh, node))


def copy_position(new: Node, old: gast.AST) -> Node:
    """Gives ``new`` the place in the user's source that ``old`` has."""
    source, goal = old.__dict__, new.__dict__
    for field in _POSITION:
        value = source.get(field)
        if value is not None:
            goal[field] = value
    return new


def place(new: Node, old: gast.AST) -> Node:
    """Gives every node of ``new`` that has no position yet the one of ``old``."""
    pending: list[gast.AST] = [new]
    while pending:
        node = pending.pop()
        if not hasattr(node, "lineno"):
            copy_position(node, old)
        pending.extend(children(node))
    return new


def parameters(node: gast.FunctionDef | gast.Lambda) -> list[str]:
    """All parameter names in the order of the signature."""
    args = node.args
    names = [arg.id for arg in (*args.posonlyargs, *args.args)]
    if args.vararg:
        names.append(args.vararg.id)
    names.extend(arg.id for arg in args.kwonlyargs)
    if args.kwarg:
        names.append(args.kwarg.id)
    return names


def bound(nodes: gast.AST | Iterable[gast.AST]) -> set[str]:
    """Names that the given trees assign in their own scope."""
    found: set[str] = set()
    for node in occurrences(nodes):
        kind = type(node)
        if kind is gast.Name:
            if type(node.ctx) in _BINDS:
                found.add(node.id)
        elif kind is gast.FunctionDef or kind is gast.ClassDef:
            found.add(node.name)
        elif kind is gast.Import or kind is gast.ImportFrom:
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif kind is gast.ExceptHandler and isinstance(node.name, gast.Name):
            found.add(node.name.id)
    return found


def read(nodes: gast.AST | Iterable[gast.AST]) -> set[str]:
    """Names that the given trees read, free names of nested functions included."""
    found: set[str] = set()
    for node in occurrences(nodes):
        kind = type(node)
        if kind is gast.Name:
            if type(node.ctx) is gast.Load:
                found.add(node.id)
        elif kind is gast.FunctionDef:
            inner = read(node.body) - bound(node.body) - set(parameters(node))
            found |= inner | read([*node.args.defaults, *filter(None, node.args.kw_defaults)])
        elif kind is gast.Lambda:
            found |= read(node.body) - set(parameters(node))
            found |= read([*node.args.defaults, *filter(None, node.args.kw_defaults)])
        elif kind is gast.ClassDef:
            found |= read(children(node))
        elif kind is gast.AugAssign and type(node.target) is gast.Name:
            found.add(node.target.id)
    return found


_BINDS = frozenset((gast.Store, gast.Del))


def statements(body: Iterable[gast.stmt]) -> Iterator[gast.stmt]:
    """All statements of a block, those inside others included, in the order of the text."""
    for node in body:
        yield node
        if not isinstance(node, gast.FunctionDef):
            for field in ("body", "orelse"):
                yield from statements(getattr(node, field, ()))


def after(body: list[gast.stmt], name: str) -> list[gast.stmt] | None:
    """The statements of a block that come after the first one that assigns a name."""
    for place, node in enumerate(body):
        match node:
            case gast.Assign(targets=[gast.Name(id=goal)]) if goal == name:
                return body[place + 1 :]
        if not isinstance(node, gast.FunctionDef):
            for field in ("body", "orelse"):
                found = after(getattr(node, field, []), name)
                if found is not None:
                    return found
    return None


def appended(node: gast.stmt) -> tuple[str, gast.expr] | None:
    """The name of a list and what a statement appends to it; None for other statements.

    >>> name, item = appended(gast.parse("xs.append(y)").body[0])
    >>> name, item.id
    ('xs', 'y')
    """
    match node:
        case gast.Expr(
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=name), attr="append"),
                args=[item],
                keywords=[],
            )
        ):
            return name, item
    return None


def depth(body: Iterable[gast.stmt]) -> int:
    """How many blocks stand one inside the other."""
    deepest = 0
    for node in body:
        for field in ("body", "orelse"):
            inner = getattr(node, field, ())
            if inner:
                deepest = max(deepest, 1 + depth(inner))
    return deepest


def children(node: gast.AST) -> Sequence[gast.AST]:
    """The direct child nodes, contexts and operators left out."""
    return CHILDREN[type(node)](node)


def nodes(trees: gast.AST | Iterable[gast.AST]) -> list[gast.AST]:
    """The nodes of trees, contexts and operators left out, level by level."""
    found = [trees] if isinstance(trees, gast.AST) else list(trees)
    for node in found:
        kind = type(node)
        if kind not in _LEAVES:
            found.extend(CHILDREN[kind](node))
    return found


def within(body: Iterable[gast.AST]) -> list[gast.AST]:
    """The nodes of statements, level by level; of a function in them, only itself."""
    found = list(body)
    for node in found:
        kind = type(node)
        if kind not in _CLOSED:
            found.extend(CHILDREN[kind](node))
    return found


_LEAVES = frozenset((gast.Name, gast.Constant))
_CLOSED = _LEAVES | {gast.FunctionDef}


def key(node: gast.AST) -> Hashable:
    """What two trees have in common that read the same, wherever they stand.

    >>> first, second, third = gast.parse("x[i, 1]\\nx[i, 1]\\nx[i, True]").body
    >>> key(first) == key(second), key(first) == key(third)
    (True, False)
    """
    kind: Any = type(node)
    values = node.__dict__
    if kind is gast.Name:
        return values["id"], type(values["ctx"])
    if kind is gast.Constant:
        return kind, repr(values["value"])
    found: list[Hashable] = [kind]
    for field in kind._fields:
        value = values.get(field)
        if isinstance(value, gast.AST):
            found.append(key(value))
        elif isinstance(value, list):
            found.append(tuple([key(v) if isinstance(v, gast.AST) else v for v in value]))
        else:
            found.append(value)
    return tuple(found)


def fields(node: gast.AST) -> tuple[str, ...]:
    """The fields of a node that may hold nodes other than contexts and operators."""
    return FIELDS[type(node)]


def size(tree: gast.AST) -> int:
    """How many nodes a tree has, contexts and operators included."""
    found = nodes(tree)
    chains = sum(len(node.ops) - 1 for node in found if type(node) is gast.Compare)
    return len(found) + sum(type(node) in _WITH_MORE for node in found) + chains


_WITH_MORE = frozenset(
    (
        *(gast.Name, gast.Attribute, gast.Subscript, gast.Starred, gast.List, gast.Tuple),
        *(gast.BinOp, gast.UnaryOp, gast.BoolOp, gast.AugAssign, gast.Compare),
    )
)
"""Nodes with a context or an operator."""

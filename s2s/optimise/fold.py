"""Folding: temporaries go into their only use, so that expressions read as they were written."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import COMPOUND, blocks, counts, heads, impure, stores
from s2s.optimise.changed import changed
from s2s.optimise.facts import Facts
from s2s.syntax import build, walk

_NODES = 34  # a folded expression with more nodes does not fit a line
_REACH = 60  # how many statements down the block a use is looked for


def fold(fn: gast.FunctionDef, facts: Facts) -> None:
    """``t = x * y; z = np.sin(t)`` becomes ``z = np.sin(x * y)``."""
    binds, reads, captured = counts(fn)
    names = {
        name for name in facts.foldable
        if binds.get(name) == 1 and reads.get(name) == 1 and name not in captured
    } - set(walk.parameters(fn))  # fmt: skip
    steady = (set(binds) | set(walk.parameters(fn))) - changed(fn, facts)
    _block(fn.body, names, steady, facts)


def _block(body: list[gast.stmt], names: set[str], steady: set[str], facts: Facts) -> None:
    for node in body:
        if not isinstance(node, gast.FunctionDef):
            for inner in blocks(node):
                _block(inner, names, steady, facts)
    i = len(body) - 1
    while i >= 0:
        node = body[i]
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value) if name in names:
                display = isinstance(value, gast.Tuple | gast.List | gast.Dict)
                returned = i + 2 == len(body) and isinstance(body[-1], gast.Return)
                if (not display or returned) and _inline(body, i, value, steady, facts):
                    del body[i]
        i -= 1


def _inline(
    body: list[gast.stmt], i: int, value: gast.expr, steady: set[str], facts: Facts
) -> bool:
    """Puts ``value`` in the place of its name further down the block, if that is the same."""
    name = body[i].targets[0].id
    reads = walk.read(value)
    kept = _is_kept(value, steady)
    effect = impure(value, facts.impure)
    trivial = isinstance(value, gast.Name | gast.Constant)
    if effect and reads & facts.shared:
        return False  # it may write into what the expression around its use has read already
    for j in range(i + 1, min(len(body), i + _REACH)):
        node = body[j]
        parts = heads(node)
        if any(name in walk.read(part) for part in parts):
            if isinstance(node, gast.While | gast.FunctionDef):
                return False
            if effect and (j > i + 1 or any(_calls(part) for part in parts)):
                return False
            if effect and _may_write(value) and _looks(node, parts):
                return False
            if reads & facts.shared and isinstance(node, gast.For) and not trivial:
                return False
            return _place(node, name, value)
        if isinstance(node, COMPOUND) or effect:
            if _mentions(node, name) or effect or _changes(node, reads):
                return False
        if walk.bound(node) & reads:
            return False
        if stores(node) and not trivial:
            written = _written(node)
            if written is None or written & reads or not (kept or _is_local(value)):
                return False
        if reads & facts.shared and not trivial and _writes(node, facts):
            return False
    return False


def _place(node: gast.stmt, name: str, value: gast.expr) -> bool:
    parts = heads(node)
    if not isinstance(value, gast.Name | gast.Constant | gast.Attribute):
        if sum(map(walk.size, parts)) + walk.size(value) > 2 * _NODES:
            return False
    for part in parts:
        if isinstance(part, gast.Name) and part.id == name:
            if isinstance(node, gast.If):
                node.test = value
            elif isinstance(node, gast.For):
                node.iter = value
            return True
        if _replace(part, name, value):
            return True
    return False


def _replace(tree: gast.AST, name: str, value: gast.expr) -> bool:
    for node in walk.nodes(tree):
        if isinstance(node, gast.Name | gast.Constant):
            continue
        for field in node._fields:
            child = getattr(node, field, None)
            if (
                isinstance(child, gast.Name)
                and child.id == name
                and isinstance(child.ctx, gast.Load)
            ):
                setattr(node, field, value)
                return True
            if isinstance(child, list):
                for k, item in enumerate(child):
                    if (
                        isinstance(item, gast.Name)
                        and item.id == name
                        and isinstance(item.ctx, gast.Load)
                    ):
                        child[k] = value
                        return True
    return False


def _calls(node: gast.AST) -> bool:
    return any(isinstance(child, gast.Call) for child in walk.nodes(node))


def _may_write(value: gast.expr) -> bool:
    """Whether an expression calls what is not NumPy's or Python's, and may write into memory."""
    return any(isinstance(node, gast.Call) and not _module(node.func) for node in walk.nodes(value))


def _looks(node: gast.stmt, parts: list[gast.AST]) -> bool:
    """Whether a statement reads memory, perhaps before it comes to one of its operands.

    ``x_bar[0] += g_rev(saved)`` reads ``x_bar[0]`` first, and then the call writes it.
    """
    if isinstance(node, gast.AugAssign) and not isinstance(node.target, gast.Name):
        return True
    return not all(_is_local(part) for part in parts)


def _mentions(node: gast.AST, name: str) -> bool:
    return any(isinstance(child, gast.Name) and child.id == name for child in walk.nodes(node))


def _writes(node: gast.stmt, facts: Facts) -> bool:
    """Whether a statement may write into memory that other names refer to.

    The functions of `math` may raise, and no more.
    """
    return any(
        (isinstance(child, gast.stmt) and stores(child))
        or isinstance(child, gast.NamedExpr)
        or (id(child) in facts.impure and not _of_math(child))
        for child in walk.nodes(node)
    )


def _of_math(node: gast.AST) -> bool:
    return isinstance(node, gast.Call) and (build.path(node.func) or "").startswith("math.")


def _changes(node: gast.AST, names: set[str]) -> bool:
    """Whether a compound statement may change what an expression over these names gives."""
    for child in walk.nodes(node):
        if isinstance(child, gast.stmt) and (walk.bound(child) & names or stores(child)):
            return True
    return False


def _written(node: gast.stmt) -> set[str] | None:
    """The names through which a statement writes; ``None`` if it is not known."""
    goal = node.target if isinstance(node, gast.AugAssign) else None
    if isinstance(node, gast.Assign):
        goal = node.targets[0]
    while isinstance(goal, gast.Subscript | gast.Attribute):
        goal = goal.value
    if isinstance(goal, gast.Name):
        return {goal.id}
    match node:
        case gast.Expr(
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=name), attr="append"))
        ):
            return {name}
    return None


def _is_kept(value: gast.expr, steady: set[str]) -> bool:
    """Whether the expression is a part of an array that nothing writes into: ``x[1:]``."""
    match value:
        case gast.Subscript(value=gast.Name(id=name)):
            return name in steady and walk.read(value.slice) <= steady
    return False


def _is_local(value: gast.AST) -> bool:
    """Whether the expression reads names only, not memory that other names may reach."""
    return not any(
        isinstance(node, gast.Attribute | gast.Subscript)
        and isinstance(node.ctx, gast.Load)
        and not _module(node)
        for node in walk.nodes(value)
    )


def _module(node: gast.AST) -> bool:
    return isinstance(node, gast.Attribute) and (
        _module(node.value)
        or (isinstance(node.value, gast.Name) and node.value.id in ("np", "math", "rt", "scipy"))
    )

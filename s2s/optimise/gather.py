"""Gather: two additions to one place of an adjoint become one."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import COMPOUND, blocks, impure, stores
from s2s.optimise.facts import Facts
from s2s.syntax import names, walk

_NODES = 40  # a longer sum would not fit a line
_REACH = 8  # how many statements further the second one is looked for


def gather(fn: gast.FunctionDef, facts: Facts) -> None:
    """``x_bar[i] += a`` and, soon after it, ``x_bar[i] += b`` become ``x_bar[i] += a + b``.

    Reading and writing an item of an array costs more than the arithmetic.

    >>> text = "def f(x_bar, i, a):\\n    x_bar[i] -= a\\n    b = 2 * a\\n    x_bar[i] += b"
    >>> fn = gast.parse(text).body[0]
    >>> gather(fn, Facts(scalars=frozenset({"i"})))
    >>> print(gast.unparse(fn).strip())
    def f(x_bar, i, a):
        b = 2 * a
        x_bar[i] += b - a
    """
    _block(fn.body, facts)


def _block(body: list[gast.stmt], facts: Facts) -> None:
    for node in body:
        if not isinstance(node, gast.FunctionDef):
            for inner in blocks(node):
                _block(inner, facts)
    i = 0
    while i < len(body):
        if not _moved(body, i, facts):
            i += 1


def _moved(body: list[gast.stmt], i: int, facts: Facts) -> bool:
    """Adds the addition at ``i`` to a later one to the same place; says whether there was one."""
    first = body[i]
    if not isinstance(first, gast.AugAssign) or not _is_item(first, facts):
        return False
    needed = walk.read([first.target, first.value])
    owner = first.target.value.id
    if needed & facts.shared or impure(first, facts.impure):
        return False
    for j in range(i + 1, min(len(body), i + 1 + _REACH)):
        node = body[j]
        if isinstance(node, gast.AugAssign) and walk.key(node.target) == walk.key(first.target):
            if owner in walk.read(node.value) or not _joined(first, node):
                return False
            del body[i]
            return True
        if isinstance(node, (*COMPOUND, gast.FunctionDef)) or impure(node, facts.impure):
            return False
        if owner in walk.read(node) | walk.bound(node) or walk.bound(node) & needed:
            return False
        if stores(node) and needed & walk.read(getattr(node, "target", node)):
            return False
    return False


def _is_item(node: gast.AugAssign, facts: Facts) -> bool:
    """Whether the statement adds to one item of an adjoint."""
    match node:
        case gast.AugAssign(
            target=gast.Subscript(value=gast.Name(id=name), slice=key),
            op=gast.Add() | gast.Sub(),
            value=value,
        ):
            parts = key.elts if isinstance(key, gast.Tuple) else [key]
            numbers = all(
                isinstance(part, gast.Constant)
                or (isinstance(part, gast.Name) and part.id in facts.scalars)
                for part in parts
            )
            return numbers and names.is_derivative(name) and name not in walk.read(value)
    return False


def _joined(first: gast.AugAssign, second: gast.AugAssign) -> bool:
    """Puts the value of the first addition into the second, if the sum is not too long."""
    if not isinstance(second.op, gast.Add | gast.Sub):
        return False
    left, right = second.value, first.value
    if walk.size(left) + walk.size(right) > _NODES:
        return False
    same = isinstance(first.op, gast.Add) is isinstance(second.op, gast.Add)
    if same:
        left, right = right, left
    second.value = gast.BinOp(left=left, op=gast.Add() if same else gast.Sub(), right=right)
    return True

"""Owned: an array that was made here and that nothing else refers to is returned without a copy."""

from __future__ import annotations

from collections.abc import Set

import gast

from s2s.analyse.views import may_share
from s2s.optimise.facts import Facts
from s2s.optimise.tree import parts
from s2s.syntax import walk


def owned(fn: gast.FunctionDef, facts: Facts) -> None:
    """``x_bar = y_bar * x; return np.array(x_bar)`` returns ``x_bar``.

    >>> fn = gast.parse("def f(x):\\n    x_bar = 2 * x\\n    return np.array(x_bar), np.array(x)").body[0]
    >>> owned(fn, Facts(arrays=frozenset({"x", "x_bar"})))
    >>> print(gast.unparse(fn).strip())
    def f(x):
        x_bar = 2 * x
        return (x_bar, np.array(x))
    """
    last = fn.body[-1]
    if not isinstance(last, gast.Return) or last.value is None:
        return
    copies = list(_copies(last))
    names = [node.args[0].id for node in copies]
    chosen = {name for name in names if names.count(name) == 1} & facts.arrays
    chosen -= set(walk.parameters(fn)) | walk.read(_without(last.value))
    if not chosen:
        return
    for node in walk.statements(fn.body[:-1]):
        chosen -= _unsure(node, chosen, facts.arrays)
    last.value = _stripped(last.value, chosen)


def _copies(node: gast.AST) -> list[gast.Call]:
    """The calls ``np.array(name)`` among the values of a return statement."""
    match node:
        case gast.Return(value=value):
            return _copies(value)
        case gast.Tuple(elts=elts):
            return [found for item in elts for found in _copies(item)]
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr="array"),
            args=[gast.Name()],
            keywords=[],
        ):
            return [node]
    return []


def _without(node: gast.expr) -> list[gast.expr]:
    """The returned values that are not such calls."""
    if isinstance(node, gast.Tuple):
        return [found for item in node.elts for found in _without(item)]
    return [] if _copies(node) else [node]


def _stripped(node: gast.expr, chosen: set[str]) -> gast.expr:
    if isinstance(node, gast.Tuple):
        node.elts = [_stripped(item, chosen) for item in node.elts]
        return node
    return node.args[0] if _copies(node) and node.args[0].id in chosen else node


def _unsure(node: gast.stmt, names: set[str], arrays: Set[str]) -> set[str]:
    """Names that a statement binds to what may be seen elsewhere, or that it lets out."""
    found: set[str] = set()
    match node:
        case gast.Assign(targets=[gast.Name(id=name)], value=value):
            return leaks(value, names) | (set() if _is_fresh(value) else {name})
        case gast.Assign(
            targets=[gast.Subscript(value=gast.Name(id=name), slice=key)], value=value
        ):
            # What is written into an array is copied; into a list, it is let out.
            return leaks(key, names) | (leaks(value, names) if name not in arrays else set())
        case gast.AugAssign(target=gast.Name(id=name) | gast.Subscript(value=gast.Name(id=name))):
            return leaks(node.value, names) if name not in arrays else set()
    for field in ("targets", "target", "value", "test", "iter", "items"):
        value = getattr(node, field, None)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, gast.AST):
                found |= leaks(part, names) | walk.bound(part)
    return found | (
        walk.read(node) | walk.bound(node) if isinstance(node, gast.FunctionDef) else set()
    )


def _is_fresh(node: gast.expr) -> bool:
    """Whether an expression makes an array that nothing else refers to."""
    match node:
        case gast.BinOp():
            return True
        case gast.UnaryOp(op=gast.USub()):
            return True
        case gast.Call(func=gast.Attribute(value=owner, attr=attr)):
            while isinstance(owner, gast.Attribute):  # np.linalg.solve
                owner = owner.value
            ours = isinstance(owner, gast.Name) and owner.id == "np"
            return not may_share(node, attr) if ours else attr == "copy"
    return False


def leaks(node: gast.AST, names: set[str]) -> set[str]:
    """Names that what this gives may refer to."""
    match node:
        case gast.Name(id=name):
            return {name} & names
        case gast.BinOp() | gast.UnaryOp() | gast.Compare() | gast.Constant():
            return set()
        case gast.Call() if _is_fresh(node):
            return set()
    return {found for part in parts(node) for found in leaks(part, names)}

"""Unbound: whether what a statement does may hang on a local variable that has no value."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import gast

from s2s.syntax import walk

UNBOUND = frozenset({"NameError", "UnboundLocalError"})
"""What Python raises for a variable that has no value."""
_BINDS = (
    gast.Assign, gast.AnnAssign, gast.AugAssign, gast.Import, gast.ImportFrom, gast.FunctionDef,
    gast.Expr, gast.Return, gast.Assert,
)  # fmt: skip
"""Statements after which all that they bind has a value."""
_TESTS = (
    gast.FunctionDef, gast.IfExp, gast.BoolOp, gast.ListComp, gast.SetComp, gast.DictComp,
    gast.GeneratorExp, gast.Lambda,
)  # fmt: skip
"""What has tests in it, or statements of its own."""


def unbound(function: gast.FunctionDef, part: gast.stmt) -> bool:
    """Whether the body of a statement tests a variable of the function that may have no value.

    Elsewhere generated code checks that there is a value. It goes by the order of the statements
    alone: what a branch or a loop binds may have no value after it. A variable that is deleted has
    one in generated code, so it may not be read at all, and a nested function checks nothing.

    Args:
        function: the whole function.
        part: the `try` or `with` statement in it.
    """
    names = [node for node in gast.walk(function) if isinstance(node, gast.Name)]
    deleted = {name.id for name in names if isinstance(name.ctx, gast.Del)}
    given = set(walk.parameters(function))
    before = _before(function.body, part, given - deleted, deleted)
    local = walk.bound(function.body) | given
    return _reads_unsure(part.body, local, before or set(), deleted)


def _before(
    body: list[gast.stmt], part: gast.stmt, sure: AbstractSet[str], deleted: AbstractSet[str]
) -> set[str] | None:
    """What has a value where a statement begins; None where it does not stand in the block."""
    found = set(sure)
    for node in body:
        if node is part:
            return found
        if not isinstance(node, gast.FunctionDef):
            inner = found | _targets(node)
            for block in _blocks(node):
                inside = _before(block, part, inner, deleted)
                if inside is not None:
                    return inside
        if isinstance(node, _BINDS):
            found |= walk.bound([node]) - deleted
    return None


def _blocks(node: gast.stmt) -> list[list[gast.stmt]]:
    blocks = [getattr(node, field, []) for field in ("body", "orelse", "finalbody")]
    return [*blocks, *(handler.body for handler in getattr(node, "handlers", []))]


def _targets(node: gast.stmt) -> set[str]:
    """What a loop or a `with` statement binds before its body runs."""
    goals = [node.target] if isinstance(node, gast.For) else []
    if isinstance(node, gast.With):
        goals = [item.optional_vars for item in node.items if item.optional_vars is not None]
    return {name.id for goal in goals for name in gast.walk(goal) if isinstance(name, gast.Name)}


def _reads_unsure(
    body: list[gast.stmt], local: AbstractSet[str], sure: AbstractSet[str],
    deleted: AbstractSet[str],
) -> bool:  # fmt: skip
    """Whether one of the statements tests a local variable that may have no value, or reads a deleted one."""
    known = set(sure)
    for node in body:
        inner = known | _targets(node)
        blocks = [block for block in _blocks(node) if block]
        if isinstance(node, gast.FunctionDef) or not blocks:
            tests = any(isinstance(child, _TESTS) for child in gast.walk(node))
            unchecked = local if tests else deleted
            if (_reads(node) & unchecked) - inner:
                return True
        else:
            heads = [getattr(node, field) for field in ("test", "iter") if hasattr(node, field)]
            heads += [item.context_expr for item in getattr(node, "items", [])]
            if (walk.read(heads) & local) - known:
                return True
            if any(_reads_unsure(block, local, inner, deleted) for block in blocks):
                return True
        if isinstance(node, _BINDS):
            known |= walk.bound([node]) - deleted
    return False


def _reads(node: gast.stmt) -> set[str]:
    """The names that a statement reads, which an augmented assignment does with what it binds."""
    again = isinstance(node, gast.AugAssign) and isinstance(node.target, gast.Name)
    return walk.read(node) | ({node.target.id} if again else set())

"""Views that are read at once, before what they show can change."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.index_views import is_view
from s2s.analyse.typed import RuleCall, Typed
from s2s.analyse.views import PASSED_ON
from s2s.analyse.writes import all_written
from s2s.differentiate.copies_in_doubt import copied_in_doubt
from s2s.syntax import walk


def transient(typed: Typed) -> set[str]:
    """Names of views, such as the ``u[2:]`` of ``u[2:] - u[:-2]``, that need no shadow.

    Each is made and read in one block, with no write to its class of names in between, and is used
    by operations that give new values only. Its adjoint is held by value and added to the shadow
    of what it is a view of, as if it were a copy.
    """
    if not typed.memory.shadow:
        return set()
    found: set[str] = set()
    _block(typed.body, typed, found)
    if isinstance(typed.result, gast.Name):
        found.discard(typed.result.id)
    return found


def _block(body: list[gast.stmt], typed: Typed, found: set[str]) -> None:
    for i, node in enumerate(body):
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value) if (
                name in typed.memory.shadow and _shows(value, typed)
            ):
                if _is_brief(name, body[i + 1 :], typed):
                    found.add(name)
        if not isinstance(node, gast.FunctionDef):
            for field in ("body", "orelse"):
                _block(getattr(node, field, []), typed, found)


def _shows(value: gast.expr, typed: Typed) -> bool:
    """Whether an expression gives a view of an array."""
    resolution = typed.resolution(value)
    if isinstance(resolution, RuleCall):
        return bool(resolution.rule.view) and resolution.out is None
    match value:
        case gast.Subscript(value=gast.Name(id=base), slice=key):
            return isinstance(typed.env.get(base), k.Array | k.Unknown) and is_view(key, typed.env)
    return False


def _is_brief(name: str, rest: list[gast.stmt], typed: Typed) -> bool:
    left = uses([*typed.body, gast.Expr(value=typed.result)], name)
    root = typed.memory.roots.get(name)
    for i, node in enumerate(rest):
        here = uses([node], name)
        if here:
            if copied_in_doubt(node, typed):
                return False
            if not (only_reads(node, name, typed) or _passed_on(node, rest[i + 1 :], typed)):
                return False
            left -= here
        if left == 0:
            return True
        if any(typed.memory.roots.get(n) == root for n in all_written(node, typed)):
            return False
    return left == 0


def _passed_on(node: gast.stmt, rest: list[gast.stmt], typed: Typed) -> bool:
    """Whether a statement only gives a view another name, which is read at once in its turn."""
    match node:
        case gast.Assign(targets=[gast.Name(id=goal)], value=value):
            resolution = typed.resolution(value)
            passes = isinstance(resolution, RuleCall) and resolution.rule.name in PASSED_ON
            return passes and _is_brief(goal, rest, typed)
    return False


def uses(nodes: list[gast.stmt], name: str) -> int:
    """How many times statements read a name."""
    count = 0
    pending: list[gast.AST] = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, gast.Name) and node.id == name and isinstance(node.ctx, gast.Load):
            count += 1
        pending.extend(walk.children(node))
    return count


def only_reads(node: gast.stmt, name: str, typed: Typed) -> bool:
    """Whether a simple statement makes a new value from what it reads of ``name``."""
    goal = node.target if isinstance(node, gast.AugAssign) else None
    if isinstance(node, gast.Assign):
        goal = node.targets[0]
    if isinstance(goal, gast.Subscript) and isinstance(goal.value, gast.Name):
        is_array = isinstance(typed.env.get(goal.value.id), k.Array | k.Unknown)
        return is_array and goal.value.id != name and isinstance(node.value, gast.Name)
    if not isinstance(node, gast.Assign) or not isinstance(goal, gast.Name):
        return False
    value = node.value
    resolution = typed.resolution(value)
    if isinstance(resolution, RuleCall):
        return not resolution.rule.view and resolution.out is None
    match value:
        case gast.BinOp() | gast.UnaryOp() | gast.Compare():
            return True
        case gast.Subscript(value=gast.Name(id=base)):
            return base != name or isinstance(typed.env.get(goal.id), k.Scalar)
        case gast.Call() | gast.Attribute():
            still = goal.id not in typed.varied or not k.is_differentiable(typed.env[goal.id])
            return id(value) in typed.pure_calls and still
    return False

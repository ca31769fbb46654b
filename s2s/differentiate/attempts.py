"""Steps of ``try`` statements in forward mode: the program handles its own exceptions only."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

import gast

from s2s.analyse.stopping import only_stops
from s2s.analyse.typed import Typed, UserCall
from s2s.errors import UnsupportedError, place
from s2s.normalise.steps import is_attempt
from s2s.syntax import build, walk

Pieces = Sequence[tuple[gast.stmt, list[gast.stmt]]]


def attempt(typed: Typed, node: gast.With, pieces: Pieces, tangents: Set[str]) -> gast.With:
    """The step with its tangents, whose exceptions are passed on.

    A derivative can be infinite where the value is not: the program's handlers must not see that.

    Args:
        typed: the function, for the place of an error.
        node: the step as it is in the typed function.
        pieces: its statements, each with what it becomes: itself and that of its tangent.
        tangents: the names that hold tangents.

    Raises:
        UnsupportedError: a function computes its value and its tangent in one.
    """
    manager = node.items[0].context_expr
    # Done in part, maybe: no exception is handled. And no tangent raises StopIteration.
    if manager.keywords or only_stops(manager.args):
        plain = [new for _, found in pieces for new in found]
        return gast.With(items=node.items, body=plain, type_comment=None)
    ordered = [new for inner, found in pieces for new in _first(typed, inner, found, tangents)]
    before: gast.stmt | None = None
    for statement in ordered:
        changed = _changed(statement)
        both = changed & tangents and (changed - tangents) & typed.env.keys()
        # The value alone may have been computed just before.
        if both and not is_attempt(statement) and not isinstance(before, gast.Expr):
            raise UnsupportedError(
                "forward mode cannot tell the exceptions of a function from those of its tangent",
                place=place(typed.source, node) if typed.source else None,
                note="the function is called inside of a `try` statement",
                hint="use reverse mode (`grad`, `vjp`, `jacrev`)",
            )
        before = statement
    return marked(node, ordered, lambda changed: not changed.isdisjoint(tangents))


def marked(
    node: gast.With, body: Sequence[gast.stmt], of_derivatives: Callable[[Set[str]], bool]
) -> gast.With:
    """The step with marks around what computes derivatives.

    Args:
        node: the step.
        body: its statements.
        of_derivatives: whether what changes names is marked, given these: where a call gives a value
            and its tangent, the value was computed alone before; no shadow raises by itself.
    """
    tried = node.items[0].optional_vars.id
    made: list[gast.stmt] = []
    inside = False
    for statement in body:
        # A step passes on the exceptions of its own derivatives.
        derives = not is_attempt(statement) and of_derivatives(_changed(statement))
        if derives is not inside:
            made.append(_mark(tried, derives))
            inside = derives
        made.append(statement)
    if inside:
        made.append(_mark(tried, False))
    return gast.With(items=node.items, body=made or [gast.Pass()], type_comment=None)


def _first(
    typed: Typed, node: gast.stmt, made: list[gast.stmt], tangents: Set[str]
) -> list[gast.stmt]:
    """The statements with that of the value first, where it overwrites nothing."""
    if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name | gast.Tuple):
        return made
    call = typed.resolution(node.value)
    if isinstance(call, UserCall) and not call.made and _only_computes(call):
        alone = build.statement(walk.clone(call.plain))  # raises what the program's call raises
        return [walk.copy_position(alone, node), *made]
    return sorted(made, key=lambda statement: bool(_changed(statement) & tangents))


def _only_computes(call: UserCall) -> bool:
    regions = call.callee.memory.regions
    return not call.callee.effects and not any(r.arrays or r.slots for r in regions)


def _mark(tried: str, value: bool) -> gast.stmt:
    goal = gast.Attribute(value=build.name(tried), attr="deriving", ctx=gast.Store())
    return gast.Assign(targets=[goal], value=build.const(value), type_comment=None)


def _changed(node: gast.stmt) -> set[str]:
    """Names that a statement assigns, or through which it writes."""
    found = walk.bound(node)
    goal = node.target if isinstance(node, gast.AugAssign) else None
    if isinstance(node, gast.Assign):
        goal = node.targets[0]
    elif isinstance(node, gast.Expr) and isinstance(node.value, gast.Call):
        goal = node.value.func
    while isinstance(goal, gast.Subscript | gast.Attribute):
        goal = goal.value
    return found | ({goal.id} if isinstance(goal, gast.Name) else set())

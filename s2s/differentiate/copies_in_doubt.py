"""Copies between vectors of one array of which the steps are not known to be equal.

NumPy goes through such vectors in an order that matters: see ``s2s.runtime.hand_back``.
"""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.index_views import is_view
from s2s.analyse.typed import Typed
from s2s.syntax import build, walk


def copied_in_doubt(node: gast.stmt, typed: Typed) -> bool:
    """Whether a statement is such a copy."""
    match node:
        case gast.Assign(
            targets=[gast.Subscript(value=gast.Name()) as goal], value=gast.Name() as value
        ):
            kind = typed.env.get(goal.value.id)
            return isinstance(kind, k.Array | k.Unknown) and in_doubt(goal, value, typed)
    return False


def in_doubt(goal: gast.Subscript, value: gast.Name, typed: Typed) -> bool:
    """Whether ``goal = value`` may copy between overlapping vectors of different steps.

    Args:
        goal: the elements that are written.
        value: what is written there, which has a shadow.
        typed: the function.
    """
    roots, base = typed.memory.roots, goal.value.id
    one = roots.get(base) == roots.get(value.id)
    given = {roots.get(param) for param in typed.params}
    if not one and not {roots.get(base), roots.get(value.id)} <= given:
        return False  # no caller can have handed over one array under both names
    if not _is_part(goal, typed) or not is_view(goal.slice, typed.env):
        return False
    if not _is_vector(typed.env.get(value.id, k.Opaque())):
        return False
    steps = _step(goal, typed), _step(_made(value.id, typed), typed)
    return None in steps or steps[0] != steps[1]


def _is_vector(kind: k.Kind) -> bool:
    kind = k.solid(kind)
    return isinstance(kind, k.Array) and len(kind.shape) == 1


def _is_part(goal: gast.Subscript, typed: Typed) -> bool:
    """Whether what stands at a place is an array for sure, and no element."""
    key, kind = goal.slice, k.solid(typed.env.get(goal.value.id, k.Opaque()))
    parts = list(key.elts) if isinstance(key, gast.Tuple) else [key]
    if any(isinstance(part, gast.Constant) and part.value in (..., None) for part in parts):
        return True
    numbers = [part for part in parts if not isinstance(part, gast.Slice)]
    return not numbers or (isinstance(kind, k.Array) and len(numbers) < len(kind.shape))


def _made(name: str, typed: Typed) -> gast.expr:
    """What a name is assigned, if that is one thing."""
    found: list[gast.expr] = []
    for node in walk.statements(typed.body):
        match node:
            case gast.Assign(targets=[gast.Name(id=goal)], value=value) if goal == name:
                found.append(value)
            case gast.For(target=target) if name in walk.bound([target]):
                return build.name(name)
    return found[0] if len(found) == 1 else build.name(name)


def _step(value: gast.expr, typed: Typed) -> tuple[str, int, int] | None:
    """The array that a vector is part of, or is, the axis and the step along it; None if not known."""
    match value:
        case gast.Name(id=base):
            return base, 0, 1
        case gast.Subscript(value=gast.Name(id=base), slice=key):
            kind = k.solid(typed.env.get(base, k.Opaque()))
            if isinstance(kind, k.Array):
                return _along(base, len(kind.shape), key, typed)
    return None


def _along(base: str, rank: int, key: gast.expr, typed: Typed) -> tuple[str, int, int] | None:
    """The same for ``base[key]``: one slice, and numbers for all other axes."""
    parts = list(key.elts) if isinstance(key, gast.Tuple) else [key]
    if any(isinstance(part, gast.Constant) and part.value is ... for part in parts):
        return (base, 0, 1) if len(parts) == rank == 1 else None
    parts += [gast.Slice(lower=None, upper=None, step=None)] * (rank - len(parts))
    axes = [axis for axis, part in enumerate(parts) if isinstance(part, gast.Slice)]
    rest = [part for part in parts if not isinstance(part, gast.Slice)]
    if len(axes) != 1 or not all(_is_number(part, typed) for part in rest):
        return None
    step = parts[axes[0]].step
    number = 1 if step is None else getattr(step, "value", None)
    return (base, axes[0], number) if isinstance(number, int) else None


def _is_number(part: gast.expr, typed: Typed) -> bool:
    if isinstance(part, gast.Constant):
        return isinstance(part.value, int)
    return isinstance(part, gast.Name) and isinstance(typed.env.get(part.id), k.Scalar)

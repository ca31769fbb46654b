"""Stores a finished value into any kind of target."""

from __future__ import annotations

import gast

from s2s.normalise import expressions, passive
from s2s.normalise.flattener import Flattener
from s2s.syntax import build, walk


def store(flat: Flattener, target: gast.expr, value: gast.expr, node: gast.stmt) -> None:
    """Stores a finished right-hand side into any kind of target."""
    if is_local_name(flat, target):
        flat.emit(build.assign(target, value), node)
        return
    atom = value if passive.is_atom(value) else flat.bind(value, node.value)
    if isinstance(target, gast.Name):
        flat.emit(build.assign(target, atom), node)
    elif isinstance(target, gast.Attribute):
        base = flat.name(target.value)
        place: gast.expr = gast.Attribute(base, target.attr, gast.Store())
        flat.emit(build.assign(walk.copy_position(place, target), atom), node)
    elif isinstance(target, gast.Subscript):
        base, key = expressions.place(flat, target)
        place = gast.Subscript(base, key, gast.Store())
        flat.emit(build.assign(walk.copy_position(place, target), atom), node)
    else:
        held = atom if isinstance(atom, gast.Name) else flat.bind(atom, node)
        unpack(flat, target, held, node)


def unpack(flat: Flattener, target: gast.expr, value: gast.Name, node: gast.stmt) -> None:
    """``a, (b, *c) = value``: one flat tuple of names, then what is not a name."""
    later: list[tuple[gast.expr, gast.Name]] = []
    goals: list[gast.expr] = []
    for element in target.elts:
        inner = element.value if isinstance(element, gast.Starred) else element
        if not is_local_name(flat, inner):
            base = inner.id if isinstance(inner, gast.Name) else "part"
            name = flat.context.temp(base)
            later.append((inner, flat.read(name, inner)))
            inner = walk.copy_position(build.target(name), inner)
        if isinstance(element, gast.Starred):
            inner = walk.copy_position(gast.Starred(value=inner, ctx=gast.Store()), element)
        goals.append(inner)
    flat_goal = walk.copy_position(gast.Tuple(elts=goals, ctx=gast.Store()), target)
    flat.emit(build.assign(flat_goal, value), node)
    for goal, held in later:
        store(flat, goal, held, node)


def is_local_name(flat: Flattener, target: gast.expr) -> bool:
    """Whether the target is a variable of the function: not a place, and not a global."""
    return isinstance(target, gast.Name) and target.id not in flat.context.scope.globals

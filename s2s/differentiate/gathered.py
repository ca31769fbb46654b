"""Gathered: arrays that a called function reads item by item; it adds to the caller's adjoint of them.

A function that reads ``x[i]`` and returned an adjoint as long as ``x`` would make a loop over its calls
quadratic. Its reverse function takes the buffer instead: ``g_rev(saved, y_bar, x_bar)``.
"""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed, UserCall
from s2s.analyse.unit import Unit
from s2s.syntax import walk


def gathered(unit: Unit, typed: Typed) -> list[str]:
    """The parameters of a called function whose adjoint is added to where the caller holds it.

    None in code that is differentiated again: what is returned needs no shadow then.
    """
    if unit.nested:
        return []
    return [name for name in typed.params if _is_gathered(typed, name, set())]


def _is_gathered(typed: Typed, name: str, asked: set[tuple[int, str]]) -> bool:
    """Whether everything that a derivative flows through reads items of this parameter."""
    if (id(typed), name) in asked:
        return True  # a function that calls itself: the rest of it decides
    asked.add((id(typed), name))
    kind = typed.env[name]
    memory = typed.memory
    if not (isinstance(kind, k.Array) and kind.shape and k.is_float_dtype(kind.dtype)):
        return False
    if not typed.active[typed.params.index(name)] or k.is_complex(kind):
        return False
    if name in {*memory.roots, *memory.written, *memory.slots, *memory.shadow, *memory.exposed}:
        return False
    if typed.result is not None and name in walk.read(typed.result):
        return False
    uses = [node for node in walk.statements(typed.body) if name in _read(node, typed)]
    varied = [node for node in uses if not _is_passive(node, typed)]
    return bool(varied) and all(_gathers(node, name, typed, asked) for node in varied)


def _read(node: gast.stmt, typed: Typed) -> set[str]:
    """Names that a statement itself reads, those that a call in it hands over included."""
    if isinstance(node, gast.If | gast.While):
        return walk.read(node.test)
    if isinstance(node, gast.For):
        return walk.read(node.iter)
    if isinstance(node, gast.With):
        return walk.read(node.items)
    found = walk.read(node)
    call = _call(node, typed)
    return found | (walk.read(call.args) if call is not None else set())


def _call(node: gast.stmt, typed: Typed) -> UserCall | None:
    value = getattr(node, "value", None)
    found = typed.resolution(value)
    return found if isinstance(found, UserCall) else None


def _is_passive(node: gast.stmt, typed: Typed) -> bool:
    """Whether no derivative flows into what the statement assigns."""
    match node:
        case gast.If() | gast.While():
            return True
        case gast.Assign(targets=[gast.Name(id=name)]):
            return name not in typed.varied
    return False


def _gathers(node: gast.stmt, name: str, typed: Typed, asked: set[tuple[int, str]]) -> bool:
    call = _call(node, typed)
    if call is not None:
        pairs = zip(call.callee.params, call.args, call.callee.active, strict=True)
        return not call.again and all(
            not on or _is_gathered(call.callee, param, asked)
            for param, atom, on in pairs
            if name in walk.read(atom)
        )
    match node:
        case gast.Assign(
            targets=[gast.Name()], value=gast.Subscript(value=gast.Name(id=base), slice=key)
        ):
            return base == name and name not in walk.read(key)
    return False

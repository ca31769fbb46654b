"""Which names the result depends on, through values that vary."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import gast

from s2s.analyse.typed import Append, Slot, Typed, UserCall
from s2s.syntax import walk


def useful(typed: Typed, results: set[str]) -> set[str]:
    """Names that the results depend on. Loops are walked until nothing is added."""
    found = _Names(typed, results)
    _block(typed.body, typed, found)
    size = -1 if typed.memory.shadow else len(found)
    while size != len(found):  # a name further up may share memory with one further down
        size = len(found)
        _block(typed.body, typed, found)
    return set(found)


class _Names(set[str]):
    """Names found so far; one of those that share written memory stands for all of them."""

    def __init__(self, typed: Typed, names: set[str]) -> None:
        super().__init__()
        self.roots = typed.memory.roots
        self.members: dict[str, set[str]] = {}
        for name in typed.memory.shadow:
            self.members.setdefault(self.roots.get(name, name), set()).add(name)
        self |= names

    def __ior__(self, names: AbstractSet[str]) -> _Names:  # type: ignore[override,misc]
        """Adds names, with all that share their memory."""
        for name in names:
            self.add(name)
            self.update(self.members.get(self.roots.get(name, ""), ()))
        return self


def _block(body: list[gast.stmt], typed: Typed, found: _Names) -> None:
    for node in reversed(body):
        _statement(node, typed, found)


def _statement(node: gast.stmt, typed: Typed, found: _Names) -> None:
    match node:
        case gast.Assign(targets=[gast.Name(id=name)], value=value):
            varies = name in typed.varied and name in found
            if varies or _writes(value, typed) & found:
                found |= walk.read(value)
        case gast.Assign(targets=[gast.Tuple() as goal], value=value):
            if walk.bound(goal) & found & typed.varied:
                found |= walk.read(value)
        case (
            gast.Assign(
                targets=[
                    gast.Subscript(value=gast.Name(id=name))
                    | gast.Attribute(value=gast.Name(id=name))
                ],
                value=value,
            )
            | gast.AugAssign(
                target=gast.Subscript(value=gast.Name(id=name))
                | gast.Attribute(value=gast.Name(id=name)),
                value=value,
            )
        ):
            if name in found:
                found |= walk.read(value)
        case gast.Expr(value=call):
            resolution = typed.resolution(call)
            if isinstance(resolution, Append | Slot) and resolution.target in found:
                found |= walk.read(call)
        case gast.If(body=body, orelse=orelse):
            _block(body, typed, found)
            _block(orelse, typed, found)
        case gast.With(body=body):
            _block(body, typed, found)
        case gast.For(body=body) | gast.While(body=body):
            size = -1
            while size != len(found):
                size = len(found)
                _block(body, typed, found)


def _writes(value: gast.expr, typed: Typed) -> set[str]:
    """Names through which a call writes."""
    resolution = typed.resolution(value)
    if isinstance(resolution, Slot):
        return {resolution.target}
    if not isinstance(resolution, UserCall):
        return set()
    active = [region for region in resolution.callee.memory.regions if region.active]
    atoms = [resolution.args[i] for region in active for i in region.members if i >= 0]
    return {atom.id for atom in atoms if isinstance(atom, gast.Name)}

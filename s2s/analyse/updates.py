"""Writes in place: what they become in a typed function.

A write into an array is one of two statements, ``a[key] = value`` and ``a[key] op= value`` with one
of ``+ - * /``; an update of a whole array has the key ``...``.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.hoist import active_global, buffer_of, hoist_written
from s2s.analyse.typed import Typed
from s2s.errors import MutationError, UnsupportedError, place
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.heap import Heap
    from s2s.analyse.walker import Walker

SIMPLE = (gast.Add, gast.Sub, gast.Mult, gast.Div)
"""Operators with an update statement of their own; the others are computed, then stored."""


class Updates:
    """Rewrites the writes of one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        # Of the result of an augmented assignment: the operator, what it was applied to.
        self.made: dict[str, tuple[type[gast.operator], gast.expr, gast.expr]] = {}

    def augment(
        self, op: type[gast.operator], goal: gast.Name, value: gast.expr, node: gast.AST,
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """``goal op= value`` of an array: the statement goes to ``out``; returns the array."""
        walker = self.walker
        walker.typed.written.add(goal.id)
        walker.typed.impure = True
        if walker.target is not None:
            self.made[walker.target] = (op, goal, value)
        new, value = walker.link(goal), walker.link(value)
        whole = _place(new, build.const(...))
        if op in SIMPLE and not k.is_complex(walker.kind(goal)):
            out.append(walk.copy_position(build.augment(whole, op(), value), node))
        else:
            result = gast.BinOp(left=new, op=op(), right=value)
            name = walker.temp_name(result, goal.id)
            walk.copy_position(result, node)
            kind = walker.kind(result)
            smooth = not issubclass(op, gast.FloorDiv)
            walker.define(name, kind, smooth and (walker.varies(goal) or walker.varies(value)))
            out.append(walk.copy_position(build.assign(name, result), node))
            out.append(walk.copy_position(build.assign(whole, build.name(name)), node))
        if walker.varies(value):
            refuse_objects(walker, walker.kind(goal), node)
        self.vary(goal, walker.varies(value))
        return walk.clone(new)

    def vary(self, array: gast.Name, varies: bool) -> None:
        """Notes what an array holds now; integers and flags are rounded, which is flat."""
        kind = self.walker.kind(array)
        whole = isinstance(kind, k.Array) and not k.is_differentiable(kind)
        if varies and not whole:
            self.walker.varied.add(array.id)

    def store(
        self, goal: gast.expr, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``a[key] = value`` of an array."""
        walker = self.walker
        base = goal.value
        walker.typed.written.add(base.id)
        walker.typed.impure = True
        if base.id not in walker.env:
            walker.outside.note(base.id, buffer_of(walker, base))
            self.refuse(base, node)
        if walker.varies(value):
            refuse_objects(walker, walker.kind(base), node)
        self.vary(base, walker.varies(value))
        linked = walker.passive.link_target(goal)
        update = self._update(goal, value, out)
        if walker.varies(value) and isinstance(walker.kind(base), k.Unknown):
            walker.guard("rt.only_inexact", [base], node, out)
        if update is not None:
            op, other = update
            out.append(walk.copy_position(build.augment(linked, op(), walker.link(other)), node))
        else:
            out.append(walk.copy_position(build.assign(linked, walker.link(value)), node))

    def slot(
        self, goal: gast.expr, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> gast.stmt | None:
        """``xs[i] op= value`` of a number in a list, dict or object, if that is what it is."""
        walker = self.walker
        found = self.made.get(value.id) if isinstance(value, gast.Name) else None
        if found is None or not isinstance(walker.kind(found[1]), k.Scalar):
            return None
        if not isinstance(walker.kind(value), k.Scalar) or k.is_complex(walker.kind(value)):
            return None
        kind = walker.kind(value)
        update = self._update(goal, value, out)
        if update is None:
            return None
        op, other = update
        walker.typed.impure = True
        walker.resolver.mutation.note(goal.value.id, node)
        if isinstance(goal, gast.Subscript):
            walker.resolver.mutation.widen(goal.value.id, goal.slice, kind)
        if walker.varies(other):
            walker.varied.add(goal.value.id)
        linked = walker.passive.link_target(goal)
        return walk.copy_position(build.augment(linked, op(), walker.link(other)), node)

    def repeated(self, goal: gast.expr, value: gast.expr, out: list[gast.stmt]) -> bool:
        """Whether an array, updated in place, is put back to where it stands already."""
        found = self.made.get(value.id) if isinstance(value, gast.Name) else None
        if found is None or not isinstance(self.walker.kind(found[1]), k.Array):
            return False
        held = found[1]
        start = _read(goal, held, out)
        if start is None or not isinstance(self.walker.kind(value), k.Array):
            return False
        between = out[start + 1 :]
        update = next((s for s in between if isinstance(s, gast.AugAssign)), None)
        return not any(
            _hazard(s, self.walker.typed)
            for s in between
            if s is not update or not _is_whole(s, held.id)
        )

    def _update(
        self, goal: gast.expr, value: gast.expr, out: list[gast.stmt]
    ) -> tuple[type[gast.operator], gast.expr] | None:
        """Whether the value is what stands at the place, updated: then the operator and operand.

        The statements that read the place and computed the new value are dropped from ``out``.
        """
        found = self.made.get(value.id) if isinstance(value, gast.Name) else None
        if found is None or found[0] not in SIMPLE:
            return None
        op, held, other = found
        start = _read(goal, held, out)
        if start is None:
            return None
        last = out[-1]
        dropped = [last]
        if not _defines(last, value.id):
            return None
        if len(out) >= 2 and isinstance(out[-2], gast.AugAssign) and _is_whole(out[-2], held.id):
            dropped.append(out[-2])
        between = out[start + 1 : len(out) - len(dropped)]
        if any(_hazard(s, self.walker.typed) for s in between):
            return None
        del out[len(out) - len(dropped) :]
        del out[start]
        return op, other

    def refuse(self, goal: gast.expr, node: gast.AST) -> None:
        """Raises the error of a write into memory from outside of the function."""
        buffer = buffer_of(self.walker, goal)
        if buffer is not None:
            self.walker.unit.heap.hoist(buffer)
        raise foreign(self.walker.typed, node)


def refuse_foreign(typed: Typed, heap: Heap) -> None:
    """Raises where active values are written into memory that no argument leads to.

    Raises:
        MutationError: at the first such write, be it by a function that is called.
    """
    name = active_global(typed, heap)
    if name is not None:
        raise foreign(typed, first_write(typed, {name}))
    if typed.memory.foreign:
        hoist_written(typed, heap)
        for name in sorted(typed.memory.foreign):
            if typed.origins.get(name) is not None:
                heap.hoist(typed.origins[name])
        raise foreign(typed, first_write(typed, typed.memory.foreign))


def first_write(typed: Typed, names: Set[str]) -> gast.stmt | None:
    """The first statement that writes into one of some names, or gives it to a function that does."""
    return _first_write(typed.body, names) or _first_use(typed.body, names)


def _first_write(body: list[gast.stmt], names: Set[str]) -> gast.stmt | None:
    for node in body:
        goal = node.target if isinstance(node, gast.AugAssign) else None
        if isinstance(node, gast.Assign):
            goal = node.targets[0]
        if isinstance(goal, gast.Subscript | gast.Attribute) and isinstance(goal.value, gast.Name):
            if goal.value.id in names:
                return node
        inner = [child for child in walk.children(node) if isinstance(child, gast.stmt)]
        found = _first_write(inner, names)
        if found is not None:
            return found
    return None


def _first_use(body: list[gast.stmt], names: Set[str]) -> gast.stmt | None:
    """The first statement that gives foreign memory to a function, which writes into it."""
    for node in body:
        inner = [child for child in walk.children(node) if isinstance(child, gast.stmt)]
        found = _first_use(inner, names)
        if found is not None:
            return found
        value = getattr(node, "value", None)
        if isinstance(value, gast.Call) and walk.read(value) & names:
            return node
    return None


def foreign(typed: Typed, node: gast.AST | None) -> MutationError:
    """The error of an active write into memory that no argument leads to."""
    return MutationError(
        "s2s cannot differentiate a write into an array or object from outside of the function",
        place=place(typed.source, node) if typed.source and node is not None else None,
        note="its new content would depend on the arguments after the function has returned",
        hint="pass it to the function as an argument, or make it inside",
    )


def refuse_objects(walker: Walker, kind: k.Kind, node: gast.AST) -> None:
    """Refuses an array of Python objects that a derivative would flow through.

    Raises:
        UnsupportedError: the kind is one.
    """
    if k.is_objects(kind):
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate an array of dtype object",
            node,
            "it may hold anything, and NumPy calls the operators of what it holds",
            "use an array of floats, or a list",
        )


def _place(base: gast.expr, key: gast.expr) -> gast.Subscript:
    return gast.Subscript(value=base, slice=key, ctx=gast.Store())


def _read(goal: gast.expr, held: gast.Name, out: list[gast.stmt]) -> int | None:
    """Where in a block a name was read from the place that is written now."""
    place_ = walk.clone(goal)
    place_.ctx = gast.Load()
    wanted = walk.key(place_)
    found = (i for i, s in enumerate(out) if _defines(s, held.id) and walk.key(s.value) == wanted)
    return next(found, None)


def _defines(node: gast.stmt, name: str) -> bool:
    return (
        isinstance(node, gast.Assign)
        and isinstance(node.targets[0], gast.Name)
        and node.targets[0].id == name
    )


def _is_whole(node: gast.AugAssign, name: str) -> bool:
    goal = node.target
    return isinstance(goal, gast.Subscript) and walk.key(goal.value) == walk.key(build.name(name))


def _hazard(node: gast.stmt, typed: Typed) -> bool:
    """Whether a statement may write into memory."""
    if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name | gast.Tuple):
        value = node.value
        return isinstance(value, gast.Call) and id(value) not in typed.pure_calls
    return True

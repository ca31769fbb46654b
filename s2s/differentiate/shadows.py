"""Adjoints held by reference: shadows are made in the forward sweep and written in the reverse one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.holding import may_hold
from s2s.analyse.index_views import indexing
from s2s.analyse.shares import makes_copy
from s2s.analyse.typed import Copied, RecordCall, RuleCall
from s2s.analyse.views import DIAGONALS, PASSED_ON, SPREAD, VIEWS
from s2s.differentiate.cells import is_cell, zero_shadow
from s2s.differentiate.imaginary import shows_imaginary_part, steady
from s2s.errors import MutationError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks

# `numpy.meshgrid` is one of them where it makes no copy.
_SPREAD = SPREAD | {"numpy.meshgrid"}


class Shadows:
    """Statements about shadows, for both sweeps."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env

    def has(self, node: object) -> bool:
        """Whether an atom has a shadow."""
        return isinstance(node, gast.Name) and node.id in self.sweep.shadow

    def bar(self, node: gast.Name | str) -> gast.Name:
        """The shadow of a name."""
        return build.name(self.adjoints.bar(node if isinstance(node, str) else node.id))

    def slot(self, atom: gast.expr) -> gast.expr:
        """What stands in a shadow for an atom: its own shadow, a zero, or None."""
        if self.has(atom):
            return self.bar(atom)
        kind = k.solid(self.sweep.evaluator(atom))  # instead of None there may be a zero, too
        if isinstance(kind, k.Scalar) and (k.is_differentiable(kind) or kind.type is int):
            return build.const(0j if k.is_complex(kind) else 0.0)
        if isinstance(kind, k.Scalar | k.Const | k.Func) or not may_hold(kind):
            return build.const(None)
        return build.call("rt.shadows", walk.clone(atom))

    def slot_for(self, goal: k.Kind, atom: gast.expr) -> gast.expr:
        """The same for a place whose kind is given: what may be an array or a number has a cell."""
        if is_cell(goal) and not self.has(atom):
            return build.call("rt.cell", walk.clone(atom))
        return self.slot(atom)

    # Names

    def assign(
        self, name: str, value: gast.expr, node: gast.stmt, resolution: object
    ) -> list[gast.stmt]:
        """``name = value`` where ``name`` has a shadow; returns the forward statements."""
        made = self._shared(name, value, resolution)
        if made is not None:
            if isinstance(value, gast.Name) and self.pullbacks.is_active(value):
                if not self.has(value):  # it is held by value
                    return [node, *self._lent(name, value.id, made, node)]
            return [node, self._forward(name, made, node)]
        kind = self.env[name]
        seen = self._seen(name, value, resolution)
        if seen is not None:
            candidate = self._maybe_view(name, value, seen, resolution)
            return [node, self._forward(name, candidate, node)]
        zeros: gast.expr = zero_shadow(name, kind)
        if isinstance(kind, k.Array):
            zeros = build.call("np.zeros_like", build.name(name))
        if isinstance(resolution, RecordCall) and not hasattr(resolution.cls, "_fields"):
            named = {field: self.slot(atom) for field, atom in resolution.fields.items()}
            zeros = build.call("rt.fields", **named)
        elif isinstance(resolution, RecordCall):
            atoms = list(resolution.fields.values())
            zeros = gast.List(elts=[self.slot(atom) for atom in atoms], ctx=gast.Load())
        elif isinstance(resolution, Copied) and self.has(resolution.value):
            base = k.solid(self.env[resolution.value.id])
            if not isinstance(base, k.Array):
                zeros = build.call("rt.slots", self.bar(resolution.value))
        elif isinstance(value, gast.Subscript) and isinstance(value.slice, gast.Slice):
            if self.has(value.value) and not isinstance(k.solid(kind), k.Array):
                zeros = build.call("rt.slots", self._on_shadow(value, value.value.id))
        elif isinstance(value, gast.BinOp) and isinstance(kind, k.List | k.Tuple):
            zeros = build.call("rt.slots", self._of_lists(value))
        elif isinstance(value, gast.Tuple | gast.List):
            zeros = self._display(value)
        elif isinstance(value, gast.Dict):
            slots = [self.slot(item) for item in value.values]
            zeros = gast.Dict(keys=[walk.clone(key) for key in value.keys], values=slots)
        if walk.read(value) & self.sweep.active or resolution is not None:
            self.pullbacks.right_hand_side(name, value, resolution)
        return [node, self._forward(name, zeros, node)]

    def _lent(self, name: str, source: str, made: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """The shadow of a merge whose source is held by value: later, the merge has another one."""
        part = self.sweep.namer.fresh(f"{source}_part")
        self.sweep.env[part] = self.env[name]
        self.adjoints.add(source, build.name(part), self.env[name])
        first = walk.copy_position(build.assign(part, made), node)
        self.sweep.lent.add(id(first))
        return [first, self._forward(name, build.name(part), node)]

    def _forward(self, name: str, made: gast.expr, node: gast.stmt) -> gast.stmt:
        return walk.copy_position(build.assign(self.adjoints.bar(name), made), node)

    def _of_lists(self, value: gast.BinOp) -> gast.expr:
        """The shadow of ``xs + ys`` or ``xs * n``, before its numbers become its own."""
        sides = []
        for side in (value.left, value.right):
            listed = isinstance(self.sweep.evaluator(side), k.List | k.Tuple)
            sides.append(
                self.slot(side) if self.has(side) else self._zeros(side) if listed else side
            )
        return gast.BinOp(left=sides[0], op=value.op, right=walk.clone(sides[1]))

    def _zeros(self, atom: gast.expr) -> gast.expr:
        return build.call("rt.shadows", walk.clone(atom))

    def _display(self, value: gast.Tuple | gast.List) -> gast.expr:
        items: list[gast.expr] = []
        for element in value.elts:
            if not isinstance(element, gast.Starred):
                items.append(self.slot(element))
                continue
            inner = element.value
            whole = build.call("rt.slots", self.bar(inner)) if self.has(inner) else self.slot(inner)
            items.append(gast.Starred(value=whole, ctx=gast.Load()))
        return gast.List(elts=items, ctx=gast.Load())

    def _shared(self, name: str, value: gast.expr, resolution: object) -> gast.expr | None:
        """The shadow of a second name or of a view, as an expression over that of the first."""
        if isinstance(resolution, RuleCall):
            if resolution.out is not None:
                return self.slot(resolution.out)
            base = self._base(resolution)
            if resolution.rule.name in VIEWS and base is not None:
                return self._on_shadow(value, base)
            return None
        if isinstance(resolution, Copied) and self.has(resolution.value):
            source = k.solid(self.env[resolution.value.id])
            if isinstance(source, k.Array) and len(source.shape) > 1:  # a list of views of its rows
                return build.call("list", self.bar(resolution.value))
        match value:
            case gast.Name():
                return self.slot_for(self.env[name], value)
            case gast.Subscript(value=gast.Name() as base, slice=key) if self.has(base):
                kind = k.solid(self.env[base.id])
                if isinstance(kind, k.Array | k.Unknown):
                    if is_cell(self.env[name]) or indexing(key, self.env) != "view":
                        return None
                else:
                    if isinstance(key, gast.Slice):
                        return None  # a new list, with the same items
                    if is_cell(self.env[name]):
                        return self._cell(name, self.bar(base), walk.clone(key))
                return self._on_shadow(value, base.id)
            case gast.Attribute(value=gast.Name() as base, attr=attr) if self.has(base):
                if isinstance(self.env[name], k.Method) or isinstance(self.env[base.id], k.Method):
                    return self.bar(base)  # a bound method has the shadow of its object
                place = self.member(base, attr)
                if is_cell(self.env[name]):
                    by_place = isinstance(place, gast.Subscript)
                    return self._cell(
                        name, place.value, place.slice if by_place else build.const(attr)
                    )
                return place
        return None

    def _cell(self, name: str, holder: gast.expr, key: gast.expr) -> gast.expr:
        """The shadow of a number or an array that a container or an object holds."""
        made = build.call("rt.cell_at", holder, key, build.name(name))
        self.sweep.unit_impure(made)
        return made

    def member(self, base: gast.Name, attr: str) -> gast.expr:
        """The shadow of an attribute; that of a named tuple is a list."""
        kind = self.env[base.id]
        if isinstance(kind, k.Record) and hasattr(kind.type, "_fields"):
            position = [n for n, _ in kind.fields].index(attr)
            return build.index(self.bar(base), build.const(position))
        return build.attribute(self.bar(base), attr)

    def _on_shadow(self, value: gast.expr, base: str) -> gast.expr:
        return walk.substitute(value, {base: self.bar(base)})

    def _base(self, call: RuleCall) -> str | None:
        """The argument with a shadow that the result may be a view of."""
        for param in call.rule.view:
            for atom in (call.bound.get(param), *call.variadic.get(param, ())):
                if self.has(atom):
                    return str(atom.id)
        return None

    def _seen(self, name: str, value: gast.expr, resolution: object) -> str | None:
        """The array that a value may be a view of, where only the running program can tell."""
        base: str | None = None
        if isinstance(resolution, RuleCall):
            if not makes_copy(resolution.rule, resolution.bound.get("copy")):
                base = self._base(resolution)
        elif isinstance(value, gast.Subscript) and self.has(value.value):
            if indexing(value.slice, self.env) == "unknown" or is_cell(self.env[name]):
                base = value.value.id
        if base is None or not isinstance(k.solid(self.env[base]), k.Array | k.Unknown):
            return None
        return base

    def _maybe_view(self, name: str, value: gast.expr, base: str, resolution: object) -> gast.expr:
        """Seen at run time: the same view of the shadow, or zeros whose sum is added later."""
        if isinstance(resolution, RuleCall) and resolution.rule.name in _SPREAD:
            raise self.pullbacks.fail(
                f"s2s cannot follow the view that `{resolution.rule.name}` gives here",
                value,
                "the array that it shows is overwritten while the view is in use",
                "make a copy of it: add `.copy()`",
                MutationError,
            )
        if shows_imaginary_part(resolution, self.env[base], self.env[name]):
            return self._imaginary(name, value, resolution)
        emitted, self.adjoints.out = self.adjoints.out, []
        self.pullbacks.right_hand_side(name, value, resolution)
        inner, self.adjoints.out = self.adjoints.out, emitted
        if inner:
            shared = build.call("np.may_share_memory", self.bar(name), self.bar(base))
            self.adjoints.emit(build.if_(gast.UnaryOp(op=gast.Not(), operand=shared), inner))
        passed = isinstance(resolution, RuleCall) and resolution.rule.name in PASSED_ON
        # The other arguments of what passes one on may be of its memory, too, and are not shadows.
        candidate = self.bar(base) if passed else self._on_shadow(value, base)
        if isinstance(resolution, RuleCall) and resolution.rule.name in DIAGONALS:
            candidate = build.call("rt.writable", candidate)
        return build.call(
            "rt.view_bar", build.name(name), build.name(base), self.bar(base), candidate
        )

    def _imaginary(self, name: str, value: gast.expr, resolution: object) -> gast.expr:
        """The shadow of a view of an imaginary part: an array of its own, or none can be given."""
        if not steady(name, self.sweep.typed):
            raise self.pullbacks.fail(
                "s2s cannot follow this view of the imaginary part",
                value,
                "it is written into or kept, or the array is overwritten while the view is in use",
                "add `.copy()` where it is read; write whole numbers: `z[...] = z.real + 1j * v`",
                MutationError,
            )
        self.pullbacks.right_hand_side(name, value, resolution)
        return build.call("np.zeros_like", build.name(name))

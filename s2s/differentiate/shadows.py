"""Adjoints held by reference: shadows are made in the forward sweep and written in the reverse one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.memory import indexing, makes_copy, refers
from s2s.analyse.typed import Append, Copied, RecordCall, RuleCall, Slot
from s2s.differentiate.imaginary import shows_imaginary_part, steady
from s2s.differentiate.places import loaded, slices, stored
from s2s.differentiate.views import PASSED_ON, READ_ONLY, VIEWS
from s2s.errors import MutationError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks

# `numpy.diag` is one of them where its argument is a matrix, `numpy.meshgrid` where it makes no copy.
_READ_ONLY = READ_ONLY | {"numpy.diag", "numpy.meshgrid"}


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
            return build.const(0.0) if kind.type is not complex else build.const(0j)
        if isinstance(kind, k.Scalar | k.Const | k.Func) or not k.is_differentiable(kind):
            return build.const(None)
        return build.call("rt.shadows", walk.clone(atom))

    # Names

    def assign(
        self, name: str, value: gast.expr, node: gast.stmt, resolution: object
    ) -> list[gast.stmt]:
        """``name = value`` where ``name`` has a shadow; returns the forward statements."""
        made = self._shared(name, value, resolution)
        if made is not None:
            return [node, self._forward(name, made, node)]
        kind = self.env[name]
        seen = self._seen(value, resolution)
        if seen is not None:
            candidate = self._maybe_view(name, value, seen, resolution)
            return [node, self._forward(name, candidate, node)]
        zeros: gast.expr = build.call(
            "np.zeros_like" if isinstance(kind, k.Array) else "rt.shadows", build.name(name)
        )
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
                return self.slot(value)
            case gast.Subscript(value=gast.Name() as base, slice=key) if self.has(base):
                kind = k.solid(self.env[base.id])
                if isinstance(kind, k.Array) and indexing(key, self.env) != "view":
                    return None
                if not isinstance(kind, k.Array) and isinstance(key, gast.Slice):
                    return None  # a new list, with the same items
                return self._on_shadow(value, base.id)
            case gast.Attribute(value=gast.Name() as base, attr=attr) if self.has(base):
                if isinstance(self.env[name], k.Method) or isinstance(self.env[base.id], k.Method):
                    return self.bar(base)  # a bound method has the shadow of its object
                return self.member(base, attr)
        return None

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

    def _seen(self, value: gast.expr, resolution: object) -> str | None:
        """The array that a value may be a view of, where only the running program can tell."""
        base: str | None = None
        if isinstance(resolution, RuleCall):
            if not makes_copy(resolution.rule, resolution.bound.get("copy")):
                base = self._base(resolution)
        elif isinstance(value, gast.Subscript) and self.has(value.value):
            if indexing(value.slice, self.env) == "unknown":
                base = value.value.id
        return base if base is not None and isinstance(k.solid(self.env[base]), k.Array) else None

    def _maybe_view(self, name: str, value: gast.expr, base: str, resolution: object) -> gast.expr:
        """Seen at run time: the same view of the shadow, or zeros whose sum is added later."""
        if isinstance(resolution, RuleCall) and resolution.rule.name in _READ_ONLY:
            raise self.pullbacks.fail(
                f"s2s cannot follow the view that `{resolution.rule.name}` gives here",
                value,
                "the array that it shows is overwritten while the view is in use",
                "make a copy of it: add `.copy()`",
                MutationError,
            )
        if shows_imaginary_part(resolution, self.env[base]):
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

    # Writes

    def store(self, goal: gast.expr, value: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """``base[key] = value`` or ``base.attr = value``; returns the forward statements."""
        base = goal.value
        place = self.place(goal)
        if isinstance(self.env[base.id], k.Array | k.Unknown):
            self._store_elements(goal, place, value)
            return [node]
        if isinstance(value, gast.Name) and refers(self.env.get(value.id, k.Opaque())):
            return self._store_reference(place, value, node)
        if self.pullbacks.is_active(value):
            self.adjoints.add(value.id, walk.clone(place), self.env[value.id])
        slot = self.slot(value)
        if isinstance(slot, gast.Constant) and slot.value is not None:
            self.adjoints.emit(build.assign(stored(place), walk.clone(slot)))
        fresh = build.assign(stored(place), slot)
        return [node, walk.copy_position(fresh, node)]

    def _store_elements(self, goal: gast.expr, place: gast.expr, value: gast.expr) -> None:
        key = goal.slice
        if self.pullbacks.is_active(value):
            repeats = self.pullbacks.items.repeats(key)
            taken: gast.expr = build.call("rt.taken", walk.clone(place.value), slices(key))
            if self.has(value):  # it may be a view of what is written into
                ct = self.sweep.namer.fresh(f"{value.id}_ct")
                held = taken if repeats else _copied(walk.clone(place))
                self.adjoints.emit(build.assign(ct, held))
                self.sweep.env[ct] = self.kind_at(goal)
                self.adjoints.emit(build.assign(stored(place), build.const(0.0)))
                self.adjoints.add(value.id, build.name(ct))
                return
            if repeats:
                self.adjoints.add(value.id, taken, self.kind_at(goal))
            else:
                self.give(value.id, walk.clone(place), self.kind_at(goal))
        self.adjoints.emit(build.assign(stored(place), build.const(0.0)))

    def give(self, name: str, place: gast.expr, kind: k.Kind) -> None:
        """Adds what stands at a place of a shadow; a copy where it would be kept as it is."""
        fresh = not self.adjoints.defined(name) and not isinstance(kind, k.Scalar)
        self.adjoints.add(name, _copied(place) if fresh else place, kind)

    def _store_reference(
        self, place: gast.expr, value: gast.Name, node: gast.stmt
    ) -> list[gast.stmt]:
        old = self.sweep.namer.fresh("old_bar")
        before: gast.expr = walk.clone(place)
        if isinstance(place, gast.Attribute):
            before = build.call("getattr", place.value, build.const(place.attr), build.const(None))
        elif isinstance(self.env[node.targets[0].value.id], k.Dict):
            before = build.call(build.attribute(place.value, "get"), walk.clone(place.slice))
        self.adjoints.emit(build.assign(stored(place), build.name(old)))
        return [
            walk.copy_position(build.assign(old, before), node),
            node,
            walk.copy_position(build.assign(stored(place), self.slot(value)), node),
        ]

    def place(self, goal: gast.expr) -> gast.expr:
        """The place in the shadow that corresponds to a place in the primal, as it is read."""
        if isinstance(goal, gast.Attribute):
            return self.member(goal.value, goal.attr)
        if isinstance(goal.slice, gast.Constant) and goal.slice.value is ...:
            key: gast.expr = build.const(...)
        else:
            key = walk.clone(goal.slice)
        return build.index(self.bar(goal.value), key)

    def kind_at(self, goal: gast.expr) -> k.Kind:
        """The kind of what stands at a place of the primal."""
        base = self.env[goal.value.id]
        if isinstance(goal, gast.Attribute):
            if isinstance(base, k.Object):
                fields = self.sweep.unit.heap.fields[base.type]
                return fields.get(goal.attr, k.Opaque())
            known = dict(base.fields) if isinstance(base, k.Record) else {}
            return known.get(goal.attr, k.Opaque())
        if isinstance(goal.slice, gast.Constant) and goal.slice.value is ...:
            return base
        return self.sweep.evaluator(loaded(goal))

    def update(self, node: gast.AugAssign) -> list[gast.stmt]:
        """``base[key] op= value``; returns the forward statements."""
        goal, value, op = node.target, node.value, node.op
        place = self.place(goal)
        whole = isinstance(place, gast.Subscript) and isinstance(place.slice, gast.Constant)
        if whole and place.slice.value is ...:
            place = walk.clone(place.value)
        before: list[gast.stmt] = []
        scale: list[gast.stmt] = []
        if isinstance(op, gast.Mult | gast.Div):
            scale = [gast.AugAssign(target=stored(place), op=op, value=walk.clone(value))]
        if self.pullbacks.is_active(value):
            ct = self._seed(goal, place, value)
            if self.has(value):  # the two may be one: first the place, then what is added to it
                self.adjoints.out.extend(scale)
                scale = []
            before = self._contribute(goal, ct, value, op, node)
        self.adjoints.out.extend(scale)
        return [*before, node]

    def _seed(self, goal: gast.expr, place: gast.expr, value: gast.Name) -> gast.expr:
        """The adjoint of what an update makes; a copy where the operand has a shadow too."""
        ct = walk.clone(place)
        array = isinstance(self.env[goal.value.id], k.Array | k.Unknown)
        if isinstance(goal, gast.Subscript) and array and self.pullbacks.items.repeats(goal.slice):
            ct = build.call("rt.taken", walk.clone(place.value), slices(goal.slice))
        if not self.has(value):
            return ct
        name = self.sweep.namer.fresh(f"{value.id}_ct")
        self.adjoints.emit(build.assign(name, _copied(ct)))
        self.sweep.env[name] = self.kind_at(goal)
        return build.name(name)

    def _contribute(
        self, goal: gast.expr, ct: gast.expr, value: gast.Name, op: gast.operator, node: gast.stmt
    ) -> list[gast.stmt]:
        """What ``value`` gets of ``base[key] op= value``; returns what the forward sweep keeps."""
        kind = self.kind_at(goal)
        if isinstance(op, gast.Add):
            if isinstance(ct, gast.Subscript | gast.Attribute):
                self.give(value.id, ct, kind)
            elif not self.adjoints.defined(value.id) and not isinstance(ct, gast.Call):
                self.adjoints.add(value.id, _copied(ct), kind)
            else:
                self.adjoints.add(value.id, ct, kind)
            return []
        if isinstance(op, gast.Sub):
            self.adjoints.add(value.id, gast.UnaryOp(op=gast.USub(), operand=ct), kind)
            return []
        old = self.sweep.namer.fresh("old")
        self.sweep.env[old] = kind
        amount: gast.expr = gast.BinOp(left=ct, op=gast.Mult(), right=build.name(old))
        if isinstance(op, gast.Div):
            square = gast.BinOp(left=walk.clone(value), op=gast.Pow(), right=build.const(2))
            amount = gast.UnaryOp(
                op=gast.USub(), operand=gast.BinOp(left=amount, op=gast.Div(), right=square)
            )
        self.adjoints.add(value.id, amount, self.sweep.evaluator(amount))
        read = loaded(goal)
        if isinstance(read, gast.Subscript) and isinstance(read.slice, gast.Constant):
            if read.slice.value is ...:
                read = read.value
        kept = read if isinstance(kind, k.Scalar) else _copied(read)
        return [walk.copy_position(build.assign(old, kept), node)]

    def written_out(self, name: str, value: gast.expr, call: RuleCall) -> None:
        """``name = np.add(a, b, out=goal)``: the contributions, and the array's adjoint is zero."""
        goal = call.out
        assert goal is not None
        ct = self.sweep.namer.fresh(f"{name}_ct")
        bar = self.adjoints.bar(goal.id)
        self.adjoints.emit(build.assign(ct, build.call(build.attribute(build.name(bar), "copy"))))
        self.adjoints.emit(
            build.assign(stored(build.index(build.name(bar), build.const(...))), build.const(0.0))
        )
        self.sweep.env[ct] = self.env[goal.id]
        # The array may be an operand too, so its own adjoint must be zero by now.
        self.adjoints.seeds[name] = build.name(ct)
        self.pullbacks.rules.call(name, call, value)
        del self.adjoints.seeds[name]

    # Lists

    def append(self, call: Append, node: gast.stmt) -> list[gast.stmt]:
        """``out.append(value)``."""
        bar = self.bar(call.target)
        popped = build.call(build.attribute(bar, "pop"))
        self.sweep.unit_impure(popped)
        if self.pullbacks.is_active(call.value) and not self.has(call.value):
            self.adjoints.add(call.value.id, popped, self.env[call.value.id])
        else:
            self.adjoints.emit(build.statement(popped))
        push = build.call(build.attribute(self.bar(call.target), "append"), self.slot(call.value))
        self.sweep.unit_impure(push)
        return [node, walk.copy_position(build.statement(push), node)]

    def slots(self, call: Slot, name: str | None, node: gast.stmt) -> list[gast.stmt]:
        """``xs.pop(i)``, ``xs.insert(i, v)``, ``del xs[i]``; returns the forward statements."""
        bar = self.bar(call.target)
        before: list[gast.stmt] = []
        at: gast.expr | None = None
        if isinstance(self.env[call.target], k.Dict):
            at = call.values[0]
        elif call.method != "pop" or call.values:
            before, at = self._position(call, node)
        if call.method == "insert" and at is not None:
            return [*before, node, *self._insert(bar, at, call.values[1], node)]
        by_value = name is not None and name not in self.sweep.shadow
        kept = self.sweep.namer.fresh("slot_bar") if name is None or by_value else name
        if kept == name:
            kept = self.adjoints.bar(kept)
        back: gast.expr = build.name(kept)
        if name is not None and by_value and name in self.sweep.active:
            if self.adjoints.defined(name):
                back = self.adjoints.whole(name)
                self.adjoints.consume(name)
        self.adjoints.emit(self._put_back(call, bar, at, back))
        taken = build.call(
            build.attribute(walk.clone(bar), "pop"), *([walk.clone(at)] if at else [])
        )
        self.sweep.unit_impure(taken)
        return [*before, node, walk.copy_position(build.assign(kept, taken), node)]

    def _put_back(
        self, call: Slot, bar: gast.expr, at: gast.expr | None, back: gast.expr
    ) -> gast.stmt:
        """The reverse of taking an item out."""
        if at is None:
            push = build.call(build.attribute(bar, "append"), back)
            self.sweep.unit_impure(push)
            return build.statement(push)
        if isinstance(self.env[call.target], k.Dict):
            return build.assign(stored(build.index(bar, walk.clone(at))), back)
        insert = build.call(build.attribute(bar, "insert"), walk.clone(at), back)
        self.sweep.unit_impure(insert)
        return build.statement(insert)

    def _position(self, call: Slot, node: gast.stmt) -> tuple[list[gast.stmt], gast.expr]:
        """The place of a change of a list, counted from the front, before the change."""
        length = build.call("len", build.name(call.target))
        index = call.values[0] if call.values else build.const(-1)
        if call.method == "insert":
            part = build.call("slice", walk.clone(index), build.const(None))
            found: gast.expr = build.index(
                build.call(build.attribute(part, "indices"), length), build.const(0)
            )
        else:
            found = build.index(build.call("range", length), walk.clone(index))
        name = self.sweep.namer.fresh("at")
        self.sweep.env[name] = k.Scalar(int)
        return [walk.copy_position(build.assign(name, found), node)], build.name(name)

    def _insert(
        self, bar: gast.expr, at: gast.expr, value: gast.expr, node: gast.stmt
    ) -> list[gast.stmt]:
        popped = build.call(build.attribute(bar, "pop"), walk.clone(at))
        self.sweep.unit_impure(popped)
        if self.pullbacks.is_active(value) and not self.has(value):
            self.adjoints.add(value.id, popped, self.env[value.id])
        else:
            self.adjoints.emit(build.statement(popped))
        push = build.call(
            build.attribute(walk.clone(bar), "insert"), walk.clone(at), self.slot(value)
        )
        self.sweep.unit_impure(push)
        return [walk.copy_position(build.statement(push), node)]


def _copied(value: gast.expr) -> gast.expr:
    if isinstance(value, gast.Call):
        return value
    return build.call(build.attribute(value, "copy"))

"""Writes into what has a shadow: into elements and attributes, and into lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.holding import refers
from s2s.analyse.typed import Append, RuleCall, Slot
from s2s.differentiate.cells import is_cell
from s2s.differentiate.copies_in_doubt import in_doubt
from s2s.differentiate.held import held_kind
from s2s.differentiate.places import loaded, slices, stored
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.shadows import Shadows


class ShadowWrites:
    """Statements that write into shadows, for both sweeps."""

    def __init__(self, shadows: Shadows) -> None:
        self.shadows = shadows
        self.pullbacks = shadows.pullbacks
        self.sweep = shadows.sweep
        self.adjoints = shadows.adjoints
        self.env = shadows.env

    def store(self, goal: gast.expr, value: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """``base[key] = value`` or ``base.attr = value``; returns the forward statements."""
        base = goal.value
        place = self.place(goal)
        if isinstance(self.env[base.id], k.Array | k.Unknown):
            self._store_elements(goal, place, value)
            return [node]
        refers_to = isinstance(value, gast.Name) and refers(self.env.get(value.id, k.Opaque()))
        if refers_to or is_cell(self.kind_at(goal)):
            return self._store_reference(goal, place, value, node)
        if self.pullbacks.is_active(value):
            kind = self._kind_in(self.kind_at(goal), value)
            self.adjoints.add_part(value.id, walk.clone(place), kind)
        slot = self.shadows.slot(value)
        if isinstance(slot, gast.Constant) and slot.value is not None:
            self.adjoints.emit(build.assign(stored(place), walk.clone(slot)))
        fresh = build.assign(stored(place), slot)
        return [node, walk.copy_position(fresh, node)]

    def _store_elements(self, goal: gast.expr, place: gast.expr, value: gast.expr) -> None:
        key = goal.slice
        if goal.value.id in self.sweep.asked:  # what was there before, perhaps nan, is left out
            self.adjoints.masked.add(goal.value.id)
        if self.pullbacks.is_active(value):
            repeats = self.pullbacks.items.repeats(key)
            taken: gast.expr = build.call("rt.taken", walk.clone(place.value), slices(key))
            if not repeats and self.shadows.has(value) and in_doubt(goal, value, self.sweep.typed):
                self.adjoints.emit(
                    build.statement(
                        build.call("rt.hand_back", walk.clone(place), self.shadows.bar(value))
                    )
                )
                return
            if self.shadows.has(value):  # it may be a view of what is written into
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
        self, goal: gast.expr, place: gast.expr, value: gast.expr, node: gast.stmt
    ) -> list[gast.stmt]:
        old = self.sweep.namer.fresh("old_bar")
        before: gast.expr = walk.clone(place)
        if isinstance(place, gast.Attribute):
            before = build.call("getattr", place.value, build.const(place.attr), build.const(None))
        elif isinstance(self.env[node.targets[0].value.id], k.Dict):
            before = build.call(build.attribute(place.value, "get"), walk.clone(place.slice))
        if self.pullbacks.is_active(value) and not self.shadows.has(value):  # it is held by value
            kind = self._kind_in(self.kind_at(goal), value)
            self.adjoints.add(value.id, walk.clone(place), kind)
        self.adjoints.emit(build.assign(stored(place), build.name(old)))
        return [
            walk.copy_position(build.assign(old, before), node),
            node,
            walk.copy_position(build.assign(stored(place), self.shadows.slot(value)), node),
        ]

    def place(self, goal: gast.expr) -> gast.expr:
        """The place in the shadow that corresponds to a place in the primal, as it is read."""
        if isinstance(goal, gast.Attribute):
            return self.shadows.member(goal.value, goal.attr)
        if isinstance(goal.slice, gast.Constant) and goal.slice.value is ...:
            key: gast.expr = build.const(...)
        else:
            key = walk.clone(goal.slice)
        return build.index(self.shadows.bar(goal.value), key)

    def kind_at(self, goal: gast.expr) -> k.Kind:
        """The kind of what stands at a place of the primal."""
        base = self.env[goal.value.id]
        if isinstance(goal, gast.Attribute):
            if isinstance(base, k.Object):
                fields = self.sweep.unit.heap.fields[base.record]
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
            if self.shadows.has(
                value
            ):  # the two may be one: first the place, then what is added to it
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
        if not self.shadows.has(value):
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

    def _kind_in(self, place: k.Kind, value: gast.Name) -> k.Kind:
        """The kind of what a shadow has for a value that is held there; ``place``: of what may be."""
        return place if is_cell(place) else held_kind(self.env[value.id], place)

    def _item(self, name: str) -> k.Kind:
        """The kind of the items of a list."""
        kind = self.env[name]
        return kind.item if isinstance(kind, k.List) else kind

    # Lists

    def append(self, call: Append, node: gast.stmt) -> list[gast.stmt]:
        """``out.append(value)``."""
        bar = self.shadows.bar(call.target)
        popped = build.call(build.attribute(bar, "pop"))
        self.sweep.unit_impure(popped)
        if self.pullbacks.is_active(call.value) and not self.shadows.has(call.value):
            kind = self._kind_in(self._item(call.target), call.value)
            self.adjoints.add_part(call.value.id, popped, kind)
        else:
            self.adjoints.emit(build.statement(popped))
        push = build.call(
            build.attribute(self.shadows.bar(call.target), "append"), self.shadows.slot(call.value)
        )
        self.sweep.unit_impure(push)
        return [node, walk.copy_position(build.statement(push), node)]

    def slots(self, call: Slot, name: str | None, node: gast.stmt) -> list[gast.stmt]:
        """``xs.pop(i)``, ``xs.insert(i, v)``, ``del xs[i]``; returns the forward statements."""
        bar = self.shadows.bar(call.target)
        before: list[gast.stmt] = []
        at: gast.expr | None = None
        if isinstance(self.env[call.target], k.Dict):
            at = call.values[0]
        elif call.method != "pop" or call.values:
            before, at = self._position(call, node)
        if call.method == "insert" and at is not None:
            return [*before, node, *self._insert(call, at, call.values[1], node)]
        by_value = name is not None and name not in self.sweep.shadow
        kept = self.sweep.namer.fresh("slot_bar") if name is None or by_value else name
        shared = kept == name
        if shared:
            kept = self.adjoints.bar(kept)
        back: gast.expr = build.name(kept)
        if name is not None and by_value and name in self.sweep.active:
            if self.adjoints.defined(name):
                back = self.adjoints.whole(name)
                if isinstance(self.env[name], k.Unknown):  # an array, it may be, that is shared
                    back = build.call("rt.accumulated", build.name(kept), back)
                self.adjoints.consume(name)
        self.adjoints.emit(self._put_back(call, bar, at, back))
        taken = build.call(
            build.attribute(walk.clone(bar), "pop"), *([walk.clone(at)] if at else [])
        )
        self.sweep.unit_impure(taken)
        if shared and name is not None and is_cell(self.env[name]):
            taken = build.call("rt.as_cell", taken, build.name(name))
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
        self, call: Slot, at: gast.expr, value: gast.expr, node: gast.stmt
    ) -> list[gast.stmt]:
        bar = self.shadows.bar(call.target)
        popped = build.call(build.attribute(bar, "pop"), walk.clone(at))
        self.sweep.unit_impure(popped)
        if self.pullbacks.is_active(value) and not self.shadows.has(value):
            kind = self._kind_in(self._item(call.target), value)
            self.adjoints.add_part(value.id, popped, kind)
        else:
            self.adjoints.emit(build.statement(popped))
        push = build.call(
            build.attribute(walk.clone(bar), "insert"), walk.clone(at), self.shadows.slot(value)
        )
        self.sweep.unit_impure(push)
        return [walk.copy_position(build.statement(push), node)]


def _copied(value: gast.expr) -> gast.expr:
    if isinstance(value, gast.Call):
        return value
    return build.call(build.attribute(value, "copy"))

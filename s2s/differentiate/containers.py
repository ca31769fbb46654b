"""The contributions of ``out.append(value)`` and ``out[key] = value``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Append
from s2s.differentiate.held import held_kind
from s2s.differentiate.places import stored
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks


class Containers:
    """Emits what is put into local lists and dicts gets."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env

    def append(self, call: Append) -> None:
        """``out.append(value)``: the last item of the adjoint list is the item's adjoint."""
        adjoints = self.adjoints
        if call.target not in self.sweep.active or not adjoints.defined(call.target):
            return
        adjoints.own(call.target)
        bar = build.name(adjoints.bar(call.target))
        self.sweep.in_place.add(adjoints.bar(call.target))
        popped = build.call(build.attribute(bar, "pop"))
        self.sweep.unit_impure(popped)
        if self.pullbacks.is_active(call.value):
            fresh = self.sweep.namer.fresh("item_bar")
            adjoints.emit(build.assign(fresh, popped))
            kind = held_kind(self.env[call.value.id], self.env[call.target])
            self.sweep.env[fresh] = kind
            adjoints.add_part(call.value.id, build.name(fresh), kind)
        else:
            adjoints.emit(build.statement(popped))

    def put(self, name: str, key: gast.expr, value: gast.expr) -> None:
        """``out[key] = value`` of a dict made here."""
        adjoints = self.adjoints
        if not adjoints.defined(name):
            return
        adjoints.own(name)
        self.sweep.in_place.add(adjoints.bar(name))
        zero = build.const(0.0)
        if self.pullbacks.is_active(value) and not self._differs(name, value.id):
            zero = adjoints.shapes.zeros(value.id, self.env[value.id])
        place = build.index(build.name(adjoints.bar(name)), walk.clone(key))
        if self.pullbacks.is_active(value):
            fresh = self.sweep.namer.fresh("item_bar")
            adjoints.emit(build.assign(fresh, place))
            kind = held_kind(self.env[value.id], self.env[name])
            self.sweep.env[fresh] = kind
            adjoints.add_part(value.id, build.name(fresh), kind)
        # What stood under the key before was overwritten: nothing flows to it from later on.
        adjoints.emit(build.assign(stored(place), zero))

    def _differs(self, name: str, value: str) -> bool:
        """Whether other numbers of ``name`` have not the shape of ``value``, or all have none.

        What stood there before may be one of them: its adjoint is 0.0 until something is added.
        """
        kind, held = self.env[value], self.env[name]
        item = held.item if isinstance(held, k.Dict) else kind
        if isinstance(kind, k.Scalar | k.Unknown):
            return True
        return isinstance(kind, k.Array) and kind != item

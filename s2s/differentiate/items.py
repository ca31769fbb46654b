"""The contributions of reading an item or a field."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.call_kinds import perhaps_real
from s2s.analyse.known import known
from s2s.differentiate.places import slices, stored
from s2s.differentiate.structures import member
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks


class Items:
    """Emits what the container of an item gets."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env

    def item(self, name: str, source: str, key: gast.expr) -> None:
        """``name = source[key]``."""
        if source not in self.sweep.active:
            return
        adjoints = self.adjoints
        base = self.env[source]
        if self._is_mask(key) or name in adjoints.masked or source in self.sweep.asked:
            adjoints.masked.add(source)
        ct: gast.expr = build.name(adjoints.bar(name))
        if self._is_single(base) and source not in self.sweep.shadow:  # its adjoint is a number
            if not self._is_single(self.env[name]):
                ct = build.call("np.sum", adjoints.whole(name))  # not one number for all
            adjoints.add(source, ct, k.Scalar(float))
            return
        if not isinstance(base, k.Array):
            ct = adjoints.whole(name)
        if self._begins(source, key, ct):
            return
        bar = build.name(adjoints.bar(source))
        place = build.index(bar, walk.clone(key))
        self.sweep.in_place.add(bar.id)
        if isinstance(base, k.Array) and not self.repeats(key):
            adjoints.emit(build.augment(stored(place), gast.Add(), self._fit(base, ct, place)))
        elif isinstance(base, k.Array):
            adjoints.emit(build.statement(self._accumulated(base, bar, key, ct)))
        elif isinstance(base, k.Unknown):  # NumPy's numbers have items too: `x[..., None]`
            adjoints.emit(build.assign(bar.id, self._accumulated(base, bar, key, ct)))
        elif isinstance(key, gast.Slice) and source in self.sweep.shadow:
            value = build.call("rt.add_slots", walk.clone(place), ct)
            adjoints.emit(build.assign(stored(place), value))
        elif isinstance(key, gast.Slice):
            text = build.expression("[rt.add(p, q) for p, q in PAIRS]")
            sums = walk.substitute(text, {"PAIRS": build.call("zip", place, ct)})
            adjoints.emit(build.assign(stored(place), sums))
        else:
            adjoints.emit(self.added(place, ct, name, source))

    def _begins(self, source: str, key: gast.expr, ct: gast.expr) -> bool:
        """Begins the adjoint of a container, or makes it one's own; whether ``ct`` is in it then."""
        if not of_numpy(self.env[source]) or self.adjoints.defined(source):
            self.adjoints.own(source)
            return False
        told, position = known(self.sweep.evaluator(key))
        given = told and type(position) is int
        self.parts(source, *((position, ct) if given else ()))
        return given

    def parts(self, source: str, place: int = 0, ct: gast.expr | None = None) -> None:
        """Begins the adjoint of several results: that of a result that nobody reads is None.

        Args:
            source: the name of the results.
            place: which of them ``ct`` is the adjoint of.
            ct: the first that is known; None for none.
        """
        kind = self.env[source]
        assert isinstance(kind, k.Record)
        parts: list[gast.expr] = [build.const(None) for _ in kind.fields]
        if ct is not None:
            parts[place] = ct
        display = gast.List(elts=parts, ctx=gast.Load())
        self.adjoints.emit(build.assign(self.adjoints.bar(source), display))
        self.adjoints._set(source, self.env[source], True)

    def _is_mask(self, key: gast.expr) -> bool:
        """Whether an index chooses the elements where something is true."""
        kind = self.sweep.evaluator(key)
        return isinstance(kind, k.Array) and kind.dtype == np.dtype(bool)

    def _is_single(self, kind: k.Kind) -> bool:
        """Whether the kind is a number or an array of rank 0: an index takes all of it."""
        return isinstance(kind, k.Scalar) or (isinstance(kind, k.Array) and not kind.shape)

    def _accumulated(
        self, base: k.Kind, bar: gast.Name, key: gast.expr, ct: gast.expr
    ) -> gast.Call:
        """``bar[key] += ct`` where the index may name an element twice."""
        parts = key.elts if isinstance(key, gast.Tuple) else []
        if isinstance(base, k.Array) and not any(isinstance(part, gast.Slice) for part in parts):
            return build.call("np.add.at", bar, walk.clone(key), ct)
        return build.call("rt.accumulate_at", bar, slices(key), ct)

    def added(self, place: gast.expr, ct: gast.expr, name: str, source: str) -> gast.stmt:
        """Adds ``ct``, the adjoint of ``name``, to its place in the adjoint of ``source``."""
        if isinstance(self.env[name], k.Scalar | k.Array) and not of_numpy(self.env[source]):
            return build.augment(stored(place), gast.Add(), self._fit(self.env[name], ct, place))
        # An array in a shadow is shared: it has to stay the same one.
        add = "rt.accumulated" if source in self.sweep.shadow else "rt.add"
        return build.assign(stored(place), build.call(add, walk.clone(place), ct))

    def _fit(self, kind: k.Kind, ct: gast.expr, place: gast.expr) -> gast.expr:
        """What is added to a place in an array of a kind; its real part where the array is real."""
        if not isinstance(kind, k.Array) or not perhaps_real(kind, self.sweep.unit.symbols):
            return ct
        return build.call("rt.unbroadcast", ct, walk.clone(place))

    def repeats(self, key: gast.expr) -> bool:
        """Whether an index may name one element twice."""
        parts = key.elts if isinstance(key, gast.Tuple) else [key]
        if any(map(self._counts, parts)) and all(map(self._is_flat, parts)):
            return False  # element by element, one index of several is never the same twice
        for part in parts:
            kind = k.Slice() if isinstance(part, gast.Slice) else self.sweep.evaluator(part)
            if isinstance(kind, k.Slice):
                continue
            if isinstance(kind, k.Array) and kind.dtype != "bool":
                return True
            if isinstance(kind, k.List | k.Unknown | k.Opaque) or (
                isinstance(kind, k.Tuple) and kind.type is list
            ):
                return True
            if isinstance(kind, k.Tuple) and not all(
                isinstance(i, k.Scalar | k.Const | k.Slice) for i in kind.items
            ):
                return True
        return False

    def _counts(self, part: gast.expr) -> bool:
        """Whether an index is a vector of different numbers: `np.arange(n)` and its like."""
        if not isinstance(part, gast.Name):
            return False
        made = self._made.get(part.id, [])
        if len(made) != 1 or not isinstance(made[0], gast.Assign):
            return False
        value = made[0].value
        if not isinstance(value, gast.Call) or len(value.args) != 1 or value.keywords:
            return False
        return build.path(value.func) in ("np.arange", "np.argsort", "np.flatnonzero")

    @functools.cached_property
    def _made(self) -> dict[str, list[gast.stmt]]:
        """The statements of the function's own block that bind each name, if only inside."""
        found: dict[str, list[gast.stmt]] = {}
        for statement in self.sweep.typed.body:
            for name in walk.bound(statement):
                found.setdefault(name, []).append(statement)
        return found

    def _is_flat(self, part: gast.expr) -> bool:
        """Whether an index is a number or a vector."""
        kind = None if isinstance(part, gast.Slice) else self.sweep.evaluator(part)
        return isinstance(kind, k.Scalar) or (isinstance(kind, k.Array) and len(kind.shape) == 1)

    def field(self, name: str, source: str, attr: str) -> None:
        """``name = source.attr`` of a record."""
        if source not in self.sweep.active:
            return
        adjoints = self.adjoints
        ct = adjoints.whole(name)
        results = self.env[source]
        if isinstance(results, k.Record) and of_numpy(results) and not adjoints.defined(source):
            names = [field for field, _ in results.fields]
            self.parts(source, names.index(attr), ct)
            return
        adjoints.own(source)
        bar = build.name(adjoints.bar(source))
        self.sweep.in_place.add(bar.id)
        if isinstance(self.env[name], k.Method):  # what it gets, the object gets
            total = build.call("rt.add", walk.clone(bar), build.attribute(ct, "__self__"))
            adjoints.emit(build.assign(bar.id, total))
            return
        adjoints.emit(self.added(member(bar, self.env[source], attr), ct, name, source))


def of_numpy(kind: k.Kind) -> bool:
    """Whether it is a named tuple that a function of NumPy returns: its rule takes ``None``."""
    return isinstance(kind, k.Record) and kind.type.__module__.startswith("numpy.")

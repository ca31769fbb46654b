"""The contributions of ``a, b = source``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.differentiate.cells import is_cell, zero_shadow
from s2s.differentiate.items import of_numpy
from s2s.differentiate.places import stored
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks


class Unpacking:
    """Emits what ``a, b = source`` needs in both sweeps."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env

    def unpack(self, elts: list[gast.expr], source: str) -> list[gast.stmt]:
        """``a, b = source``; returns what the forward sweep does for shadows."""
        adjoints = self.adjoints
        forward = self._shadows(elts, source)
        names = [(e.value.id if isinstance(e, gast.Starred) else e.id) for e in elts]
        live = [n for n in names if n in self.sweep.active and adjoints.defined(n)]
        if source not in self.sweep.active or not live:
            for n in names:
                adjoints.consume(n)
            return forward
        base = self.env[source]
        starred = any(isinstance(e, gast.Starred) for e in elts)
        fixed = isinstance(base, k.Tuple) and len(base.items) == len(elts) or of_numpy(base)
        if fixed and not starred and not adjoints.defined(source):
            self._display(names, source)
        else:
            adjoints.own(source)
            self.sweep.in_place.add(adjoints.bar(source))
            star = next((i for i, e in enumerate(elts) if isinstance(e, gast.Starred)), len(elts))
            for position, element in enumerate(elts):
                self._one(
                    element,
                    position if position <= star else position - len(elts),
                    len(elts),
                    source,
                )
        for n in names:
            adjoints.consume(n)
        return forward

    def _shadows(self, elts: list[gast.expr], source: str) -> list[gast.stmt]:
        """The shadows of what is unpacked: the items of the shadow."""
        found: list[gast.stmt] = []
        star = next((i for i, e in enumerate(elts) if isinstance(e, gast.Starred)), len(elts))
        for position, element in enumerate(elts):
            inner = element.value if isinstance(element, gast.Starred) else element
            if inner.id not in self.sweep.shadow:
                continue
            bar = build.name(self.adjoints.bar(source))
            if source not in self.sweep.shadow:
                value: gast.expr = zero_shadow(inner.id, self.env[inner.id])
            elif isinstance(element, gast.Starred):
                after = len(elts) - position - 1
                upper = build.const(-after) if after else None
                part = gast.Slice(lower=build.const(position), upper=upper, step=None)
                value = build.call("rt.slots", build.index(bar, part))
            else:
                at = position if position <= star else position - len(elts)
                value = build.index(bar, build.const(at))
                if is_cell(self.env[inner.id]):
                    value = build.call("rt.cell_at", bar, build.const(at), build.name(inner.id))
                    self.sweep.unit_impure(value)
            found.append(build.assign(self.adjoints.bar(inner.id), value))
        return found

    def _display(self, names: list[str], source: str) -> None:
        adjoints = self.adjoints
        items: list[gast.expr] = []
        for n in names:
            if n in self.sweep.active and adjoints.defined(n):
                items.append(adjoints.whole(n))
            elif k.is_differentiable(self.env[n]) and not of_numpy(self.env[source]):
                items.append(adjoints.shapes.zeros(n, self.env[n]))
            else:
                items.append(build.const(None))
        adjoints.emit(build.assign(adjoints.bar(source), gast.List(elts=items, ctx=gast.Load())))
        adjoints._set(source, self.env[source], False)

    def _one(self, element: gast.expr, position: int, count: int, source: str) -> None:
        adjoints = self.adjoints
        bar = build.name(adjoints.bar(source))
        n = element.value.id if isinstance(element, gast.Starred) else element.id
        if n not in self.sweep.active or not adjoints.defined(n):
            return
        if n in self.sweep.shadow:
            self._rest(element, position, count, bar)
            return
        ct = adjoints.whole(n)
        if isinstance(element, gast.Starred):
            after = count - position - 1
            upper = build.const(-after) if after else None
            part = gast.Slice(lower=build.const(position), upper=upper, step=None)
            place = build.index(bar, part)
            if isinstance(self.env[source], k.Array):
                adjoints.emit(build.augment(stored(place), gast.Add(), build.call("np.array", ct)))
                return
            text = build.expression("[rt.add(p, q) for p, q in PAIRS]")
            adjoints.emit(
                build.assign(
                    stored(place), walk.substitute(text, {"PAIRS": build.call("zip", place, ct)})
                )
            )
            return
        place = build.index(bar, build.const(position))
        adjoints.emit(self.pullbacks.items.added(place, ct, n, source))

    def _rest(self, element: gast.expr, position: int, count: int, bar: gast.expr) -> None:
        """The numbers of a list that ``*rest`` made; what it shares needs nothing."""
        if not isinstance(element, gast.Starred) or element.value.id not in self.sweep.shadow:
            return
        after = count - position - 1
        upper = build.const(-after) if after else None
        part = gast.Slice(lower=build.const(position), upper=upper, step=None)
        rest = build.name(self.adjoints.bar(element.value.id))
        place = build.index(bar, part)
        value = build.call("rt.add_slots", walk.clone(place), rest)
        self.adjoints.emit(build.assign(stored(place), value))

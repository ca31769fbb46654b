"""The contributions of displays, records and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.hoist import is_generated
from s2s.analyse.typed import Copied, RecordCall
from s2s.differentiate.held import held_kind
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.pullbacks import Pullbacks


class Structures:
    """Emits what the parts of a new structure get."""

    def __init__(self, pullbacks: Pullbacks) -> None:
        self.pullbacks = pullbacks
        self.sweep = pullbacks.sweep
        self.adjoints = pullbacks.adjoints
        self.env = pullbacks.env
        fun: Any = self.sweep.typed.fun
        self.of_ours = is_generated(
            fun.globals if isinstance(fun, k.Definition) else fun.__globals__
        )

    def display(self, name: str, elts: list[gast.expr]) -> None:
        """``name = (a, b)``."""
        ct = build.name(self.adjoints.bar(name))
        position = 0
        for element in elts:
            if isinstance(element, gast.Starred):
                kind = self.env.get(element.value.id)
                size = len(kind.items) if isinstance(kind, k.Tuple) else 0
                if self.pullbacks.is_active(element.value):
                    part = gast.Slice(
                        lower=build.const(position), upper=build.const(position + size), step=None
                    )
                    self.adjoints.add_part(
                        element.value.id, build.index(ct, part), self.env[element.value.id]
                    )
                position += size
                continue
            if self._flows(name, element):
                self._part(name, element.id, build.index(ct, build.const(position)))
            position += 1

    def mapping(self, name: str, keys: list[gast.expr], values: list[gast.expr]) -> None:
        """``name = {key: value}``."""
        ct = build.name(self.adjoints.bar(name))
        for key, value in zip(keys, values, strict=True):
            if self._flows(name, value):
                self._part(name, value.id, build.index(ct, walk.clone(key)))

    def record(self, name: str, call: RecordCall) -> None:
        """``name = Point(x, y)``."""
        ct = build.name(self.adjoints.bar(name))
        for field, value in call.fields.items():
            if self._flows(name, value):
                self._part(name, value.id, member(ct, self.env[name], field))

    def _part(self, name: str, source: str, ct: gast.expr) -> None:
        """What a part of a structure gets: a strong zero where nobody reads it.

        Of a text of ours it is: it hands on values with their tangents.
        """
        add = self.adjoints.add if self.of_ours else self.adjoints.add_part
        add(source, ct, held_kind(self.env[source], self.env[name]))

    def copied(self, name: str, call: Copied) -> None:
        """``name = list(source)``."""
        if not self.pullbacks.is_active(call.value):
            return
        ct: gast.expr = build.name(self.adjoints.bar(name))
        source = call.value.id
        if isinstance(self.env[source], k.Array):
            ct = build.call("np.array", ct)
        elif isinstance(self.env[name], k.Dict):
            ct = build.call("dict", ct)
        else:
            ct = build.call("list", ct)
        self.adjoints.add(source, ct, self.env[source])

    def _flows(self, name: str, atom: gast.expr) -> bool:
        """Whether an item of a structure has an adjoint of its own, not one shared with it."""
        if name in self.sweep.shadow and self.pullbacks.shadows.has(atom):
            return False
        return self.pullbacks.is_active(atom)


def member(base: gast.expr, kind: k.Kind, field: str) -> gast.expr:
    """The place of a field in the adjoint of a record."""
    if isinstance(kind, k.Record) and hasattr(kind.type, "_fields"):
        return build.index(base, build.const([n for n, _ in kind.fields].index(field)))
    return build.attribute(base, field)

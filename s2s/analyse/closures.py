"""What functions captured: names for it in the code that calls them."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.hoist import Buffer, hoisted
from s2s.analyse.standins import kind_of
from s2s.frontend.apart import free_names
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class Closures:
    """Reads the values that closures captured."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker
        self.held: dict[str, gast.expr] = {}
        self.closure: k.Closure

    def captures(
        self, closure: k.Closure, func: gast.expr, out: list[gast.stmt]
    ) -> list[gast.expr]:
        """What a local function captured, out of its tuple; its default values are in ``held``."""
        self.closure = closure
        count = len(closure.definition.captured)
        extra = [self._item(func, i, out) for i in range(count)]
        names = closure.definition.held if len(closure.kinds) > count else ()
        self.held = {name: self._item(func, count + i, out) for i, name in enumerate(names)}
        return extra

    def _item(self, base: gast.expr, position: int, out: list[gast.stmt]) -> gast.expr:
        """Item ``position`` of the tuple that a closure is at run time."""
        kind = self.closure
        inner = kind.kinds[position]
        varied = self.walker.varies(base) and k.is_differentiable(inner)
        name = (*kind.definition.captured, *kind.definition.held)[position]
        place = build.index(base, build.const(position + 1))
        # Of functions of which the running program chooses, each has names of its own.
        key = gast.Tuple(elts=[place, build.const(kind.definition.tag)], ctx=gast.Load())
        made = self.walker.temp_name(key, name)
        self.walker.define(made, inner, varied)
        self.walker.typed.of_closures[made] = kind.definition
        out.append(build.assign(made, place))
        return build.name(made)

    def values(
        self, fun: types.FunctionType, func: gast.expr, out: list[gast.stmt]
    ) -> list[gast.expr]:
        """What a function from outside captured, read from the function object."""
        walker = self.walker
        names = walker.unit.captured(fun)
        values: list[gast.expr] = []
        for name in names:
            index = free_names(fun).index(name)
            closure = build.attribute(func, "__closure__")
            place = build.attribute(build.index(closure, build.const(index)), "cell_contents")
            buffer = Buffer(fun, name, "closed over")
            known = hoisted(walker, buffer)
            if known is not None:
                values.append(known)
                continue
            held = fun.__closure__[index].cell_contents  # type: ignore[index]
            kind = kind_of(held, walker.symbols)
            if walker.outside.is_global(func):
                walker.unit.linker.note(walker.linked.value(place), held, kind)
            value = self.resolver.temp(place, kind, False, name, out)
            walker.outside.note(value.id, buffer)
            values.append(value)
        return values

    def of_method(
        self, fun: types.FunctionType, receiver: gast.expr, path: str, out: list[gast.stmt]
    ) -> list[gast.expr]:
        """What a method captured that a decorator made: it is read from the class."""
        if not self.walker.unit.captured(fun):
            return []
        place: gast.expr = build.attribute(receiver, "__class__")
        for name in path.split("."):
            place = build.attribute(place, name)
        return self.values(fun, walk.copy_position(place, receiver), out)

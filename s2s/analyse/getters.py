"""``operator.attrgetter``, ``itemgetter`` and ``methodcaller`` of names and keys that are known."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.known import known
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_CLASSES: tuple[Any, ...] = (operator.attrgetter, operator.itemgetter, operator.methodcaller)


def make(
    resolver: CallResolver, cls: type, node: gast.Call, args: list[gast.expr]
) -> gast.expr | None:
    """The call that makes a getter, whose kind says what it gets; None for other calls."""
    if cls not in _CLASSES or node.keywords or any(isinstance(a, gast.Starred) for a in args):
        return None
    found = [known(resolver.walker.kind(arg)) for arg in args]
    if not found or not all(ok and isinstance(value, str | int | float) for ok, value in found):
        return None
    resolver.kind = k.Func(_getter(cls, *(value for _, value in found)))
    resolver.varied = False
    new = resolver.walker.link(node)
    resolver.walker.typed.pure_calls[id(new)] = new
    return new


@functools.cache
def _getter(cls: Any, *args: object) -> Any:
    """The same object for the same names, so that kinds are equal."""
    return cls(*args)


def call(
    resolver: CallResolver, value: Any, node: gast.Call, args: list[gast.expr],
    out: list[gast.stmt],
) -> gast.expr | None:  # fmt: skip
    """A call of a getter; None where it is none."""
    if not isinstance(value, _CLASSES) or len(args) != 1 or node.keywords:
        return None
    name, *rest = value.__reduce__()[1]
    if isinstance(value, operator.methodcaller):
        func = walk.copy_position(build.attribute(walk.clone(args[0]), name), node)
        given = [walk.place(build.const(one), node) for one in rest]
        made = walk.copy_position(gast.Call(func=func, args=given, keywords=[]), node)
        return resolver.call(resolver.instead(node, made), out)
    parts = [_part(resolver, value, one, node, args[0], out) for one in (name, *rest)]
    if not rest:
        new, resolver.kind, resolver.varied = parts[0]
        return new
    names = [
        resolver.temp(new, kind, varied, "part", out, linked=True) for new, kind, varied in parts
    ]
    display = resolver.walker.displays.sequence(build.tuple_(names), names, tuple, out)
    new, resolver.kind, resolver.varied = display
    return new


def _part(
    resolver: CallResolver, value: Any, name: Any, node: gast.Call, base: gast.expr,
    out: list[gast.stmt],
) -> tuple[gast.expr, k.Kind, bool]:  # fmt: skip
    """One of the things that a getter gets: rewritten, with its kind and whether it varies."""
    walker = resolver.walker
    if isinstance(value, operator.itemgetter):
        key = walk.place(build.const(name), node)
        item = walk.copy_position(build.index(base, key), node)
        walker.unit.keep(item)
        return walker.expressions.rhs(item, walker.temp_name(item, "item"), out)
    *path, last = name.split(".")
    for part in path:
        place = walk.copy_position(build.attribute(base, part), node)
        walker.unit.keep(place)
        read, kind, varied = walker.attributes.read(place, out)
        base = resolver.temp(read, kind, varied, part, out, linked=True)
    place = walk.copy_position(build.attribute(base, last), node)
    walker.unit.keep(place)
    return walker.attributes.read(place, out)

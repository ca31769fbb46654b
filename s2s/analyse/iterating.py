"""``iter`` of a sequence that varies, and ``next`` of what it makes and of the user's iterators."""

from __future__ import annotations

import inspect
import types
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.drawn_items import released
from s2s.analyse.early import note_early
from s2s.analyse.uses import given_to_library, listed_by, made_from, spent
from s2s.errors import UnsupportedError
from s2s.runtime.iterating import Items
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def call(
    resolver: CallResolver, value: Any, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], out: list[gast.stmt],
) -> gast.expr | None:  # fmt: skip
    """The rewritten call; None where nothing varies, or where it is not known what is meant."""
    if words or not args or any(isinstance(arg, gast.Starred) for arg in args):
        return None
    if value is list.__iter__:
        return _generator(resolver, node, args[0], out)
    if value is iter:
        return _iterator(resolver, node, args, out)
    kind = resolver.walker.kind(args[0])
    if isinstance(kind, k.List) and resolver.walker.varies(args[0]):
        raise resolver.walker.fail(
            UnsupportedError,
            "s2s cannot differentiate `next` of this iterator",
            node,
            "s2s lists what `map` and its like give",
            "use `next(iter(...))` of it, or a loop that stops",
        )
    if not isinstance(kind, k.Object | k.Record):
        return None
    if len(args) == 1:
        own = inspect.getattr_static(kind.type, "__next__", None)
        name = "__next__" if isinstance(own, types.FunctionType) else None
    else:
        name = "following" if kind.type is Items else None
    if name is None:
        return None
    func = walk.copy_position(build.attribute(walk.clone(args[0]), name), node)
    made = walk.copy_position(gast.Call(func=func, args=args[1:], keywords=[]), node)
    return resolver.call(resolver.instead(node, made), out)


def _iterator(
    resolver: CallResolver, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
) -> gast.expr | None:
    """``iter(items)``."""
    walker, items = resolver.walker, args[0]
    if len(args) > 1 or not walker.varies(items):
        return None
    kind = walker.kind(items)
    if isinstance(kind, k.Object) and kind.type is Items:
        resolver.kind, resolver.varied = kind, True
        return walker.linked.value(items)
    if isinstance(kind, k.Object) and isinstance(
        inspect.getattr_static(kind.type, "__iter__", None), types.FunctionType
    ):
        func = walk.copy_position(build.attribute(walk.clone(items), "__iter__"), node)
        made = walk.copy_position(gast.Call(func=func, args=[], keywords=[]), node)
        return resolver.call(resolver.instead(node, made), out)
    if isinstance(kind, k.Iterator):
        items = resolver.iterators.listed(items, node, out)
        kind = walker.kind(items)
    if not isinstance(kind, k.List | k.Tuple | k.Array):
        return None
    return _items(resolver, items, node, out)


def _generator(
    resolver: CallResolver, node: gast.Call, items: gast.expr, out: list[gast.stmt]
) -> gast.expr:
    """What a call gets of a generator expression: the list of its items, or an iterator over it."""
    walker = resolver.walker
    if given_to_library(walker, walker.target):
        if listed_by(walker, walker.target):
            released(walker, items)
        resolver.kind, resolver.varied = walker.kind(items), walker.varies(items)
        return walker.linked.value(items)
    note_early(walker, node, [build.name(name) for name in sorted(made_from(walker, items))])
    plain = walk.copy_position(build.call("iter", walk.clone(items)), node)
    return resolver.call(resolver.instead(node, plain), out)


def kept(
    resolver: CallResolver, node: gast.Call, made: gast.expr | None, out: list[gast.stmt]
) -> gast.expr | None:
    """The list that stands for an iterator, as an iterator where it is used in several places."""
    walker = resolver.walker
    if made is None or not resolver.varied or spent(walker, walker.target):
        return made
    key = gast.Tuple(elts=[node, build.const("kept")], ctx=gast.Load())
    name = walker.temp_name(key, "items")
    walker.define(name, resolver.kind, resolver.varied)
    out.append(walk.copy_position(build.assign(name, made), node))
    return _items(resolver, build.name(name), node, out)


def _items(
    resolver: CallResolver, items: gast.expr, node: gast.Call, out: list[gast.stmt]
) -> gast.expr:
    """``rt.Items(items)``."""
    resolver.walker.unit.linker.module("s2s.runtime")
    func = walk.copy_position(build.dotted("rt.Items"), node)
    made = walk.copy_position(gast.Call(func=func, args=[items], keywords=[]), node)
    made = resolver.instead(node, made)
    return resolver.objects.make(Items, made, [items], [], out)

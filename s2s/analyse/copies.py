"""``copy.copy`` and ``copy.deepcopy``, by the kind of what is copied."""

from __future__ import annotations

import copy
import inspect
import types
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse import prelude_lists as texts
from s2s.analyse.heap import creatable, is_plain
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class Copies:
    """Resolves copies of values that a derivative flows through."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker
        self.classes: list[type] = []

    def call(
        self, value: object, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """The copy; None for other functions, and for what is copied as the user wrote it."""
        deep = value is copy.deepcopy
        if not (deep or value is copy.copy) or len(args) != 1 or node.keywords:
            return None
        kind = self.walker.kind(args[0])
        if not self.walker.varies(args[0]) and not isinstance(kind, k.Object):
            return None
        start = len(out)
        if deep:
            self._distinct(args[0], kind, node, out)
        made = self._copy(args[0], kind, deep, node, out)
        if made is None:
            del out[start:]
        return made

    def _distinct(
        self, value: gast.expr, kind: k.Kind, node: gast.Call, out: list[gast.stmt]
    ) -> None:
        """A check that nothing stands twice in what is copied part by part."""
        if not isinstance(kind, k.Tuple | k.List | k.Dict | k.Object | k.Record):
            return
        self.walker.unit.linker.module("s2s.runtime")
        call = walk.copy_position(build.call("rt.distinct", self.walker.linked.value(value)), node)
        self.walker.typed.passive_calls[id(call)] = call
        self.resolver.temp(call, k.Scalar(bool), False, "checked", out, linked=True)

    def _part(
        self, value: gast.expr, key: object, kind: k.Kind, base: str, node: gast.Call,
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """The deep copy of an item or entry."""
        place = walk.copy_position(build.index(walk.clone(value), build.const(key)), node)
        flows = self.walker.varies(value) and k.is_differentiable(kind)
        item = self.resolver.temp(place, kind, flows, base, out)
        return self.named(item, kind, node, base, out)

    def _items(
        self, value: gast.expr, base: k.Tuple, node: gast.Call, out: list[gast.stmt]
    ) -> gast.expr | None:
        """A list or tuple of known length: a display of the copies."""
        parts: list[gast.expr] = []
        for i, kind in enumerate(base.items):
            part = self._part(value, i, kind, "item", node, out)
            if part is None:
                return None
            parts.append(part)
        made = gast.List if base.type is list else gast.Tuple
        display = walk.copy_position(made(elts=parts, ctx=gast.Load()), node)
        self.walker.unit.keep(display)
        new, self.resolver.kind, self.resolver.varied = self.walker.displays.sequence(
            display, parts, base.type, out
        )
        return new

    def _copy(
        self, value: gast.expr, kind: k.Kind, deep: bool, node: gast.Call, out: list[gast.stmt]
    ) -> gast.expr | None:
        resolver = self.resolver
        if isinstance(kind, k.Object | k.Record) and _copies_itself(kind.type, deep):
            return self._by_own(value, kind.type, deep, node, out)
        match kind:
            case k.Scalar() | k.Const() | k.Func() | k.Closure() | k.Partial() | k.Never():
                resolver.kind, resolver.varied = kind, self.walker.varies(value)
                return self.walker.linked.value(value)
            case k.Array():
                return self._by_method(value, kind, node, out)
            case k.Unknown():
                return resolver.users.call(texts.copied, "copied", node, [value], [], [], out)
            case k.Object() if creatable(kind.type) and kind.type not in self.classes:
                return self._object(value, kind, deep, node, out)
            case k.Record(type=cls) if creatable(cls) and hasattr(cls, "__post_init__"):
                self.walker.unit.heap.mark(cls)  # a copy is made without its constructor
                return self._object(value, kind, deep, node, out)
            case k.Record(type=cls) if not is_plain(cls) and cls not in self.classes:
                parts = self._parts(value, kind, deep, node, out)
                words = [gast.keyword(arg=n, value=part) for n, part in parts if part is not None]
                if len(words) < len(parts):
                    return None
                return resolver.records.replaced(node, value, kind, words, out)
            case k.Tuple() | k.List() | k.Dict() if not deep:
                if kind.type is tuple:
                    resolver.kind, resolver.varied = kind, self.walker.varies(value)
                    return self.walker.linked.value(value)
                return self._by_method(value, kind, node, out)
            case k.Tuple(items=items) if kind.type in (list, tuple) and len(items) <= 16:
                return self._items(value, kind, node, out)
            case k.Tuple() | k.List() if kind.type in (list, tuple):
                text = texts.deep_list if kind.type is list else texts.deep_tuple
                return resolver.users.call(text, "deep_copy", node, [value], [], [], out)
            case k.Dict(entries=entries) if entries is not None and kind.exact:
                return self._entries(value, entries, node, out)
            case k.Dict():
                return resolver.users.call(texts.deep_dict, "deep_copy", node, [value], [], [], out)
        return None

    def _by_own(
        self, value: gast.expr, cls: type, deep: bool, node: gast.Call, out: list[gast.stmt]
    ) -> gast.expr | None:
        """The copy by a method of the class itself."""
        name = "__deepcopy__" if deep else "__copy__"
        if not isinstance(inspect.getattr_static(cls, name, None), types.FunctionType):
            return self.resolver.unknown.call(
                node,
                f"`{cls.__name__}` says itself what of its objects is kept (`__reduce__`, say)",
            )
        args: list[gast.expr] = []
        if deep:
            args = [self.walker.displays.named(gast.Dict(keys=[], values=[]), "memo", node, out)]
        func = walk.copy_position(build.attribute(value, name), node)
        call = walk.copy_position(gast.Call(func=func, args=args, keywords=[]), node)
        call = self.resolver.instead(node, call)
        return self.resolver.methods.of_class(cls, name, call, value, args, [], out)

    def _by_method(
        self, value: gast.expr, kind: k.Kind, node: gast.Call, out: list[gast.stmt]
    ) -> gast.expr | None:
        func = walk.copy_position(build.attribute(value, "copy"), node)
        call = walk.copy_position(gast.Call(func=func, args=[], keywords=[]), node)
        self.walker.unit.keep(call)
        return self.resolver.methods.call(call, func, kind, out)

    def _parts(
        self, value: gast.expr, base: k.Kind, deep: bool, node: gast.Call, out: list[gast.stmt]
    ) -> list[tuple[str, gast.expr | None]]:
        """The copies of the attributes of an object."""
        varied = self.walker.varies(value)
        self.classes.append(base.type)  # type: ignore[attr-defined]
        found: list[tuple[str, gast.expr | None]] = []
        for name, kind in self.resolver.objects.fields(base).items():
            place = walk.copy_position(build.attribute(walk.clone(value), name), node)
            flows = varied and k.is_differentiable(kind)
            part: gast.expr | None = self.resolver.temp(place, kind, flows, name, out)
            if deep and part is not None:
                part = self.named(part, kind, node, name, out)
            found.append((name, part))
        self.classes.pop()
        return found

    def named(
        self, part: gast.expr, kind: k.Kind, node: gast.Call, base: str, out: list[gast.stmt]
    ) -> gast.expr | None:
        """The deep copy of a part under a name of its own."""
        walker = self.walker
        key = gast.Tuple(elts=[node, part, build.const("copy")], ctx=gast.Load())
        name = walker.temp_name(key, base)
        single = walk.copy_position(build.call(walk.clone(node.func), part), node)
        walker.unit.keep(single)
        return walker.named(name, node, lambda: self._copy(part, kind, True, single, out), out)

    def _entries(
        self, value: gast.expr, entries: tuple[tuple[object, k.Kind], ...], node: gast.Call,
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A dict whose keys are known: a display of the copies."""
        keys: list[gast.expr | None] = []
        values: list[gast.expr] = []
        for key, kind in entries:
            part = self._part(value, key, kind, "entry", node, out)
            if part is None:
                return None
            keys.append(walk.place(build.const(key), node))
            values.append(part)
        display = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        self.walker.unit.keep(display)
        new, self.resolver.kind, self.resolver.varied = self.walker.displays.mapping(
            display, keys, values, out
        )
        return new

    def _object(
        self, value: gast.expr, base: k.Object | k.Record, deep: bool, node: gast.Call,
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``Cls.__new__(Cls)``, and then its attributes."""
        walker = self.walker
        parts = self._parts(value, base, deep, node, out)
        if any(part is None for _, part in parts):
            return None
        cls = walk.copy_position(build.attribute(walker.link(value), "__class__"), node)
        empty = build.call(build.attribute(cls, "__new__"), walk.clone(cls))
        key = gast.Tuple(elts=[node, value, build.const("object")], ctx=gast.Load())
        name = walker.temp_name(key, base.type.__name__.lower())
        made = k.Object(base.type, isinstance(base, k.Object) and base.tangent)
        walker.define(name, made, False)
        out.append(walk.copy_position(build.assign(name, walk.copy_position(empty, node)), node))
        for attr, part in parts:
            assert part is not None
            goal = gast.Attribute(value=build.name(name), attr=attr, ctx=gast.Store())
            self.resolver.objects.store(walk.copy_position(goal, node), part, node, out)
        self.resolver.kind, self.resolver.varied = made, name in walker.varied
        return build.name(name)


def _copies_itself(cls: type, deep: bool) -> bool:
    """Whether a class has a method of its own that copies its objects, or says what is copied."""
    names = ("__deepcopy__" if deep else "__copy__", *_STATE)
    return any(
        isinstance(inspect.getattr_static(cls, name, None), types.FunctionType) for name in names
    )


_STATE = (
    "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__getnewargs__",
    "__getnewargs_ex__",
)  # fmt: skip

"""Named tuples and dataclasses: making them, replacing fields, reading attributes."""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Collection
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.heap import creatable, fills
from s2s.analyse.hidden import method_may_write
from s2s.analyse.hoist import is_mutable
from s2s.analyse.hooks import check_hooks, computes
from s2s.analyse.prelude import kept_property
from s2s.analyse.standins import kind_of
from s2s.analyse.stars import spread_call
from s2s.analyse.typed import RecordCall, UserCall
from s2s.errors import KindError, S2SError, UnsupportedError
from s2s.origin import sets_items, uncached
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def is_plain(cls: type, given: Collection[str] = ()) -> bool:
    """Whether a named tuple or dataclass holds its arguments as they are, and does nothing else.

    ``given`` are fields that a call fills, so that no function makes a default of them.

    >>> from typing import NamedTuple
    >>> is_plain(NamedTuple("Point", [("x", float)]))
    True
    """
    if not _assigns(cls) or hasattr(cls, "_fields"):
        return _assigns(cls)
    return all(f.default_factory is MISSING or f.name in given for f in fields(cls))


def _assigns(cls: type) -> bool:
    """Whether the arguments become the fields, and a factory makes no more than what is left out."""
    if hasattr(cls, "_fields"):
        made = getattr(cls.__new__, "__module__", "") or ""
        init = inspect.getattr_static(cls, "__init__")
        return made.startswith("namedtuple_") and init is object.__init__ and not sets_items(cls)
    return fills(cls) and not hasattr(cls, "__post_init__")


def _holds(kind: k.Kind, cls: type) -> bool:
    """Whether an object of a class stands in a value."""
    kind = k.solid(kind)
    if isinstance(kind, k.Record | k.Object):
        fields = kind.fields if isinstance(kind, k.Record) else ()
        return kind.type is cls or any(_holds(of, cls) for _, of in fields)
    return any(_holds(item, cls) for item in k.items_of(kind))


class Records:
    """Resolves what makes and reads records."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def make(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword]
    ) -> gast.expr:
        """The construction of a named tuple or dataclass."""
        walker = self.walker
        new = walker.linked.arguments(node)
        try:
            bound = inspect.signature(cls).bind(*args, **{w.arg: w.value for w in words if w.arg})
        except TypeError:
            return self.resolver.unknown.call(node, "the arguments do not fit")
        given = dict(bound.arguments)
        if not _assigns(cls) or (
            not is_plain(cls, given) and self.resolver.any_varied(args, words)
        ):
            return self.resolver.unknown.call(
                node, f"`{cls.__name__}` is made by a function of its own, not field by field"
            )
        defaults = inspect.signature(cls).parameters
        kinds = tuple(
            (
                name,
                walker.kind(given[name])
                if name in given
                else kind_of(defaults[name].default, walker.symbols),
            )
            for name in defaults
        )
        if not hasattr(cls, "_fields"):
            kinds = tuple(sorted(kinds))
        walker.symbols.records.add(cls)
        if creatable(cls) and any(_holds(kind, cls) for _, kind in kinds):
            # A list or tree of such has no end: they are known by class, from the start.
            walker.unit.heap.mark(cls)
            raise KindError(f"a `{cls.__name__}` holds another one")
        self.resolver.kind = k.Record(cls, kinds)
        self.resolver.varied = self.resolver.any_varied(args, words)
        if self.resolver.varied:
            walker.unit.heap.vary(cls, *[n for n in given if walker.varies(given[n])])
            walker.typed.calls[id(new)] = (new, RecordCall(cls, given))
            walker.typed.pure_calls[id(new)] = new
        return new

    def with_empty(self, cls: type, node: gast.Call, out: list[gast.stmt]) -> gast.Call:
        """The construction of a dataclass with the empty lists and dicts that it makes itself."""
        made = [f for f in fields(cls) if f.init and f.default_factory in (list, dict)]
        given = {word.arg: word.value for word in node.keywords if word.arg}
        if not made or not self.resolver.any_varied(node.args, node.keywords):
            return node
        try:
            bound = inspect.signature(cls).bind(*node.args, **given).arguments
        except TypeError:
            return node
        words = list(node.keywords)
        for item in made:
            if item.name in bound:
                continue
            empty: gast.expr = gast.List(elts=[], ctx=gast.Load())
            if item.default_factory is dict:
                empty = gast.Dict(keys=[], values=[])
            key = gast.Tuple(elts=[node, build.const(item.name)], ctx=gast.Load())
            name = self.walker.temp_name(key, item.name)
            self.walker.assignments.assign(name, empty, node, out)
            words.append(gast.keyword(arg=item.name, value=build.name(name)))
        if len(words) == len(node.keywords):
            return node
        call = walk.copy_position(gast.Call(func=node.func, args=node.args, keywords=words), node)
        return self.resolver.instead(node, call)

    def replaced(
        self, node: gast.Call, value: gast.expr, base: k.Record | k.Object,
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """``record._replace(...)`` and ``dataclasses.replace(record, ...)``: a new record."""
        held = self.resolver.objects.fields(base)
        if is_dataclass(base.type):  # what its constructor takes
            given_by = [f.name for f in fields(base.type) if f.init]
            held = {name: held.get(name, k.Never()) for name in given_by}
        if any(word.arg is None for word in words):
            words = spread_call(walk.clone(node), self.resolver, out).keywords
        given = {word.arg: word.value for word in words}
        parts = [
            gast.keyword(arg=name, value=given.get(name) or self._part(value, name, kind, out))
            for name, kind in held.items()
        ]
        unknown = given.keys() - held.keys()
        if unknown:
            return self.resolver.unknown.call(
                node, f"there is no field `{sorted(map(str, unknown))[0]}`"
            )
        cls = walk.copy_position(build.attribute(walk.clone(value), "__class__"), node)
        call = walk.copy_position(gast.Call(func=cls, args=[], keywords=parts), node)
        if self.resolver.objects.makes(base.type):
            return self.resolver.objects.make(base.type, call, [], parts, out)
        return self.make(base.type, call, [], parts)

    def as_dict(
        self, node: gast.Call, value: gast.expr, base: k.Record, out: list[gast.stmt]
    ) -> gast.expr:
        """``named_tuple._asdict()``: a dict display."""
        keys: list[gast.expr | None] = [build.const(name) for name, _ in base.fields]
        values = [self._part(value, name, kind, out) for name, kind in base.fields]
        display = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        new, self.resolver.kind, self.resolver.varied = self.walker.displays.mapping(
            display, keys, values, out
        )
        return new

    def _part(self, value: gast.expr, name: str, kind: k.Kind, out: list[gast.stmt]) -> gast.expr:
        """A field of a record under a name of its own."""
        place = build.attribute(walk.clone(value), name)
        varied = self.walker.varies(value) and k.is_differentiable(kind)
        return self.resolver.temp(place, kind, varied, name, out)

    def attribute(
        self, node: gast.Attribute, base: k.Record | k.Object, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """``record.attr``: a field, a class constant, or a property."""
        walker = self.walker
        varied = walker.varies(node.value)
        held = self.resolver.objects.field(base, node.attr)
        found = uncached(inspect.getattr_static(base.type, node.attr, None))
        if walker.target is not None and is_mutable(found):
            walker.outside.note(walker.target, None)  # all objects of the class have it
            if held is None:
                walker.typed.of_classes.add(walker.target)
        if node.attr == "__class__":
            return walker.link(node), k.Const(base.type), False
        if isinstance(found, functools.cached_property) and isinstance(base, k.Object):
            if walker.typed.fun is not kept_property:
                return self._kept(node, found, out)
        if varied:
            check_hooks(walker, base.type, node)
        if held is not None:
            if varied and isinstance(base, k.Object):
                varied = walker.unit.heap.varies(base, node.attr)
            return walker.link(node), held, varied
        if (hook := computes(base.type, node.attr)) is not None:
            return self._computed(node, hook, out)
        if isinstance(found, property) and isinstance(found.fget, types.FunctionType):
            return self._property(node, base, found.fget, out)
        if isinstance(found, types.FunctionType):
            return walker.link(node), k.Method(k.Func(found), base), varied
        if isinstance(found, classmethod | staticmethod):
            return walker.link(node), k.Func(found.__func__), False
        if found is None and isinstance(base, k.Object):
            return walker.link(node), k.Never(), False  # it is stored further down, or never
        if varied:
            self._refuse(node, base, found)
        value = getattr(base.type, node.attr, None)
        kind = kind_of(value, walker.symbols) if found is not None else k.Opaque()
        return walker.link(node), walker.unit.heap.class_field(base.type, node.attr, kind), False

    def _refuse(self, node: gast.Attribute, base: k.Record | k.Object, found: object) -> None:
        """An active attribute that is not there, or that comes from nobody knows where."""
        if found is None:
            raise self.walker.fail(
                UnsupportedError,
                f"s2s does not know the attribute `{node.attr}`",
                node,
                f"`{base.type.__name__}` has no field of this name at the time of the call",
                "check the spelling",
            )
        if hasattr(type(found), "__get__"):
            raise self.walker.fail(
                UnsupportedError,
                f"s2s cannot follow the attribute `{node.attr}`",
                node,
                f"`{base.type.__name__}` computes it with a descriptor that is not a property",
                "read the fields that it is computed from, or make it a property",
            )

    def _kept(
        self, node: gast.Attribute, found: functools.cached_property[Any], out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """A cached property: computed where it is read first, an attribute from then on."""
        walker, resolver = self.walker, self.resolver
        owner = build.attribute(build.attribute(node.value, "__class__"), node.attr)
        place = walk.copy_position(build.attribute(owner, "func"), node)
        func = resolver.temp(place, k.Func(found.func), False, f"{node.attr}_of", out)
        args = [node.value, func, walk.place(build.const(node.attr), node)]
        call = walk.copy_position(build.call("property", *args), node)
        call = resolver.instead(node, call)
        new = resolver.users.call(kept_property, node.attr, call, args, [], [], out)
        if id(new) not in walker.typed.calls:
            new = walker.link(node)
        return new, resolver.kind, resolver.varied

    def _property(
        self, node: gast.Attribute, base: k.Record | k.Object, getter: types.FunctionType,
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool]:  # fmt: skip
        """A property: a call of the function behind it where a derivative may flow."""
        walker, resolver = self.walker, self.resolver
        # What it hands out may be filled with active values later.
        filled = walker.memory.shadow(walker.target) and walker.by_reference(node.value)
        extra = resolver.closures.of_method(getter, node.value, f"{node.attr}.fget", out)
        if not (walker.varies(node.value) or filled or extra):
            try:
                made = walker.unit.specialise(getter, (k.general(base),), (False,), node.attr)
            except S2SError:
                if not method_may_write(getter, base.type):
                    return walker.link(node), k.Opaque(), False
            else:
                if not made.impure:
                    return walker.link(node), made.result_kind, False
        return self._as_call(node, getter, [node.value], extra, out)

    def _computed(
        self, node: gast.Attribute, hook: types.FunctionType, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """An attribute that ``__getattr__`` computes from its name."""
        extra = self.resolver.closures.of_method(hook, node.value, "__getattr__", out)
        args = [node.value, walk.place(build.const(node.attr), node)]
        return self._as_call(node, hook, args, extra, out)

    def _as_call(
        self, node: gast.Attribute, getter: types.FunctionType, args: list[gast.expr],
        extra: list[gast.expr], out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool]:  # fmt: skip
        """An attribute as a call of the function behind it: it is known to have an effect where it has one."""
        walker, resolver = self.walker, self.resolver
        name = walk.place(build.const(node.attr), node)
        call = resolver.instead(node, build.call("getattr", node.value, name))
        new = resolver.users.call(getter, node.attr, call, args, [], extra, out)
        found = walker.typed.resolution(new)
        if isinstance(found, UserCall) and not found.callee.impure:
            # Where nothing flows through it, it is read as the user wrote it.
            walker.typed.calls[id(new)] = (new, replace(found, plain=walker.link(node)))
        elif found is None and id(new) not in walker.typed.passive_calls:
            new = walker.link(node)
        return new, resolver.kind, resolver.varied

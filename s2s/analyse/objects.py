"""Objects that change: making them, reading and writing their attributes."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.heap import creatable, fills
from s2s.analyse.hooks import check_hooks
from s2s.errors import MutationError, S2SError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class Objects:
    """Resolves what makes and changes objects of users' classes."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def fields(self, base: k.Kind) -> dict[str, k.Kind]:
        """The attributes that an object has of its own, with their kinds."""
        if isinstance(base, k.Object):
            return self.walker.unit.heap.attributes(base.record)
        return dict(base.fields) if isinstance(base, k.Record) else {}

    def field(self, base: k.Kind, name: str) -> k.Kind | None:
        """The kind of an attribute that an object has of its own; None where it has none."""
        if isinstance(base, k.Object):
            return self.walker.unit.heap.field(base.record, name)
        return dict(base.fields).get(name) if isinstance(base, k.Record) else None

    def makes(self, cls: type) -> bool:
        """Whether a call of a class makes an object whose attributes can be followed."""
        heap = self.walker.unit.heap
        if not creatable(cls) or hasattr(cls, "_fields"):
            return False
        if fills(cls):
            made = any(
                f.default_factory is not dataclasses.MISSING for f in dataclasses.fields(cls)
            )
            return cls in heap.fields or made or hasattr(cls, "__post_init__")
        return isinstance(inspect.getattr_static(cls, "__init__"), types.FunctionType) or (
            cls.__init__ is object.__init__  # type: ignore[misc]
        )

    def make(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """``Cls(args)``: an empty object, then its ``__init__``."""
        walker = self.walker
        varied = self.resolver.any_varied(args, words)
        walker.unit.heap.mark(cls)
        goal = walker.target
        func = walker.link(node.func)
        empty = build.call(build.attribute(func, "__new__"), walk.clone(func))
        walk.copy_position(empty, node)
        key = gast.Tuple(elts=[node, build.const("object")], ctx=gast.Load())
        name = walker.temp_name(key, cls.__name__.lower())
        held = varied or walker.memory.shadow(name)
        start = len(out)
        try:
            walker.define(name, k.Object(cls), False)
            out.append(walk.copy_position(build.assign(name, empty), node))
            self.initialise(cls, name, node, args, words, out)
        except S2SError:
            walker.target = goal
            if held:
                raise
            del out[start:]  # it is made as the user wrote it; nothing flows through it
            return self.resolver.unknown.call(node, "")
        walker.target = goal
        self.resolver.kind, self.resolver.varied = k.Object(cls), name in walker.varied
        return build.name(name)

    def empty(self, node: gast.Call, cls: gast.expr) -> gast.expr:
        """``Cls.__new__(Cls)``, as generated code spells it: an object without attributes yet."""
        walker, resolver = self.walker, self.resolver
        kind = walker.kind(cls)
        if not isinstance(kind, k.Const) or not isinstance(kind.value, type):
            return resolver.unknown.call(node, "the class of the object is not known")
        if not creatable(kind.value):
            return resolver.unknown.call(node, "the class makes its objects itself")
        walker.unit.heap.mark(kind.value)
        new = walker.link(node)
        walker.typed.fresh_calls[id(new)] = new
        resolver.kind, resolver.varied = k.Object(kind.value), False
        return new

    def initialise(
        self, cls: type, name: str, node: gast.Call, args: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> None:  # fmt: skip
        """What ``cls.__init__`` does with an empty object, or one of a class that inherits it."""
        made = walk.copy_position(build.name(name), node)
        if cls is types.SimpleNamespace:
            for word in words:
                goal = gast.Attribute(value=walk.clone(made), attr=word.arg, ctx=gast.Store())
                self.store(goal, word.value, node, out)
            return
        if fills(cls):
            bound = self._bound(cls, node, args, words)
            self._fill(cls, made, node, bound, out)
            if not hasattr(cls, "__post_init__"):
                return
            args = [
                bound[name] if name in bound else self._default(name, getattr(cls, name), node, out)
                for name in _only_passed_on(cls)
            ]
            words, method = [], "__post_init__"
        elif cls.__init__ is object.__init__:  # type: ignore[misc]
            return
        else:
            method = "__init__"
        call = gast.Call(func=build.attribute(made, method), args=args, keywords=words)
        walk.copy_position(call, node)
        key = gast.Tuple(elts=[node, build.const(method)], ctx=gast.Load())
        self.perform(call, key, out)

    def filled(
        self, function: object, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``Parent.__init__(self, args)`` where `dataclasses` made the function; None of others."""
        this = args[0] if args else None
        kind = self.walker.kind(this) if isinstance(this, gast.Name) else None
        if not isinstance(this, gast.Name) or not isinstance(kind, k.Object):
            return None
        for cls in kind.type.__mro__:
            if vars(cls).get("__init__") is function and fills(cls):
                self.initialise(cls, this.id, node, args[1:], words, out)
                self.resolver.kind, self.resolver.varied = k.Const(None), False
                return build.const(None)
        return None

    def perform(self, call: gast.Call, key: gast.expr, out: list[gast.stmt]) -> None:
        """A call for its effect, made in the place of something else."""
        walker = self.walker
        site = (id(walker.typed), *walker.place, walk.key(key))
        cached = walker.unit.calls.setdefault(site, call)
        for field in ("func", "args", "keywords"):
            setattr(cached, field, getattr(call, field))
        walker.assignments.effect(cached, cached, out)

    def _bound(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword]
    ) -> dict[str, gast.expr]:
        """The arguments by the names of a dataclass's constructor."""
        named = {word.arg: word.value for word in words if word.arg}
        try:
            return inspect.signature(cls).bind(*args, **named).arguments
        except TypeError as error:
            raise self.walker.fail(
                MutationError, f"this call does not fit `{cls.__name__}`", node, str(error), ""
            ) from error

    def _fill(
        self, cls: Any, made: gast.Name, node: gast.Call, bound: Mapping[str, gast.expr],
        out: list[gast.stmt],
    ) -> None:  # fmt: skip
        """The attributes of a dataclass, from the arguments and the defaults."""
        for field in dataclasses.fields(cls):
            value = bound.get(field.name)
            if value is None and field.default_factory is not dataclasses.MISSING:
                value = self._made(field, node, out)
            elif value is None and isinstance(field.default, int | float | str | bool | None):
                value = build.const(field.default)
            elif value is None and field.default is dataclasses.MISSING:
                continue  # `__post_init__` makes it
            elif value is None:
                value = self._default(field.name, field.default, node, out)
            goal = gast.Attribute(value=walk.clone(made), attr=field.name, ctx=gast.Store())
            self.store(goal, value, node, out)

    def _made(
        self, field: dataclasses.Field[Any], node: gast.Call, out: list[gast.stmt]
    ) -> gast.expr:
        """What the factory of a field makes, under a name of its own."""
        factory: Any = field.default_factory
        name = gast.Tuple(elts=[node, build.const(field.name)], ctx=gast.Load())
        if factory is list:
            return self.walker.displays.named(gast.List([], gast.Load()), field.name, name, out)
        if factory is dict:
            return self.walker.displays.named(gast.Dict([], []), field.name, name, out)
        cls = self.walker.link(node.func)
        held = build.index(build.attribute(cls, "__dataclass_fields__"), build.const(field.name))
        kind = self.resolver.callee_kind(factory)
        place = build.attribute(held, "default_factory")
        function = self.resolver.temp(place, kind, False, "factory", out, linked=True)
        call = gast.Call(func=function, args=[], keywords=[])
        return self.walker.displays.named(call, field.name, walk.copy_position(name, node), out)

    def _default(
        self, name: str, value: object, node: gast.Call, out: list[gast.stmt]
    ) -> gast.expr:
        """A default value, which the class holds under the name of the field."""
        kind = self.walker.outside.kind(value)
        place = build.attribute(self.walker.link(node.func), name)
        return self.resolver.temp(place, kind, False, name, out, linked=True)

    def store(
        self, goal: gast.Attribute, value: gast.expr, node: gast.AST, out: list[gast.stmt]
    ) -> None:
        """``obj.attr = value``."""
        walker = self.walker
        base = goal.value
        kind = walker.kind(base)
        assert isinstance(kind, k.Object)
        found = inspect.getattr_static(kind.type, goal.attr, None)
        if isinstance(found, property) and isinstance(found.fset, types.FunctionType):
            self._set_property(found.fset, goal, value, node, out)
            return
        check_hooks(walker, kind.type, goal)
        if walker.updates.repeated(goal, value, out):
            return
        updated = walker.updates.slot(goal, value, node, out)
        walker.unit.heap.store(kind.record, goal.attr, walker.kind(value))
        if walker.varies(value):
            walker.unit.heap.vary(kind.record, goal.attr)
        self.resolver.mutation.note(base.id, node)
        if updated is None:
            if walker.varies(value):
                walker.varied.add(base.id)
            linked = walker.passive.link_target(goal)
            updated = build.assign(linked, walker.linked.value(value))
        out.append(walk.copy_position(updated, node))

    def _set_property(
        self, setter: types.FunctionType, goal: gast.Attribute, value: gast.expr, node: gast.AST,
        out: list[gast.stmt],
    ) -> None:  # fmt: skip
        # As it stands it is what runs where nothing flows through the setter.
        told = build.call("setattr", goal.value, build.const(goal.attr), value)
        call = walk.copy_position(told, node)
        key = gast.Tuple(elts=[goal, value, build.const("set")], ctx=gast.Load())
        name = self.walker.temp_name(key, "unused")
        args, users = [goal.value, value], self.resolver.users
        extra = self.resolver.closures.of_method(setter, goal.value, f"{goal.attr}.fset", out)
        self.walker.named(
            name, node, lambda: users.call(setter, goal.attr, call, args, [], extra, out), out
        )


def _only_passed_on(cls: Any) -> list[str]:
    """The arguments of a dataclass's constructor that only ``__post_init__`` gets, in order."""
    declared = {field.name for field in dataclasses.fields(cls)}
    return [name for name in inspect.signature(cls).parameters if name not in declared]

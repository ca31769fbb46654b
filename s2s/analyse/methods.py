"""Calls of methods, by the kind of value that has them."""

from __future__ import annotations

import inspect
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse import prelude_arrays
from s2s.analyse.drawn import draw_kind
from s2s.analyse.hooks import computes
from s2s.analyse.iterators import VIEWS
from s2s.analyse.join import join
from s2s.analyse.known import known
from s2s.analyse.prelude_lists import dict_get
from s2s.analyse.stars import counted
from s2s.analyse.typed import Append, Copied
from s2s.custom import Annotated, CustomVjp
from s2s.origin import uncached
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def _above(base: k.Super, order: tuple[type, ...], name: str) -> type | None:
    """The class after that of ``super()``, in an order of classes, that has a method."""
    above = order[order.index(base.cls) + 1 :]
    return next((cls for cls in above if name in vars(cls)), None)


_LOGGING = ("debug", "info", "warning", "error", "critical", "exception")


class Methods:
    """Resolves ``value.method(args)``."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def of_class(
        self, cls: type, name: str, node: gast.Call, receiver: gast.expr, args: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a method of a user's class."""
        found = uncached(inspect.getattr_static(cls, name, None))
        if isinstance(found, staticmethod):
            return self.resolver.dispatch(
                self.resolver.callee_kind(found.__func__), node, args, words, node.func, out
            )
        if isinstance(found, classmethod):
            receiver = self.resolver.temp(
                build.attribute(receiver, "__class__"), k.Const(cls), False, "cls", out
            )
            found = found.__func__
        if isinstance(found, types.FunctionType):
            extra = self._captured(cls, name, found, node, receiver, out)
            return self.resolver.users.call(found, name, node, [receiver, *args], words, extra, out)
        if isinstance(found, CustomVjp | Annotated):
            return self._declared(cls, found, node, [receiver, *args], words, out)
        if isinstance(found, type):  # a class inside of it, or one that it names
            return self.resolver.dispatch(k.Const(found), node, args, words, node.func, out)
        if isinstance(found, types.BuiltinFunctionType | np.ufunc):  # it takes no ``self``
            callee = self.resolver.callee_kind(found)
            return self.resolver.dispatch(callee, node, args, words, node.func, out)
        return self.resolver.unknown.call(node, f"`{cls.__name__}.{name}` is not a Python function")

    def _captured(
        self, cls: type, name: str, found: types.FunctionType, node: gast.Call,
        receiver: gast.expr, out: list[gast.stmt],
    ) -> list[gast.expr]:  # fmt: skip
        """What a method captured that a decorator made."""
        closures = self.resolver.closures
        plain = inspect.getattr_static(cls, name, None) is found
        path = name if plain or not hasattr(found, "__wrapped__") else f"{name}.__wrapped__"
        if getattr(k.solid(self.walker.kind(receiver)), "type", None) is cls:
            return closures.of_method(found, receiver, path, out)
        return closures.values(found, node.func, out)  # of a class above

    def _declared(
        self, cls: type, found: Any, node: gast.Call, args: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A method that the user has declared something about, called as the function that it is."""
        assert isinstance(node.func, gast.Attribute)
        owner = build.attribute(args[0], "__class__")
        place = self.resolver.temp(owner, k.Const(cls), False, "cls", out)
        func = walk.copy_position(build.attribute(place, node.func.attr), node)
        call = walk.copy_position(gast.Call(func=func, args=args, keywords=words), node)
        self.walker.unit.keep(call)
        return self.resolver.dispatch(k.Func(found), call, args, words, func, out)

    def call(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``value.method(args)``."""
        resolver, name = self.resolver, func.attr
        args, words = list(node.args), list(node.keywords)
        if isinstance(base, k.Record | k.Object):
            return self._of_object(node, func, base, out)
        if isinstance(base, k.Choice) and (k.is_object(base) or k.is_frozen(base)):
            return resolver.choices.method(base.options, node, func, out)
        if isinstance(base, k.Func) and isinstance(base.value, CustomVjp):
            callee = resolver.callee_kind(getattr(base.value, name, None))
            return resolver.dispatch(callee, node, args, words, func, out)
        if not isinstance(
            base, k.Super | k.Func | k.Const | k.Range | k.Dict
        ) and resolver.any_varied([func.value, *args], words):
            counted(node, self.walker)
        frozen = resolver.frozen.call(node, func, base, out)
        if frozen is not None:
            return frozen
        if isinstance(base, k.Super) and isinstance(base.receiver, k.Record | k.Object):
            cls = _above(base, base.receiver.type.__mro__, name)
            if cls is object and name == "__init__":
                resolver.kind, resolver.varied = k.Const(None), False
                return None
            if cls is not None:
                return self._of_parent(cls, node, func, base, out)
        if name in _LOGGING and isinstance(base, k.Opaque):
            return resolver.unknown.effect(node)
        receiver = func.value.id if isinstance(func.value, gast.Name) else ""
        grows = name in ("append", "add") and isinstance(base, k.List | k.Tuple | k.Opaque)
        if grows and len(args) == 1 and receiver in self.walker.unshared:
            return self._append(node, base, args[0])
        if receiver in self.walker.env and resolver.mutation.knows(base, name):
            return resolver.mutation.method(node, base, args, words, out)
        if isinstance(base, k.Tuple) and name in ("__enter__", "__exit__"):
            return self._of_manager(node, func, base, out)
        made = self._of_container(node, func, base, out)
        return made if made is not None else self._of_value(node, func, base, out)

    def _of_manager(
        self, node: gast.Call, func: gast.Attribute, base: k.Tuple, out: list[gast.stmt]
    ) -> gast.expr | None:
        """Entering and leaving what a generator makes: the two items of what stands for it."""
        resolver, walker, entered = self.resolver, self.walker, func.attr == "__enter__"
        kind, varied = base.items[0 if entered else 1], walker.varies(func.value)
        place = walk.copy_position(build.index(func.value, build.const(0 if entered else 1)), node)
        varied = varied and k.is_differentiable(kind)
        if entered:
            resolver.kind, resolver.varied = kind, varied
            return walker.link(place)
        leave = resolver.temp(place, kind, varied, "leave", out)
        args = [node.args[1]]
        call = resolver.instead(node, walk.copy_position(build.call(leave, *args), node))
        return resolver.dispatch(kind, call, args, [], leave, out)

    def _of_value(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, out: list[gast.stmt]
    ) -> gast.expr | None:
        """A method of a number, an array, or a value that nothing is known of."""
        resolver, name = self.resolver, func.attr
        args, words = list(node.args), list(node.keywords)
        if k.is_numeric(base):
            return self._of_number(node, func, base, out)
        if isinstance(base, k.Never):
            resolver.kind, resolver.varied = base, False
            return self.walker.link(node)
        if isinstance(base, k.Opaque) and resolver.any_varied(args, words):
            made = resolver.draws.call(node, func, out)
            if made is not None:
                return made
        new = resolver.unknown.call(node, f"the method `{name}` of this value is not known")
        kinds = resolver.ruled.kinds(args)
        if isinstance(base, k.Generator) and kinds is not None and all(w.arg for w in words):
            named = {str(w.arg): self.walker.kind(w.value) for w in words}
            site = (id(self.walker.typed), id(node))
            symbols = self.walker.symbols
            resolver.kind = draw_kind(base.cls, name, kinds, named, symbols, site)
        return new

    def _of_object(
        self, node: gast.Call, func: gast.Attribute, base: k.Record | k.Object,
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A method of a record or object, or a function that a field holds."""
        resolver, name = self.resolver, func.attr
        args, words = list(node.args), list(node.keywords)
        if name == "__class__":
            return resolver.dispatch(k.Const(base.type), node, args, words, func, out)
        held = resolver.objects.field(base, name)
        if held is not None:
            place = walk.copy_position(build.attribute(func.value, name), node)
            varied = self.walker.varies(func.value)
            value = resolver.temp(place, held, varied, name, out)
            return resolver.dispatch(held, node, args, words, value, out)
        if isinstance(base, k.Record) and hasattr(base.type, "_fields") and not args:
            if name == "_replace":
                return resolver.records.replaced(node, func.value, base, words, out)
            if name == "_asdict":
                return resolver.records.as_dict(node, func.value, base, out)
        if computes(base.type, name) is not None:
            return self._computed(node, func, base, out)
        return self.of_class(base.type, name, node, func.value, args, words, out)

    def _computed(
        self, node: gast.Call, func: gast.Attribute, base: k.Record | k.Object,
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of what ``__getattr__`` gives; where asking has an effect, it is asked once."""
        resolver = self.resolver
        place = walk.copy_position(build.attribute(func.value, func.attr), node)
        self.walker.unit.keep(place)
        made, kind, varied = resolver.records.attribute(place, base, out)
        value = resolver.temp(made, kind, varied, func.attr, out, linked=True)
        if not isinstance(made, gast.Attribute):
            call = gast.Call(func=value, args=node.args, keywords=node.keywords)
            node = resolver.instead(node, walk.copy_position(call, node))
        return resolver.dispatch(kind, node, list(node.args), list(node.keywords), value, out)

    def _of_parent(
        self, cls: type, node: gast.Call, func: gast.Attribute, base: k.Super,
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``super().method(args)``, which ``cls`` has."""
        walker, receiver = self.walker, base.receiver
        assert isinstance(receiver, k.Record | k.Object)
        varied = walker.varies(func.value)
        this = self.resolver.temp(func.value, receiver, varied, "self", out, linked=True)
        made = vars(cls).get(func.attr)
        filled = self.resolver.objects.filled(made, node, [this, *node.args], node.keywords, out)
        if filled is not None:
            return filled
        # As it is called where nothing varies, it must not find the override again.
        classes = build.attribute(build.attribute(this, "__class__"), "__mro__")
        owner = build.index(classes, build.const(receiver.type.__mro__.index(cls)))
        method = build.attribute(owner, func.attr)
        args, words = list(node.args), list(node.keywords)
        above = gast.Call(func=method, args=[this, *args], keywords=words)
        walker.unit.keep(walk.copy_position(above, node))
        return self.of_class(cls, func.attr, above, this, args, words, out)

    def of_super(
        self, node: gast.Attribute, base: k.Super, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool] | None:
        """``super().attr`` where it is a property; None for anything else."""
        resolver, receiver = self.resolver, base.receiver
        if not isinstance(receiver, k.Record | k.Object):
            return None
        order = receiver.type.__mro__
        cls = _above(base, order, node.attr)
        found = vars(cls).get(node.attr) if cls is not None else None
        if cls is None or not isinstance(found, property):
            return None
        if not isinstance(found.fget, types.FunctionType):
            return None
        varied = self.walker.varies(node.value)
        this = resolver.temp(node.value, receiver, varied, "self", out, linked=True)
        classes = build.attribute(build.attribute(this, "__class__"), "__mro__")
        owner = build.index(classes, build.const(order.index(cls)))
        getter = build.attribute(build.attribute(owner, node.attr), "fget")
        call = resolver.instead(node, walk.copy_position(build.call(getter, this), node))
        extra = resolver.closures.values(found.fget, getter, out)
        new = resolver.users.call(found.fget, node.attr, call, [this], [], extra, out)
        return new, resolver.kind, resolver.varied

    def _of_container(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, out: list[gast.stmt]
    ) -> gast.expr | None:
        """Methods of lists and dicts that change nothing; None for other methods."""
        resolver, walker, name = self.resolver, self.walker, func.attr
        args = list(node.args)
        if name in VIEWS and isinstance(base, k.Dict):
            return resolver.iterators.call(name, node, [func.value], out)
        if name == "copy" and isinstance(base, k.List | k.Tuple | k.Dict) and not args:
            new = walker.link(node)
            resolver.kind, resolver.varied = base, walker.varies(func.value)
            if resolver.varied:
                walker.typed.calls[id(new)] = (new, Copied(func.value))
            return new
        if name in ("index", "count") and isinstance(base, k.List | k.Tuple) and args:
            new = walker.link(node)
            walker.typed.passive_calls[id(new)] = new  # it looks, and may raise
            resolver.kind, resolver.varied = k.Scalar(int), False
            return new
        if name != "get" or not isinstance(base, k.Dict):
            return None
        return self._get(node, func, base, out)

    def _get(
        self, node: gast.Call, func: gast.Attribute, base: k.Dict, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``entries.get(key, default)``."""
        resolver, walker = self.resolver, self.walker
        args = list(node.args)
        found, key = known(walker.kind(args[0])) if args else (False, None)
        receiver = func.value.id if isinstance(func.value, gast.Name) else ""
        steady = receiver not in {*walker.typed.slots, *walker.typed.wide}
        always = base.entries is not None and base.exact and key in dict(base.entries)
        if found and always and steady:
            new = walk.copy_position(build.index(walker.link(func.value), args[0]), node)
            resolver.kind, resolver.varied = (
                dict(base.entries or ())[key],
                walker.varies(func.value),
            )
            return new
        never = base.entries is not None and base.exact and not base.open and not always
        if found and never and steady and not node.keywords:
            default = args[1] if len(args) == 2 else build.const(None)
            resolver.kind, resolver.varied = walker.kind(default), walker.varies(default)
            return walker.linked.value(default)
        if len(args) in (1, 2) and not node.keywords:
            args = [func.value, *args, *([] if len(args) == 2 else [build.const(None)])]
            return resolver.users.call(dict_get, "dict_get", node, args, [], [], out)
        return None

    def _of_number(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, out: list[gast.stmt]
    ) -> gast.expr:
        """A method of an array or a number, those that write in place too."""
        resolver = self.resolver
        args, words = list(node.args), list(node.keywords)
        writer = prelude_arrays.METHODS.get(func.attr)
        varied = self.walker.varies(func.value) or resolver.any_varied(args, words)
        if writer is not None and varied:
            args = [func.value, *args]
            return resolver.users.call(writer, writer.__name__, node, args, words, [], out)
        return resolver.numbers.call(node, func, base, args, words)

    def _append(self, node: gast.Call, base: k.Kind, value: gast.expr) -> gast.expr:
        """``out.append(value)`` of a list made here that nothing else refers to yet."""
        walker = self.walker
        new = walker.linked.arguments(node)
        name = node.func.value.id
        varied = walker.varies(value) or walker.varies(node.func.value)
        if node.func.attr == "add":
            walker.displays.refuse_set([value], node)
        if isinstance(base, k.List | k.Tuple):
            item: k.Kind = k.Never()
            for old in base.items if isinstance(base, k.Tuple) else (base.item,):
                item = join(item, old, walker.symbols, (id(walker.typed), name, "item"))
            item = join(
                item, k.forget(walker.kind(value)), walker.symbols, (id(walker.typed), name, "item")
            )
            walker.define(name, k.List(item), varied or name in walker.varied)
        walker.typed.passive_calls[id(new)] = new
        self.resolver.kind, self.resolver.varied = k.Const(None), False
        walker.typed.calls[id(new)] = (new, Append(name, value))
        return new

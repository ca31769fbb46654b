"""Calls of classes."""

from __future__ import annotations

import collections
import dataclasses
import enum
import functools
import inspect
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import rules
from s2s.analyse import getters
from s2s.analyse import kinds as k
from s2s.analyse.item_kinds import item_kind
from s2s.analyse.iterators import ITERATORS
from s2s.analyse.prelude_lists import (
    dict_of_pairs,
    dict_of_two,
    ordered_of_dict,
    ordered_of_pairs,
)
from s2s.analyse.stars import gathered_arguments, spread_call
from s2s.analyse.unit import cells
from s2s.analyse.unmade import unmade
from s2s.errors import S2SError
from s2s.origin import is_others
from s2s.runtime.default_dicts import (
    DefaultDicts,
    DefaultFloats,
    DefaultInts,
    DefaultLists,
    DefaultMade,
    Tally,
)
from s2s.runtime.queues import Deque
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class Constructors:
    """Resolves a call of a class."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a class."""
        resolver = self.resolver
        ours = self._ours(cls, args, words) if self.walker.unit.heap.queues else None
        if ours is not None:
            self.walker.unit.linker.module("s2s.runtime")
            func = walk.copy_position(build.dotted(f"rt.{ours.__name__}"), node)
            node = walk.copy_position(gast.Call(func=func, args=args, keywords=words), node)
            self.walker.unit.keep(node)
            return resolver.objects.make(ours, node, args, words, out)
        made = getters.make(resolver, cls, node, args)
        if made is None:
            made = resolver.functions.of_text(cls, node, args, words, out)
        if made is None:
            made = self._builtin(cls, node, args, words, out)
        if made is None:
            made = resolver.library.call(cls, node, args, words, out)
        if made is None:
            made = resolver.overloads.protocol(cls, node, args, words, out)
        if made is None and cls is type and len(args) == 1:
            made = self._class_of(node, args[0])
        if made is not None:
            return made
        rule = rules.lookup(cls)
        if rule is not None and rule.source_function is not None:
            return self._composite(rule.source_function, cls, node, args, words, out)
        if rules.twin_of(cls) is not None and not resolver.any_varied(args, words):
            return self._made(cls, node)
        if rule is not None:
            return resolver.ruled.call(rule, cls, node, args, words, out)
        return self._container(cls, node, args, words, out) or self._object(
            cls, node, args, words, out
        )

    def _ours(self, cls: type, args: list[gast.expr], words: list[gast.keyword]) -> type | None:
        """The class with a Python text that stands for one of `collections`."""
        if cls is collections.deque:
            return Deque
        if cls is collections.Counter and not args and not words:
            return Tally
        if cls is not collections.defaultdict or len(args) != 1:
            return None
        kind = self.walker.kind(args[0])
        factory = kind.value if isinstance(kind, k.Const | k.Func) else None
        if isinstance(factory, types.FunctionType):
            return DefaultMade
        if isinstance(kind, k.Closure):
            factory = _said(kind.definition.node)
        if isinstance(kind, k.Partial) or (isinstance(kind, k.Closure) and factory is None):
            return DefaultMade
        known: dict[object, type] = {
            float: DefaultFloats, int: DefaultInts, list: DefaultLists, dict: DefaultDicts
        }  # fmt: skip
        return known.get(factory) if isinstance(factory, type) else None

    def _builtin(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``super``, ``range``, iterators and copies of sequences; None for other classes."""
        resolver = self.resolver
        if cls is super and not args:
            return self._parent(node)
        if cls is range:
            return self._ranged(node, args)
        if cls is slice and not resolver.any_varied(args, words):
            new = self.walker.link(node)
            self.walker.typed.pure_calls[id(new)] = new
            resolver.kind, resolver.varied = k.Slice(), False
            return new
        if cls is np.ndindex:
            return self._places(node, args, out)
        if cls in ITERATORS:
            return resolver.iterators.call(ITERATORS[cls], node, args, out)
        if cls is map:
            return resolver.iterators.mapped(node, args, out)
        if cls is dict and len(args) == 1 and not words:
            made = self._of_pairs(node, args[0], out)
            if made is not None:
                return made
        if cls is dict and len(args) == 1 and words and all(word.arg for word in words):
            return self._with_more(node, args[0], words, out)
        if cls is collections.OrderedDict and len(args) == 1 and not words:
            made = self._of_pairs(node, args[0], out, ordered=True)
            if made is not None:
                return made
        if cls in (list, tuple, dict) and len(args) == 1 and not words:
            return resolver.iterators.copied(cls, node, args[0], out)
        if cls is functools.partial:
            return resolver.partials.make(node, args, words)
        return None

    def _places(self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]) -> gast.expr:
        """``np.ndindex(...)``, as the list of its places: it has no length itself."""
        walker, resolver = self.walker, self.resolver
        shape = [walker.kind(arg) for arg in args]
        if len(shape) == 1 and isinstance(shape[0], k.Tuple):
            shape = list(shape[0].items)
        made = resolver.temp(walker.link(node), k.Lazy(), False, "places", out, linked=True)
        call = walk.copy_position(build.call("list", made), node)
        new = walker.link(resolver.instead(node, call))
        resolver.kind, resolver.varied = k.List(k.Tuple((k.Scalar(int),) * len(shape))), False
        return new

    def _with_more(
        self, node: gast.Call, value: gast.expr, words: list[gast.keyword], out: list[gast.stmt]
    ) -> gast.expr:
        """``dict(value, a=x)`` is ``{**dict(value), "a": x}``."""
        walker, resolver = self.walker, self.resolver
        if not isinstance(walker.kind(value), k.Dict):
            call = walk.copy_position(build.call("dict", walk.clone(value)), node)
            call = resolver.instead(node, call)
            made = self.call(dict, call, [value], [], out)
            assert made is not None
            kind, varied = resolver.kind, resolver.varied
            value = resolver.temp(made, kind, varied, "table", out, linked=True)
        keys = [None, *(walk.place(build.const(word.arg), node) for word in words)]
        values = [value, *(word.value for word in words)]
        display = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        new, resolver.kind, resolver.varied = walker.displays.mapping(display, keys, values, out)
        return new

    def _of_pairs(
        self, node: gast.Call, value: gast.expr, out: list[gast.stmt], ordered: bool = False
    ) -> gast.expr | None:
        """``dict(zip(keys, values))`` and ``dict(pairs)``; None for a copy of a dict."""
        walker, users = self.walker, self.resolver.users
        kind = walker.kind(value)
        if not walker.varies(value):
            return None
        if ordered and isinstance(kind, k.Iterator):
            node, (value,) = self.resolver.library.listed(node, [value], out)
            kind = walker.kind(value)
        if ordered:
            source = ordered_of_dict if isinstance(kind, k.Dict) else ordered_of_pairs
            return users.call(source, "dict_of", node, [value], [], [], out)
        if isinstance(kind, k.Iterator) and kind.form == "zip" and len(kind.sources) == 2:
            parts = walker.iterators.get(value.id, []) if isinstance(value, gast.Name) else []
            if len(parts) == 2:
                return users.call(dict_of_two, "dict_of", node, parts, [], [], out)
        if isinstance(kind, k.Iterator):
            node, (value,) = self.resolver.library.listed(node, [value], out)
            kind = walker.kind(value)
        if isinstance(kind, k.List | k.Tuple):
            return users.call(dict_of_pairs, "dict_of", node, [value], [], [], out)
        return None

    def _class_of(self, node: gast.Call, value: gast.expr) -> gast.expr | None:
        """``type(x)`` of a user's object, or of a structure."""
        kind = k.solid(self.walker.kind(value))
        if not isinstance(kind, k.Record | k.Object | k.Tuple | k.List | k.Dict):
            return None
        self.resolver.kind, self.resolver.varied = k.Const(kind.type), False
        return self.walker.link(node)

    def _container(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``dict(a=x)``, ``list()`` and ``set()``; None for other classes."""
        resolver = self.resolver
        if cls is dict and not args and all(w.arg for w in words):
            display = gast.Dict(
                keys=[build.const(w.arg) for w in words], values=[w.value for w in words]
            )
            walk.copy_position(display, node)
            new, resolver.kind, resolver.varied = self.walker.displays.mapping(
                display, display.keys, display.values, out
            )
            return new
        if cls is collections.OrderedDict and not args and not words:
            resolver.kind, resolver.varied = k.Dict((), type=cls), False
            return self.walker.link(node)
        if cls in (list, set) and not args:
            resolver.kind = k.List(k.Never()) if cls is list else k.Opaque()
            resolver.varied = False
            return self.walker.link(node)
        return None

    def _object(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """The construction of a user's object, a record or an exception."""
        resolver = self.resolver
        bare = cls is types.SimpleNamespace and not args and all(w.arg for w in words)
        if bare or (resolver.objects.makes(cls) and not is_others(cls.__module__)):
            return resolver.objects.make(cls, node, args, words, out)
        record = hasattr(cls, "_fields") or (
            dataclasses.is_dataclass(cls) and not hasattr(cls, "__post_init__")
        )
        if record:
            if any(isinstance(a, gast.Starred) for a in args) or any(not w.arg for w in words):
                node = spread_call(self._gathered(cls, node, out), resolver, out)
            if dataclasses.is_dataclass(cls):
                node = resolver.records.with_empty(cls, node, out)
            return resolver.records.make(cls, node, list(node.args), list(node.keywords))
        if issubclass(cls, enum.Enum) and not resolver.any_varied(args, words):
            resolver.kind = item_kind(k.Const(cls), self.walker.symbols, (id(node), "member"))
            resolver.varied = False
            new = self.walker.link(node)
            self.walker.typed.passive_calls[id(new)] = new  # there may be no such member
            return new
        if issubclass(cls, BaseException):
            resolver.kind, resolver.varied = k.Opaque(), False
            return self.walker.link(node)
        made = resolver.unknown.call(node, *unmade(cls))
        if cls is collections.defaultdict:
            resolver.kind = k.Table()
        return made

    def _gathered(self, cls: type, node: gast.Call, out: list[gast.stmt]) -> gast.Call:
        """The call with as many arguments for a sequence of unknown length as there are fields left."""
        parameters = inspect.signature(cls).parameters
        defaults = {n: p.default for n, p in parameters.items() if p.default is not p.empty}
        args, _ = gathered_arguments(
            list(node.args), list(parameters), False, defaults, node, self.resolver, out
        )
        made = gast.Call(func=node.func, args=args, keywords=node.keywords)
        return self.resolver.instead(node, walk.copy_position(made, node))

    def _composite(
        self, source: Any, cls: type, node: gast.Call, args: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """The construction of a library's object, which is seen as one of a dataclass of ours."""
        try:
            return self.resolver.users.call(source, source.__name__, node, args, words, [], out)
        except S2SError:
            if self.resolver.any_varied(args, words):
                raise
        return self._made(cls, node)

    def _made(self, cls: type, node: gast.Call) -> gast.expr:
        """A way to make a passive object that no text knows: only its class is known."""
        twin = rules.twin_of(cls)
        if twin is None:
            return self.resolver.unknown.call(node, "")
        fields = sorted(f.name for f in dataclasses.fields(twin))
        new = self.walker.link(node)
        self.resolver.kind = k.Record(twin, tuple((name, k.Opaque()) for name in fields))
        self.resolver.varied = False
        self.walker.typed.passive_calls[id(new)] = new
        return new

    def _parent(self, node: gast.Call) -> gast.expr:
        """``super()``."""
        walker = self.walker
        fun = walker.typed.fun
        cls = cells(fun).get("__class__") if isinstance(fun, types.FunctionType) else None
        if not isinstance(cls, type) or not walker.typed.params:
            return self.resolver.unknown.call(node, "its class is not known")
        name = walker.typed.params[0]
        self.resolver.kind = k.Super(cls, walker.env[name])
        self.resolver.varied = name in walker.varied
        return build.name(name)

    def _ranged(self, node: gast.Call, args: list[gast.expr]) -> gast.expr:
        """``range``."""
        self.resolver.kind, self.resolver.varied = k.Range(), False
        if self.walker.target is not None and self.walker.target not in self.walker.merges:
            self.walker.iterators[self.walker.target] = args
        new = self.walker.link(node)
        self.walker.typed.pure_calls[id(new)] = new
        return new


def _said(node: gast.FunctionDef) -> type | None:
    """The class whose call without arguments ``lambda: 0.0``, ``lambda: []`` and their like are."""
    match node.body:
        case [gast.Return(value=gast.Constant(value=value))] if type(value) in (int, float):
            return type(value) if value == 0 else None
        case [gast.Return(value=gast.List(elts=[]))]:
            return list
    return None

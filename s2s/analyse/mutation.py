"""Lists and dicts that change: stores into them and their methods, resolved."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.hoist import buffer_of
from s2s.analyse.item_kinds import item_kind, subscript_kind
from s2s.analyse.join import join
from s2s.analyse.prelude_lists import DICT_METHODS, LIST_METHODS, list_assign, list_delete
from s2s.analyse.typed import Append, Slot
from s2s.analyse.widen import put
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_LIST = frozenset({"append", "insert", "pop", *LIST_METHODS})
_DICT = frozenset({"pop", *DICT_METHODS})
# Functions that are no functions at run time.
_LOCAL = (k.Closure, k.Derived, k.Choice, k.Partial)


class Mutation:
    """Resolves what changes the items of a list or dict."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def knows(self, base: k.Kind, method: str) -> bool:
        """Whether a method of a value of this kind changes which items it has."""
        if isinstance(base, k.Dict):
            return method in _DICT
        is_list = isinstance(base, k.List | k.Tuple) and base.type is list
        return is_list and method in _LIST

    def method(
        self, node: gast.Call, base: k.Kind, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``xs.append(v)`` and its like, on a local name."""
        func = node.func
        name, method = func.value.id, func.attr
        varied = self.resolver.any_varied([func.value, *args], words)
        # A list that is handed out here may be filled with active values later.
        varied = varied or (method == "setdefault" and self._is_shadow(self.walker.target))
        if method == "update" and varied and isinstance(base, k.Dict):
            if words or (args and self._listed(args[0]) is not None):
                return self._update_by_key(node, args, words, out)
        self.note(name, node)
        if method not in ("sort", "reverse") and not isinstance(base, k.Dict):
            self.walker.typed.lengths.add(name)
        if method in ("append", "insert") and args:
            self.widen(name, None, self.walker.kind(args[-1]))
        elif method != "setdefault":
            self._loosen(name, base, method, args)
        elif args:
            default = self.walker.kind(args[1]) if len(args) > 1 else k.Const(None)
            becomes = self.walker.typed.wide.get(self.walker.target or "")
            if becomes is not None and len(args) > 1:  # what is put into it stands in the dict too
                default = join(default, becomes, self.walker.symbols, (id(node), "default"))
            self.widen(name, args[0], default)
        for word in words if method == "update" else ():
            self.widen(name, build.const(word.arg) if word.arg else None, self._given(word))
        primitive = method in ("append", "insert") or (method == "pop" and len(args) < 2)
        local = any(isinstance(self.walker.kind(word.value), _LOCAL) for word in words)
        if not varied and not (local and method == "sort"):
            return self._passive(node, base, method, args)
        if words and method != "sort":
            return self.resolver.unknown.call(node, f"`{method}` takes positional arguments only")
        if primitive:
            return self._primitive(node, base, args)
        return self._text_of(node, base, args, words, out)

    def _text_of(
        self, node: gast.Call, base: k.Kind, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A method that has a text here."""
        func, method = node.func, node.func.attr
        if method == "extend":
            args = [self._sequence(args[0], node, out)]
            call = walk.copy_position(gast.Call(func, args, []), node)
            node = self.resolver.instead(node, call)  # what it runs over is run through already
        source = (DICT_METHODS if isinstance(base, k.Dict) else LIST_METHODS)[method]
        return self.resolver.users.call(
            source, source.__name__, node, [func.value, *args], words, [], out
        )

    def _update_by_key(
        self, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """``d.update(other, a=x)`` of known keys: one store for each."""
        walker, table = self.walker, node.func.value
        others = [*args, *(word.value for word in words if word.arg is None)]
        for position, other in enumerate(others):
            entries = self._listed(other)
            if entries is None:
                call = build.call(build.attribute(walk.clone(table), "update"), other)
                key = gast.Tuple(elts=[node, build.const(position)], ctx=gast.Load())
                self.resolver.objects.perform(walk.copy_position(call, node), key, out)
            for name, kind in entries or ():
                item = build.index(walk.clone(other), build.const(name))
                value = self.resolver.temp(item, kind, walker.varies(other), "item", out)
                self._put(table, name, value, node, out)
        for word in words:
            if word.arg is not None:
                self._put(table, word.arg, word.value, node, out)
        self.resolver.kind, self.resolver.varied = k.Const(None), False
        return build.const(None)

    def _listed(self, node: gast.expr) -> tuple[tuple[object, k.Kind], ...] | None:
        """The entries of a dict that has exactly these, not too many to write out."""
        kind = self.walker.kind(node)
        if not isinstance(kind, k.Dict) or not kind.exact or kind.open:
            return None
        return kind.entries if kind.entries is not None and len(kind.entries) <= 16 else None

    def _put(
        self, table: gast.expr, key: object, value: gast.expr, node: gast.Call,
        out: list[gast.stmt],
    ) -> None:  # fmt: skip
        """``table[key] = value``."""
        goal = gast.Subscript(value=walk.clone(table), slice=build.const(key), ctx=gast.Store())
        walk.copy_position(goal, node)
        store = walk.copy_position(build.assign(goal, value), node)
        self.walker.stores.store(goal, value, store, out)

    def _given(self, word: gast.keyword) -> k.Kind:
        """The kind of what a keyword argument stores."""
        kind = self.walker.kind(word.value)
        return kind if word.arg else item_kind(kind, self.walker.symbols, ("given", id(word)))

    def _is_shadow(self, name: str | None) -> bool:
        """Whether active values are written into what a name stands for."""
        return self.walker.memory.shadow(name)

    def _passive(
        self, node: gast.Call, base: k.Kind, method: str, args: list[gast.expr]
    ) -> gast.expr:
        new = self.walker.linked.arguments(node)
        typed = self.walker.typed
        typed.passive_calls[id(new)] = new
        typed.impure = True
        self.resolver.kind, self.resolver.varied = k.Opaque(), False
        if method == "pop":
            self.resolver.kind = self._popped(node, base, args)
        elif method == "setdefault" and args:
            site = (id(typed), id(node))
            table = self.walker.kind(node.func.value)
            self.resolver.kind = subscript_kind(
                table, args[0], self.walker.kind, self.walker.symbols, site
            )
        return new

    def _popped(self, node: gast.Call, base: k.Kind, args: list[gast.expr]) -> k.Kind:
        site = (id(self.walker.typed), id(node))
        if isinstance(base, k.Dict) and args:
            return subscript_kind(base, args[0], self.walker.kind, self.walker.symbols, site)
        if isinstance(base, k.Tuple) and not base.items:
            return k.Never()
        return k.forget(item_kind(base, self.walker.symbols, site))

    def _primitive(self, node: gast.Call, base: k.Kind, args: list[gast.expr]) -> gast.expr:
        walker = self.walker
        name, method = node.func.value.id, node.func.attr
        new = walker.linked.arguments(node)
        walker.typed.passive_calls[id(new)] = new
        if walker.varies(args[-1]) if args and method != "pop" else False:
            walker.varied.add(name)
        self.resolver.kind, self.resolver.varied = k.Const(None), False
        if method == "append":
            walker.typed.calls[id(new)] = (new, Append(name, args[0]))
            return new
        if method == "pop":
            self.resolver.kind = self._popped(node, base, args)
            self.resolver.varied = k.is_differentiable(self.resolver.kind)
        walker.typed.calls[id(new)] = (new, Slot(method, name, args))
        return new

    def delete(self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]) -> gast.expr:
        """``del xs[i]``, which the normal form spells ``operator.delitem(xs, i)``."""
        walker = self.walker
        args = [args[0], walker.expressions.item_key(args[0], args[1], out)]
        if isinstance(args[1], gast.Slice) and walker.varies(args[0]):
            place = gast.Subscript(value=args[0], slice=args[1], ctx=gast.Load())
            key = gast.Tuple(elts=[place, build.const("delete")], ctx=gast.Load())
            call = walk.copy_position(build.call("delete", *_bounds(place)), node)
            self._by_text(list_delete, _bounds(place), call, key, out)
            self.resolver.kind, self.resolver.varied = k.Const(None), False
            return build.const(None)
        if isinstance(args[1], gast.Slice):  # an argument is spelled otherwise than an index
            bounds = (args[1].lower, args[1].upper, args[1].step)
            part = build.call("slice", *(build.const(None) if b is None else b for b in bounds))
            node = walk.copy_position(build.call(node.func, args[0], part), node)
        new = walker.link(node)
        walker.typed.passive_calls[id(new)] = new
        self.resolver.kind, self.resolver.varied = k.Const(None), False
        base = args[0]
        if isinstance(base, gast.Name) and base.id in walker.env:
            self.note(base.id, node)
            walker.typed.lengths.add(base.id)
            self._loosen(base.id, walker.kind(base), "pop", args[1:])
            if walker.varies(base):
                if isinstance(args[1], gast.Slice) or not isinstance(
                    walker.kind(args[1]), k.Scalar | k.Const
                ):
                    raise walker.fail(
                        UnsupportedError,
                        "s2s cannot differentiate `del` of several elements",
                        node,
                        "which elements are left is not known",
                        "build a new list of the elements to keep",
                    )
                walker.typed.calls[id(new)] = (new, Slot("del", base.id, args[1:]))
        return new

    def store(self, goal: gast.Subscript, value: gast.expr, node: gast.stmt) -> gast.stmt:
        """``xs[i] = value``."""
        walker = self.walker
        base = goal.value
        self.note(base.id, node)
        if isinstance(goal.slice, gast.Slice):  # nothing varies
            walker.typed.lengths.add(base.id)
            kind = item_kind(walker.kind(value), walker.symbols, ("slice", base.id))
            self.widen(base.id, None, k.forget(kind))
            linked = walker.passive.link_target(goal)
            return walk.copy_position(build.assign(linked, walker.linked.value(value)), node)
        walker.displays.refuse_keys([goal.slice])
        self.widen(base.id, goal.slice, walker.kind(value))
        if walker.varies(value):
            walker.varied.add(base.id)
        linked = walker.passive.link_target(goal)
        return walk.copy_position(build.assign(linked, walker.linked.value(value)), node)

    def assign_slice(
        self, goal: gast.Subscript, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``xs[a:b] = values`` of a list through which derivatives flow."""
        call = walk.copy_position(build.call("assign", *_bounds(goal), value), node)
        value = self._sequence(value, call, out)
        key = gast.Tuple(elts=[goal, value, build.const("slice")], ctx=gast.Load())
        self._by_text(list_assign, [*_bounds(goal), value], call, key, out)

    def _by_text(
        self, text: Callable[..., Any], args: list[gast.expr], call: gast.Call, key: gast.expr,
        out: list[gast.stmt],
    ) -> None:  # fmt: skip
        """A call of a text of ours for its effect."""
        walker = self.walker
        name = walker.temp_name(key, "unused")
        walker.named(name, call, lambda: self.resolver.users.text(text, call, args, out), out)

    def note(self, name: str, node: gast.AST) -> None:
        """Notes that the items of a name change."""
        walker = self.walker
        walker.typed.slots.add(name)
        walker.typed.impure = True
        if name not in walker.env:
            walker.outside.note(name, buffer_of(walker, build.name(name)))

    def widen(self, name: str, key: gast.expr | None, value: k.Kind) -> None:
        """The kind of a container is what it was, joined with what is put into it."""
        walker = self.walker
        if name not in walker.env:
            return
        site = (id(walker.typed), name)
        asked = walker.kind(key) if key is not None else None
        walker.define(
            name, put(walker.env[name], asked, value, walker.symbols, site), name in walker.varied
        )

    def _loosen(self, name: str, base: k.Kind, method: str, args: list[gast.expr]) -> None:
        """The length is not known any more; new items come from the argument."""
        value: k.Kind = k.Never()
        if method in ("extend", "update") and args:
            kind = self.walker.kind(args[0])
            if isinstance(kind, k.Tuple | k.List | k.Dict | k.Array):
                value = k.forget(item_kind(kind, self.walker.symbols, ("extended", name)))
        if isinstance(base, k.Dict) and method != "update":
            if base.exact and name in self.walker.env:
                varied = name in self.walker.varied
                self.walker.define(name, dataclasses.replace(base, exact=False), varied)
            return
        if isinstance(base, k.Dict) and isinstance(other := self._entries(args), tuple):
            for key, item in other:
                self.widen(name, build.const(key), item)
            return
        self.widen(name, None, value)

    def _entries(self, args: list[gast.expr]) -> tuple[tuple[object, k.Kind], ...] | None:
        kind = self.walker.kind(args[0]) if args else k.Opaque()
        return kind.entries if isinstance(kind, k.Dict) else None

    def _sequence(self, value: gast.expr, node: gast.Call, out: list[gast.stmt]) -> gast.expr:
        """Something with a length and items: an iterator becomes a list."""
        if not isinstance(self.walker.kind(value), k.Iterator | k.Opaque):
            return value
        return self.resolver.iterators.listed(value, node, out)

    def extend(
        self, method: str, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr:
        """``xs += items`` of a list, ``d |= other`` of a dict: it changes, and stays the same."""
        walker = self.walker
        name = args[0]
        call = walk.copy_position(build.call(build.attribute(name, method), args[1]), node)
        walker.unit.keep(call)
        target, walker.target = walker.target, walker.temp_name(call, "unused")
        assert walker.target is not None
        made = self.method(call, walker.kind(name), [args[1]], [], out)
        assert made is not None
        walker.define(walker.target, k.Const(None), False)
        out.append(walk.copy_position(build.assign(walker.target, made), node))
        walker.target = target
        self.resolver.kind, self.resolver.varied = walker.kind(name), walker.varies(name)
        return walk.clone(name)


def _bounds(place: gast.Subscript) -> list[gast.expr]:
    """The list and the bounds of a slice of it."""
    part = place.slice
    bounds = (part.lower, part.upper, part.step)
    return [place.value, *(build.const(None) if b is None else b for b in bounds)]

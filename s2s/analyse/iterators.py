"""Iterators and copies of sequences: `zip`, `map`, dict views, `list(x)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.early import note_early
from s2s.analyse.evaluate import Evaluator
from s2s.analyse.iterating import kept
from s2s.analyse.prelude import LISTS, MAPS, transposed
from s2s.analyse.stars import known_items, listed_view, spread
from s2s.analyse.steps import check_steps
from s2s.analyse.typed import Copied
from s2s.analyse.uses import spent
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

ITERATORS: dict[object, str] = {zip: "zip", enumerate: "enumerate", reversed: "reversed"}
VIEWS = ("keys", "values", "items")


class Iterators:
    """Resolves what makes iterators and what lists them."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, form: str, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr:
        """``zip``, ``enumerate``, ``reversed`` and dict views: remembered by what they run over."""
        walker = self.walker
        args = [listed_view(a, node, walker, out) for a in args]
        starred = [a.value for a in args if isinstance(a, gast.Starred)]
        known = all(known_items(one, walker) is not None for one in starred)
        varied = self.resolver.any_varied(args, [])
        if starred and varied and not known and len(args) == 1 and form == "zip":
            return self.resolver.users.call(transposed, "zip_of", node, starred, [], [], out)
        if starred and (varied or known):  # passive too: the places of `zip(*np.nonzero(a))`
            args = spread(args, node, self.resolver, out)
            node = walk.copy_position(gast.Call(node.func, args, node.keywords), node)
        for word in node.keywords:
            if form == "enumerate" and word.arg == "start":
                args.append(word.value)
            elif word.arg == "strict":
                self._check_lengths(word.value, node, args, out)
            else:
                return self.resolver.unknown.call(
                    node, f"s2s does not know the argument `{word.arg}` of `{form}`"
                )
        self.resolver.kind = k.Opaque()
        if not any(isinstance(a, gast.Starred) for a in args):
            self.resolver.kind = k.Iterator(form, tuple(walker.kind(a) for a in args))
        self.resolver.varied = self.resolver.any_varied(args, []) and form != "keys"
        new = walker.link(node)
        target = walker.target
        if form not in VIEWS and not spent(walker, target):
            return self._used_further(form, node, args, new, out)
        walker.typed.pure_calls[id(new)] = new
        if target is not None:
            walker.iterators[target] = args
        return new

    def _check_lengths(
        self, strict: gast.expr, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> None:
        """Has the running program compare the lengths that ``zip(..., strict=True)`` compares.

        It does so before the first item is taken; Python, when the first iterator ends.
        """
        starred = any(isinstance(arg, gast.Starred) for arg in args)
        if starred or (isinstance(strict, gast.Constant) and not strict.value):
            return
        walker = self.walker
        walker.unit.linker.module("s2s.runtime")
        values = [walker.linked.value(arg) for arg in args]
        call = build.call("rt.equal_lengths", walker.linked.value(strict), *values)
        walk.copy_position(call, node)
        walker.typed.passive_calls[id(call)] = call
        walker.typed.impure = True
        out.append(walk.copy_position(build.statement(call), node))

    def _used_further(
        self, form: str, node: gast.Call, args: list[gast.expr], new: gast.expr,
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """An iterator that is used in several places, or that others get."""
        if not self.resolver.varied:
            self.resolver.kind = k.Lazy()
            return new
        source = LISTS.get((form, len(args)))
        if source is None:
            return self.resolver.unknown.call(
                node, f"this `{form}` is used more than once, and each use goes on"
            )
        node = self.resolver.as_list(node)
        made = self.resolver.users.call(source, "list_of", node, args, [], [], out)
        note_early(self.walker, node, args)
        return kept(self.resolver, node, made, out) or made

    def mapped(
        self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``map(f, xs)``: a list."""
        if node.keywords:  # a list stands for the call, and would not compare the lengths
            return self.resolver.unknown.call(node, "s2s does not know the arguments of this `map`")
        still = not self.resolver.any_varied(args, []) and not self._is_followed(args[:1])
        if still or len(args) < 2:
            self.resolver.kind, self.resolver.varied = k.Opaque(), False
            new = self.walker.link(node)
            self.walker.typed.passive_calls[id(new)] = new
            return new
        source = MAPS.get(len(args) - 1)
        if source is None:
            return self.resolver.unknown.call(node, "`map` over so many sequences is not known")
        if not spent(self.walker, self.walker.target):  # the user's own call is listed as well
            node = self.resolver.as_list(node)
        given = [self.listed(a, node, out) if self._runs_over(a) else a for a in args]
        made = self.resolver.users.call(source, "map_list", node, given, [], [], out)
        check_steps(self.walker, node, made)
        note_early(self.walker, node, args)
        return kept(self.resolver, node, made, out)

    def _is_followed(self, function: list[gast.expr]) -> bool:
        """Whether this is a ``partial`` that is a tuple in generated code, which Python cannot call."""
        kinds = map(self.walker.kind, function)
        return any(isinstance(kind, k.Partial) and not kind.real for kind in kinds)

    def _runs_over(self, arg: gast.expr) -> bool:
        """Whether this is an iterator that only stands for what it runs over, which varies."""
        return isinstance(self.walker.kind(arg), k.Iterator) and self.walker.varies(arg)

    def copied(
        self, cls: type, node: gast.Call, value: gast.expr, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``list(x)``, ``tuple(x)``, ``dict(x)``."""
        walker, resolver = self.walker, self.resolver
        kind = walker.kind(value)
        resolver.varied = walker.varies(value)
        if isinstance(kind, k.Iterator) and kind.form in VIEWS and cls is not dict:
            exact = self._view_items(cls, node, value, kind, out)
            if exact is not None:
                return exact
        if isinstance(kind, k.Iterator) and resolver.varied:
            parts = self._arguments(value)
            source = LISTS.get((kind.form, len(parts)))
            if source is None or cls is dict:
                return resolver.unknown.call(node, "this iterator is not known")
            made = resolver.users.call(source, "list_of", node, parts, [], [], out)
            if cls is list:
                return made
            items = resolver.temp(made, resolver.kind, resolver.varied, "items", out, linked=True)
            again = walk.copy_position(build.call("tuple", walk.clone(items)), node)
            return self.copied(tuple, again, items, out)
        new = walker.link(node)
        walker.typed.pure_calls[id(new)] = new
        made = self._copied_kind(cls, kind, value)
        if made is not None:
            resolver.kind = made
            if cls is not dict and isinstance(kind, k.Dict):  # its keys
                resolver.varied = False
        else:
            item = k.Text() if walker.texts.holds(kind) else k.Opaque()
            resolver.kind = k.List(item, cls) if cls is not dict else item
            if resolver.varied and not isinstance(kind, k.Never | k.Dict):
                return resolver.unknown.call(node, "it is not known what the sequence holds")
            resolver.varied = False
        if resolver.varied:
            walker.typed.calls[id(new)] = (new, Copied(value))
        return new

    def _copied_kind(self, cls: type, kind: k.Kind, value: gast.expr) -> k.Kind | None:
        """The kind of a ``cls`` of the items of ``value``; None if they are not known."""
        walker = self.walker
        if cls is dict:
            return kind if isinstance(kind, k.Dict) else None
        match kind:
            case k.Tuple(items=items):
                return k.Tuple(items, cls)
            case k.List(item=item):
                return k.List(item, cls)
            case k.Record(fields=fields):
                return k.Tuple(tuple(f for _, f in fields), cls)
            case k.Range():
                return k.List(k.Scalar(int), cls)
            case k.Dict() if (entries := walker.entries(value)) is not None:
                return k.Tuple(tuple(k.Const(name) for name, _ in entries), cls)
            case k.Array(shape=shape):
                place = build.index(value, build.const(0))
                row = Evaluator(walker.env, walker.symbols, walker.scope)(place)
                least, most = shape[0] if shape else (0, 1)
                return k.Tuple((row,) * least, cls) if least == most else k.List(row, cls)
        return None

    def _view_items(
        self, cls: type, node: gast.Call, value: gast.expr, kind: k.Iterator, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``list(d.values())`` and its like, where the keys of the dict are known."""
        table = self._arguments(value)[0] if isinstance(value, gast.Name) else None
        entries = self.walker.entries(table) if table is not None else None
        if table is None or entries is None or len(entries) > 64:
            return None
        if kind.form == "keys" or not self.resolver.varied:
            self.resolver.kind = k.Tuple(
                tuple(k.forget(_viewed(kind.form, name, item)) for name, item in entries), cls
            )
            self.resolver.varied = False
            new = self.walker.link(node)
            self.walker.typed.pure_calls[id(new)] = new
            return new
        parts: list[gast.expr] = []
        kinds: list[k.Kind] = []
        for name, item in entries:
            place = build.index(walk.clone(table), build.const(name))
            varied = self.walker.varies(table) and k.is_differentiable(item)
            part = self.resolver.temp(place, item, varied, "item", out)
            if kind.form == "items":
                both = build.tuple_([build.const(name), part])
                part = self.resolver.temp(both, k.Tuple((k.Const(name), item)), varied, "pair", out)
            parts.append(part)
            kinds.append(self.walker.kind(part))
        self.resolver.kind, self.resolver.varied = k.Tuple(tuple(kinds), cls), True
        display = gast.Tuple if cls is tuple else gast.List
        return walk.copy_position(display(elts=parts, ctx=gast.Load()), node)

    def _arguments(self, value: gast.expr) -> list[gast.expr]:
        return self.walker.iterators[value.id]

    def listed(self, arg: gast.expr, node: gast.Call, out: list[gast.stmt]) -> gast.expr:
        """The items of an iterator, or of what nothing is known of, as a list."""
        walker = self.walker
        key = gast.Tuple(elts=[arg, build.const("listed")], ctx=gast.Load())
        name = walker.temp_name(key, "items")
        # Where nothing flows through the list, this call makes it.
        call = walk.copy_position(build.call("list", walk.clone(arg)), node)
        call = self.resolver.instead(call, call)
        made = walker.named(name, node, lambda: self.copied(list, call, arg, out), out)
        assert made is not None
        return made


def _viewed(form: str, name: object, item: k.Kind) -> k.Kind:
    """What a dict view gives for one entry."""
    if form == "items":
        return k.Tuple((k.Const(name), item))
    return k.Const(name) if form == "keys" else item

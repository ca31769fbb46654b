"""Displays of tuples, lists and dicts."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.join import join
from s2s.analyse.known import known
from s2s.analyse.prelude_builtins import dict_joined
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Displays:
    """Rewrites the displays of one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def sequence(
        self, node: gast.expr, elts: list[gast.expr], type_: type, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """A tuple or list display."""
        elts = [self._followed(element, node, out) for element in elts]
        varied = any(
            self.walker.varies(e.value if isinstance(e, gast.Starred) else e) for e in elts
        )
        items: list[k.Kind] = []
        for element in elts:
            if isinstance(element, gast.Starred):
                inner = self.walker.kind(element.value)
                if not isinstance(inner, k.Tuple):
                    if varied:
                        return self._added(node, elts, type_, out)
                    return self.walker.link(node), k.List(k.Opaque(), type_), False
                items.extend(inner.items)
            else:
                items.append(self.walker.kind(element))
        if type_ is list and not elts:
            return self.walker.link(node), k.List(k.Never()), False
        return self.walker.linked.display(node, elts), k.Tuple(tuple(items), type_), varied

    def as_argument(self, key: gast.expr, node: gast.AST, out: list[gast.stmt]) -> gast.expr:
        """An index as a value that is handed on: slices as calls, under a name if there are any."""
        if isinstance(key, gast.Slice):
            bounds = [b or build.const(None) for b in (key.lower, key.upper, key.step)]
            made: gast.expr = build.call("slice", *bounds)
        elif isinstance(key, gast.Tuple) and any(isinstance(e, gast.Slice) for e in key.elts):
            made = build.tuple_([self.as_argument(part, node, out) for part in key.elts])
        else:
            return key
        what = gast.Tuple(elts=[walk.clone(node), walk.clone(key)], ctx=gast.Load())
        return self.named(made, "index", walk.copy_position(what, node), out)

    def _followed(self, element: gast.expr, node: gast.expr, out: list[gast.stmt]) -> gast.expr:
        """An array, list or dict from outside under a name, so that a write into it is noticed."""
        if isinstance(element, gast.Starred):
            value = self._followed(element.value, node, out)
            return walk.copy_position(gast.Starred(value=value, ctx=gast.Load()), element)
        foreign = isinstance(element, gast.Name) and self.walker.outside.is_foreign(element)
        if foreign and isinstance(self.walker.kind(element), k.Array | k.List | k.Tuple | k.Dict):
            what = gast.Tuple(elts=[walk.clone(node), walk.clone(element)], ctx=gast.Load())
            return self.named(element, element.id.lower(), walk.copy_position(what, node), out)
        return element

    def _added(
        self, node: gast.expr, elts: list[gast.expr], type_: type, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """``[*x, y]`` where it is not known how many items ``x`` has: ``list(x) + [y]``."""
        walker = self.walker
        whole: gast.expr | None = None
        count = 0
        if len(elts) == 1:
            made = build.call(type_.__name__, walk.clone(elts[0].value))
            whole = self.named(made, "items", node, out)
            return walk.clone(whole), walker.kind(whole), walker.varies(whole)
        for starred, group in itertools.groupby(elts, lambda e: isinstance(e, gast.Starred)):
            for part in [list(group)] if not starred else [[e] for e in group]:
                items: gast.expr = gast.List(elts=part, ctx=gast.Load())
                if starred:
                    items = build.call("list", walk.clone(part[0].value))
                what = gast.Tuple(elts=[walk.clone(node), build.const(count)], ctx=gast.Load())
                walk.copy_position(what, node)
                count += 1  # `(*x, *x)` are two lists
                new = self.named(items, "part", what, out)
                if whole is not None:
                    both = gast.BinOp(left=whole, op=gast.Add(), right=new)
                    new = self.named(both, "items", node, out)
                whole = new
        assert whole is not None
        if type_ is tuple:
            whole = self.named(build.call("tuple", whole), "items", node, out)
        return walk.clone(whole), walker.kind(whole), walker.varies(whole)

    def named(
        self, value: gast.expr, base: str, node: gast.expr, out: list[gast.stmt]
    ) -> gast.expr:
        """A display, or a part of one, under a name of its own."""
        walker = self.walker
        key = gast.Tuple(elts=[walk.clone(node), walk.clone(value)], ctx=gast.Load())
        name = walker.temp_name(key, base)
        target = walker.target
        walker.unit.keep(walk.copy_position(value, node))
        walker.assignments.assign(name, value, walk.copy_position(gast.Pass(), node), out)
        walker.target = target
        return walk.copy_position(build.name(name), node)

    def _merged(
        self, keys: list[gast.expr | None], values: list[gast.expr], out: list[gast.stmt]
    ) -> tuple[list[gast.expr | None], list[gast.expr]]:
        """The entries of a display, with those of ``**`` dicts whose keys are known in their place."""
        found: dict[object, tuple[gast.expr | None, gast.expr]] = {}
        for i, (key, value) in enumerate(zip(keys, values, strict=True)):
            entries = self.walker.entries(value) if key is None else None
            if entries is not None:
                for name, item in entries:
                    place = build.index(walk.clone(value), build.const(name))
                    varied = self.walker.varies(value) and k.is_differentiable(item)
                    part = self.walker.resolver.temp(place, item, varied, "entry", out)
                    found[name] = (build.const(name), part)
            elif isinstance(key, gast.Constant):
                found[key.value] = (key, value)
            else:
                found[("unknown", i)] = (key, value)
        return [key for key, _ in found.values()], [value for _, value in found.values()]

    def _as_constant(self, key: gast.expr) -> gast.expr:
        """A key that is known before the program runs, as what it is."""
        found, value = known(self.walker.kind(key))
        plain = found and type(value) in (str, int)
        return walk.copy_position(build.const(value), key) if plain else key

    def refuse_keys(self, keys: list[gast.expr]) -> None:
        """Raises where a derivative flows through a key: who reads the keys again gets no part."""
        self.walker.texts.note_keys(keys)
        for key in keys:
            if self.walker.varies(key):
                raise self.walker.fail(
                    UnsupportedError,
                    "s2s cannot differentiate a dict whose keys a derivative flows through",
                    key,
                    "only the values of a dict are followed",
                    "use integers or strings as keys, or a list of pairs",
                )

    def refuse_set(self, elts: list[gast.expr], node: gast.expr) -> None:
        """Raises where a derivative flows through an element of a set."""
        if any(map(self.walker.varies, elts)):
            raise self.walker.fail(
                UnsupportedError,
                "s2s cannot differentiate a set of values that a derivative flows through",
                node,
                "which values are equal, and in which order they come, may change",
                "use a tuple or a list",
            )

    def mapping(
        self, node: gast.expr, keys: list[gast.expr | None], values: list[gast.expr],
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool]:  # fmt: skip
        """A dict display."""
        self.refuse_keys([key for key in keys if key is not None])
        keys = [key and self._as_constant(key) for key in keys]
        pairs = zip(keys, values, strict=True)
        values = [v if key is None else self._followed(v, node, out) for key, v in pairs]
        keys, values = self._merged(keys, values, out)
        node = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        varied = any(self.walker.varies(value) for value in values)
        if all(isinstance(key, gast.Constant) for key in keys):
            pairs = zip(keys, values, strict=True)
            return (
                self.walker.linked.entries(node),
                k.Dict(
                    tuple((key.value, self.walker.kind(v)) for key, v in pairs if key is not None)
                ),
                varied,
            )
        if varied and any(key is None for key in keys):
            return self._joined(node, keys, values, out)
        item: k.Kind = k.Never()
        for value in values:
            item = join(item, self.walker.kind(value), self.walker.symbols, (id(node), "item"))
        return self.walker.linked.entries(node), k.Dict(None, item), varied

    def _joined(
        self, node: gast.expr, keys: list[gast.expr | None], values: list[gast.expr],
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool]:  # fmt: skip
        """``{**d, key: value}`` where the keys of ``d`` are not known."""
        whole: gast.expr | None = None
        for key, value in zip(keys, values, strict=True):
            part = value
            if key is not None:
                single = walk.copy_position(gast.Dict(keys=[key], values=[value]), node)
                linked, kind, varied = self.mapping(single, [key], [value], out)
                part = self.walker.resolver.temp(linked, kind, varied, "entry", out, linked=True)
            if whole is None:
                whole = part
                continue
            if not self.walker.varies(whole) and not self.walker.varies(part):
                both = gast.Dict(keys=[None, None], values=[walk.clone(whole), walk.clone(part)])
                kind = join(
                    self.walker.kind(whole),
                    self.walker.kind(part),
                    self.walker.symbols,
                    (id(node), "joined"),
                )
                whole = self.walker.resolver.temp(both, k.forget(kind), False, "joined", out)
                continue
            call = walk.copy_position(build.call("dict", walk.clone(whole), part), node)
            new = self.walker.resolver.users.text(dict_joined, call, [whole, part], out)
            kind, varied = self.walker.resolver.kind, self.walker.resolver.varied
            whole = self.walker.resolver.temp(new, kind, varied, "joined", out, linked=True)
        assert whole is not None
        return walk.clone(whole), self.walker.kind(whole), self.walker.varies(whole)

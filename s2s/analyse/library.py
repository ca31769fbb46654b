"""Calls of builtins, `functools` and `itertools` that have a Python text here."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse import prelude_builtins as texts
from s2s.analyse.early import note_early
from s2s.analyse.functions import holds_function
from s2s.analyse.item_kinds import given_kind
from s2s.analyse.iterating import kept
from s2s.analyse.known import known
from s2s.analyse.prelude import filter_list, reduce, reduce_from
from s2s.analyse.prelude_lists import dict_from_keys
from s2s.analyse.stars import known_items, spread_call
from s2s.analyse.steps import check_steps
from s2s.analyse.unrolling import holds_unlike
from s2s.errors import MutationError, S2SError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

# By the number of positional arguments.
_BY_COUNT: dict[object, dict[int, Callable[..., Any]]] = {
    functools.reduce: {2: reduce, 3: reduce_from}, filter: {2: filter_list}, sorted: {1: texts.sorted_list},
    itertools.accumulate: {1: texts.accumulate_list, 2: texts.accumulate_by}, itertools.pairwise: {1: texts.neighbours},
    itertools.chain: {1: texts.chain_1, 2: texts.chain_2, 3: texts.chain_3, 4: texts.chain_4},
    itertools.chain.from_iterable: {1: texts.chain_rows}, itertools.product: {2: texts.product_2, 3: texts.product_3},
    itertools.islice: {2: texts.first_items, 3: texts.some_items, 4: texts.some_items},
    itertools.repeat: {2: texts.repeated}, itertools.starmap: {2: texts.starmap_list},
    itertools.zip_longest: {2: texts.zip_longest_2}, itertools.takewhile: {2: texts.taken_while},
    itertools.dropwhile: {2: texts.dropped_while}, itertools.filterfalse: {2: texts.filtered_out},
    itertools.groupby: {1: texts.grouped, 2: texts.grouped}, itertools.tee: {1: texts.teed},
    itertools.compress: {2: texts.compressed}, dict.fromkeys: {1: dict_from_keys, 2: dict_from_keys},
}  # fmt: skip
# By the second argument, which is known before the program runs.
_BY_LENGTH: dict[object, dict[int, Callable[..., Any]]] = {
    itertools.combinations: {2: texts.pairs, 3: texts.triples}, itertools.permutations: {2: texts.ordered_pairs},
    itertools.combinations_with_replacement: {2: texts.pairs_or_same}, itertools.tee: {3: texts.teed_3},
}  # fmt: skip
_EXTREMES: dict[object, dict[str, Callable[..., Any]]] = {
    max: {"key": texts.max_by, "default": texts.max_default},
    min: {"key": texts.min_by, "default": texts.min_default},
}
_AT_ONCE = (functools.reduce, sorted, dict.fromkeys, itertools.tee)
_SEVERAL = (itertools.combinations, itertools.permutations, itertools.combinations_with_replacement)
_POOLED = (*_SEVERAL, itertools.product)  # they read all that they are given when they are made


class Library:
    """Resolves calls of the functions of Python's own library that work on sequences."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """The rewritten call; None where there is no text for it."""
        if not self.known(value):
            return None
        if not self.resolver.any_varied(args, words) and not self.runs_over_references(value, args):
            return self.passive(value, node, args)
        if value is sorted and len(args) == 1 and not words:
            keys = self._sorted_keys(node, args[0], out)
            if keys is not None:
                return keys
        given = args
        node, args = self.listed(node, args, out)
        if any(isinstance(a, gast.Starred) for a in args) or any(w.arg is None for w in words):
            return self.resolver.call(self._spread(value, node, out), out)
        unrolled = self.unrolled(value, node, args, words, out)
        if unrolled is not None:
            return unrolled
        if (value in _EXTREMES or value is sorted) and len(args) == 1:
            chosen = self.chosen(value, node, args[0])
            if chosen is not None:
                return chosen
        if value in _EXTREMES:
            return self.extreme(value, node, args, words, out)
        made = self._by_text(value, node, args, words, out)
        if made is not None and value not in _AT_ONCE:
            if value not in _POOLED:
                note_early(self.walker, node, given)
            return kept(self.resolver, node, made, out)
        return made

    def _by_text(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of the text that stands for the function; None where there is none."""
        walker = self.walker
        source = self.source(value, args)
        given = {word.arg: word.value for word in words}
        if value is itertools.accumulate and "initial" in given:
            source = texts.accumulate_from
            args = (
                args
                if len(args) > 1
                else [*args, self.walker.linked.constant(operator.add, "add", out)]
            )
        if value is itertools.product and given.keys() == {"repeat"} and len(args) == 1:
            ok, count = known(self.walker.kind(given["repeat"]))
            source = texts.PRODUCTS.get(count) if ok and isinstance(count, int) else None
            words = []
        if source is None:
            return None
        if value not in _AT_ONCE:  # where nothing flows through it, it is listed all the same
            node = self.resolver.as_list(node)
        sequences = [self.sequence(arg, node, out) for arg in args]
        made = self.resolver.users.call(source, source.__name__, node, sequences, words, [], out)
        if value not in (itertools.islice, *_AT_ONCE):  # `islice` calls nothing
            check_steps(walker, node, made)
        return made

    def _spread(self, value: Any, node: gast.Call, out: list[gast.stmt]) -> gast.Call:
        """The call without stars."""
        if value in _EXTREMES:  # of any number of values
            display = build.tuple_(list(node.args))
            items = self.walker.displays.named(display, "items", node, out)
            made = gast.Call(func=node.func, args=[items], keywords=list(node.keywords))
        else:
            made = spread_call(node, self.resolver, out)
        return self.resolver.instead(node, walk.copy_position(made, node))

    def known(self, value: Any) -> bool:
        """Whether there are texts for a function."""
        try:
            return value in _BY_COUNT or value in _BY_LENGTH or value in _EXTREMES
        except TypeError:  # not hashable
            return False

    def source(self, value: Any, args: list[gast.expr]) -> Callable[..., Any] | None:
        """The text that fits the arguments."""
        if value in _BY_COUNT and (value not in _BY_LENGTH or len(args) == 1):
            return _BY_COUNT[value].get(len(args))
        ok, count = known(self.walker.kind(args[1])) if len(args) == 2 else (False, None)
        return _BY_LENGTH[value].get(count) if ok and isinstance(count, int) else None

    def runs_over_references(self, value: Any, args: list[gast.expr]) -> bool:
        """Whether `reduce` runs over local functions, so that it may make another one, or over objects."""
        if value is not functools.reduce:
            return False
        site = (id(self.walker.typed), "reduced")
        kinds = [self.walker.kind(arg) for arg in args[1:]]
        items = [given_kind(kind, self.walker.symbols, site) for kind in kinds[:1]]
        return any(map(holds_function, kinds)) or any(map(k.is_by_class, [*items, *kinds[1:]]))

    def listed(
        self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> tuple[gast.Call, list[gast.expr]]:
        """The call with lists in place of iterators: whichever form it takes reads the same items."""
        new = [
            self.resolver.iterators.listed(arg, node, out)
            if isinstance(self.walker.kind(arg), k.Iterator)
            else arg
            for arg in args
        ]
        if all(a is b for a, b in zip(args, new, strict=True)):
            return node, args
        call = gast.Call(func=node.func, args=new, keywords=node.keywords)
        return self.resolver.instead(node, walk.copy_position(call, node)), new

    def sequence(self, arg: gast.expr, node: gast.Call, out: list[gast.stmt]) -> gast.expr:
        """An argument as something that can be indexed."""
        kind = self.walker.kind(arg)
        if isinstance(kind, k.Dict):  # runs over its keys
            keys = walk.copy_position(build.call("list", walk.clone(arg)), node)
            new = self.resolver.iterators.copied(list, keys, arg, out)
            assert new is not None
            return self.resolver.temp(new, self.resolver.kind, False, "keys", out, linked=True)
        return arg

    def _sorted_keys(
        self, node: gast.Call, table: gast.expr, out: list[gast.stmt]
    ) -> gast.expr | None:
        """The keys, or the pairs, of a tree of parameters in order, one by one; None for other things."""
        walker, form = self.walker, "keys"
        kind = walker.kind(table)
        if isinstance(kind, k.Iterator) and isinstance(table, gast.Name):
            form, parts = kind.form, walker.iterators.get(table.id, [])
            table, kind = (parts[0], walker.kind(parts[0])) if parts else (table, kind)
        if form not in ("keys", "items") or not isinstance(kind, k.Dict) or not holds_unlike(kind):
            return None
        keys = [key for key, _ in walker.entries(table) or ()]
        if len({type(key) for key in keys}) != 1 or type(keys[0]) not in (str, int):
            return None
        elts: list[gast.expr] = []
        for key in sorted(keys):  # type: ignore[type-var]
            elts.append(build.const(key))
            if form == "items":
                place = build.index(walk.clone(table), build.const(key))
                part = walker.displays.named(place, "part", node, out)
                elts[-1] = walker.displays.named(build.tuple_([elts[-1], part]), "pair", node, out)
        ordered = gast.List(elts=elts, ctx=gast.Load())
        name = walker.displays.named(ordered, "ordered", node, out)
        self.resolver.kind, self.resolver.varied = walker.kind(name), walker.varies(name)
        return walk.clone(name)

    def chosen(self, value: Any, node: gast.Call, items: gast.expr) -> gast.expr | None:
        """``max``, ``min`` and ``sorted`` of passive items, such as keys: called as they are."""
        walker = self.walker
        kind = walker.kind(items)
        if walker.varies(items) and not isinstance(kind, k.Dict):
            return None
        if any(word.arg == "default" and walker.varies(word.value) for word in node.keywords):
            return None
        new = walker.link(node)
        walker.typed.passive_calls[id(new)] = new
        item = k.forget(given_kind(kind, walker.symbols, (id(walker.typed), id(node))))
        self._refuse_writing(node, item)
        self.resolver.kind = k.List(item) if value is sorted else item
        self.resolver.varied = False
        return new

    def _refuse_writing(self, node: gast.Call, item: k.Kind) -> None:
        """Refuses a key function that writes into what it has captured.

        Raises:
            MutationError: what it writes would depend on what is differentiated.
        """
        walker = self.walker
        for word in node.keywords:
            kind = walker.kind(word.value)
            if not isinstance(kind, k.Closure) or not walker.varies(word.value):
                continue
            count = len(kind.definition.captured)
            kinds = (item, *map(k.general, kind.kinds[:count]))
            active = tuple(k.is_differentiable(inner) for inner in kinds)
            try:
                made = walker.unit.specialise(kind.definition, kinds, active, "key")
            except S2SError:
                continue
            if any(region.active for region in made.memory.regions):
                raise walker.fail(
                    MutationError,
                    "s2s cannot differentiate a key function that writes",
                    node,
                    "it is called for the order that it gives only",
                    "compute the keys before, in a loop",
                )

    def extreme(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``max`` and ``min`` with ``key`` or ``default``."""
        given = {word.arg: word.value for word in words}
        kinds = tuple(map(self.walker.kind, args))
        if len(args) > 1 and (given.keys() == {"key"} or isinstance(kinds[0], k.Tuple)):
            varied = self.resolver.any_varied(args, [])
            display = build.tuple_([walk.clone(arg) for arg in args])
            args = [self.resolver.temp(display, k.Tuple(kinds), varied, "values", out)]
        if not given and len(args) == 1:
            items = self.sequence(args[0], node, out)
            if not isinstance(self.walker.kind_of_item(items), k.Tuple):
                return None
            source = texts.least if value is min else texts.greatest
            return self.resolver.users.call(source, "extreme", node, [items], [], [], out)
        if given.keys() not in ({"key"}, {"default"}) or len(args) != 1:
            return None
        source = _EXTREMES[value][next(iter(map(str, given)))]
        items = self.sequence(args[0], node, out)
        return self.resolver.users.call(source, source.__name__, node, [items], words, [], out)

    def unrolled(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``reduce(f, (a, b, c))`` of functions: ``f(f(a, b), c)``, each call for itself."""
        walker = self.walker
        if value is not functools.reduce or words or len(args) not in (2, 3):
            return None
        kinds = known_items(args[1], walker)
        if not kinds or len(kinds) > 32 or not any(map(_is_function, kinds)):
            return None
        varied = walker.varies(args[1])
        items = [
            self.resolver.temp(
                build.index(walk.clone(args[1]), build.const(i)), kind,
                varied and k.is_differentiable(kind), "item", out,
            )
            for i, kind in enumerate(kinds)
        ]  # fmt: skip
        items = [*args[2:], *items]
        result = items[0]
        for i, item in enumerate(items[1:]):
            call = gast.Call(func=walk.clone(args[0]), args=[result, item], keywords=[])
            walk.copy_position(call, node)
            walker.unit.keep(call)
            made = self.resolver.call(call, out)
            assert made is not None
            name = walker.temp_name(gast.Tuple(elts=[node, build.const(i)], ctx=gast.Load()), "f")
            walker.define(name, self.resolver.kind, self.resolver.varied)
            out.append(walk.copy_position(build.assign(name, made), node))
            result = build.name(name)
        self.resolver.kind = walker.kind(result)
        self.resolver.varied = walker.varies(result)
        return walk.clone(result)

    def _of_keys(self, value: Any, args: list[gast.expr]) -> bool:
        """Whether `sorted`, `max` or `min` is asked about items that are no numbers, as far as is known."""
        if len(args) != 1 or not (value is sorted or value in _EXTREMES):
            return False
        kind = self.walker.kind(args[0])
        item = kind.item if isinstance(kind, k.List) else kind
        if item is not kind and (k.is_by_class(item) or isinstance(item, k.Never)):  # so far
            return True
        return type(item) is k.Opaque or (item is not kind and isinstance(item, k.Const))

    def passive(self, value: Any, node: gast.Call, args: list[gast.expr]) -> gast.expr | None:
        """Combinations of indices and the like, listed so that the kinds of the items are known."""
        walker = self.walker
        if self._of_keys(value, args):
            return self.chosen(value, node, args[0])
        if node.keywords or walker.target in walker.typed.origin or not args:
            return None
        if any(isinstance(a, gast.Starred) for a in args):
            return None
        kinds = [walker.kind(arg) for arg in args]
        site = (id(walker.typed), id(node))
        if value in _SEVERAL and len(args) == 2:
            item = k.forget(given_kind(kinds[0], walker.symbols, site))
            ok, count = known(kinds[1])
            same = k.Tuple((item,) * count) if ok and isinstance(count, int) else None
            made: k.Kind = same if same is not None else k.List(item, tuple)
        elif value is itertools.product:
            made = k.Tuple(
                tuple(k.forget(given_kind(kind, walker.symbols, site)) for kind in kinds)
            )
        else:
            return None
        new = walk.copy_position(build.call("list", walker.link(node)), node)
        self.resolver.kind, self.resolver.varied = k.List(made), False
        return new


def _is_function(kind: k.Kind) -> bool:
    return holds_function(kind) or isinstance(kind, k.Func | k.Partial)

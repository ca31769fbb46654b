"""Loops over things, as loops over indices, where a derivative flows through the things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.growing import growing
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_FORMS = ("zip", "enumerate", "reversed", "keys", "values", "items")


def lower_for(
    node: gast.For, kind: k.Kind, varied: bool, walker: Walker
) -> tuple[list[gast.stmt], gast.For, list[gast.expr]]:
    """``for item in it`` as ``for i in range(n): item = it[i]``.

    Returns:
        What stands before the loop, the loop, and the lists, if it makes them longer or shorter itself.
    """
    lowering = _Lowering(node, walker)
    source = lowering.source(node.iter, kind)
    if source is None:
        if varied:
            raise walker.fail(
                UnsupportedError,
                "s2s cannot differentiate through what this loop runs over",
                node,
                "only sequences, `zip`, `enumerate`, `reversed`, `map` and dict views of them are known",
                "make it a list first",
            )
        return [], node, []
    index = lowering.fresh("i")
    before = lowering.before
    lists = _changing_lists(node, source, walker)
    if not lists:
        length = source.length()
        counter = lowering.fresh("indices")
        before.append(lowering.at(build.assign(counter, build.call("range", length))))
    else:
        counter = walker.temp_name(node.iter, "places")
    inside: list[gast.stmt] = []
    lowering.inside = inside
    item = source.item(build.name(index))
    inside.append(lowering.at(build.assign(node.target.id, item)))
    loop = build.for_(index, build.name(counter), [*inside, *node.body])
    return before, walk.copy_position(loop, node), lists


def _changing_lists(node: gast.For, source: _Source, walker: Walker) -> list[gast.expr]:
    """What a loop runs over, where its body may change how many items there are; else nothing."""
    sequences = source.sequences()
    if not growing(walker, sequences, node.body):
        return []
    if not source.steady():
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate a loop over a list that becomes longer or shorter meanwhile",
            node,
            "s2s counts what `reversed`, a view of a dict or an iterator gives before the loop",
            "run over a copy, `for item in list(items):`, or write `while i < len(items):`",
        )
    return sequences


class _Lowering:
    """Statements that the lowering of one loop adds, before the loop and at the head of its body."""

    def __init__(self, node: gast.For, walker: Walker) -> None:
        self.node = node
        self.walker = walker
        self.before: list[gast.stmt] = []
        self.inside: list[gast.stmt] = []
        self.made = walker.unit.lowered.setdefault((id(walker.typed), walker.place), [])
        self.count = 0

    def fresh(self, base: str) -> str:
        """A new name, the same one at every walk of this loop."""
        if self.count == len(self.made):
            self.made.append(self.walker.fresh(base))
        self.count += 1
        return self.made[self.count - 1]

    def at(self, statement: gast.stmt) -> gast.stmt:
        return walk.copy_position(statement, self.node)

    def source(self, node: gast.expr, kind: k.Kind) -> _Source | None:
        """How to measure and index what ``node`` stands for."""
        if isinstance(kind, k.Iterator):
            made = self.walker.iterators.get(node.id) if isinstance(node, gast.Name) else None
            if made is None:
                return None
            if kind.form == "zip":
                return self.zipped(made)
            parts = [self.source(arg, self.walker.kind(arg)) for arg in made]
            if kind.form in ("keys", "values", "items"):
                return _View(self, made[0], kind.form)
            if kind.form == "enumerate":
                return (
                    _Enumerate(self, parts[0], made[1] if len(made) > 1 else None)
                    if parts[0]
                    else None
                )
            return _Reversed(self, parts[0]) if parts[0] is not None else None
        if isinstance(kind, k.Dict):
            return _View(self, node, "keys")
        if isinstance(kind, k.Array | k.List | k.Tuple | k.Range | k.Unknown | k.Never) or (
            isinstance(kind, k.Record) and hasattr(kind.type, "_fields")
        ):
            return _Sequence(self, node)
        if isinstance(kind, k.Const) and isinstance(kind.value, str):
            return _Sequence(self, node)
        if isinstance(kind, k.Opaque) and not self.walker.varies(node):
            listed = self.fresh("items")
            self.before.append(self.at(build.assign(listed, build.call("list", node))))
            return _Sequence(self, build.name(listed))
        return None

    def zipped(self, made: list[gast.expr]) -> _Source | None:
        """How to measure and index ``zip(*made)``.

        What has no length, or none that is known, is listed together with the others: it may be the
        shortest, and it may have no end.
        """
        unmeasured = [self.is_unmeasured(arg) for arg in made]
        if all(unmeasured):
            return None
        parts: list[_Source] = []
        for arg, apart in zip(made, unmeasured, strict=True):
            part = None if apart else self.source(arg, self.walker.kind(arg))
            if part is None and not apart:
                return None
            parts += [part] if part is not None else []
        if not any(unmeasured):
            return _Zip(self, parts)
        measured = iter(parts)
        taken = [
            arg if apart else build.call("range", next(measured).length())
            for arg, apart in zip(made, unmeasured, strict=True)
        ]
        return _Taken(self, parts, unmeasured, build.call("zip", *taken))

    def is_unmeasured(self, node: gast.expr) -> bool:
        """Whether nothing is known of a passive iterable, its length neither."""
        if self.walker.varies(node):
            return False
        kind = self.walker.kind(node)
        if isinstance(kind, k.Iterator) and kind.form in ("zip", "enumerate"):
            made = self.walker.iterators.get(node.id, []) if isinstance(node, gast.Name) else []
            parts = made[:1] if kind.form == "enumerate" else made
            return bool(parts) and all(map(self.is_unmeasured, parts))
        return isinstance(kind, k.Opaque)


class _Source:
    def __init__(self, lowering: _Lowering) -> None:
        self.lowering = lowering

    def length(self) -> gast.expr:
        raise AssertionError

    def item(self, index: gast.expr) -> gast.expr:
        raise AssertionError

    def sequences(self) -> list[gast.expr]:
        """What its length is the shortest length of."""
        raise AssertionError

    def steady(self) -> bool:
        """Whether the place of an item does not depend on the length."""
        return False

    def named(self, base: str, value: gast.expr, inside: bool) -> gast.expr:
        """The value under a name of its own."""
        if isinstance(value, gast.Name | gast.Constant):
            return value
        name = self.lowering.fresh(base)
        where = self.lowering.inside if inside else self.lowering.before
        where.append(self.lowering.at(build.assign(name, value)))
        return build.name(name)


class _Sequence(_Source):
    def __init__(self, lowering: _Lowering, node: gast.expr) -> None:
        super().__init__(lowering)
        self.node = node

    def length(self) -> gast.expr:
        return self.named("n", build.call("len", self.node), inside=False)

    def item(self, index: gast.expr) -> gast.expr:
        return build.index(self.node, index)

    def sequences(self) -> list[gast.expr]:
        return [self.node]

    def steady(self) -> bool:
        return True


class _View(_Source):
    def __init__(self, lowering: _Lowering, node: gast.expr, form: str) -> None:
        super().__init__(lowering)
        self.node = node
        self.form = form
        self.keys = self.named("keys", build.call("list", node), inside=False)

    def length(self) -> gast.expr:
        return self.named("n", build.call("len", self.keys), inside=False)

    def item(self, index: gast.expr) -> gast.expr:
        key: gast.expr = build.index(self.keys, index)
        if self.form == "keys":
            return key
        key = self.named("key", key, inside=True)
        value: gast.expr = build.index(self.node, key)
        if self.form == "values":
            return value
        return build.tuple_([key, self.named("value", value, inside=True)])

    def sequences(self) -> list[gast.expr]:
        return []


class _Enumerate(_Source):
    def __init__(self, lowering: _Lowering, inner: _Source, start: gast.expr | None) -> None:
        super().__init__(lowering)
        self.inner = inner
        self.start = start

    def length(self) -> gast.expr:
        return self.inner.length()

    def item(self, index: gast.expr) -> gast.expr:
        value = self.named("item", self.inner.item(index), inside=True)
        count = index
        if self.start is not None:
            count = self.named(
                "count", gast.BinOp(left=self.start, op=gast.Add(), right=index), inside=True
            )
        return build.tuple_([count, value])

    def sequences(self) -> list[gast.expr]:
        return self.inner.sequences()

    def steady(self) -> bool:
        return self.inner.steady()


class _Reversed(_Source):
    def __init__(self, lowering: _Lowering, inner: _Source | None) -> None:
        super().__init__(lowering)
        assert inner is not None
        self.inner = inner
        self.size = inner.length()
        self.last = self.named(
            "last", gast.BinOp(left=self.size, op=gast.Sub(), right=build.const(1)), inside=False
        )

    def length(self) -> gast.expr:
        return self.size

    def item(self, index: gast.expr) -> gast.expr:
        place = self.named("j", gast.BinOp(left=self.last, op=gast.Sub(), right=index), inside=True)
        return self.inner.item(place)

    def sequences(self) -> list[gast.expr]:
        return self.inner.sequences()


class _Zip(_Source):
    def __init__(self, lowering: _Lowering, parts: list[_Source]) -> None:
        super().__init__(lowering)
        self.parts = parts

    def length(self) -> gast.expr:
        sizes = [part.length() for part in self.parts]
        if len(sizes) == 1:
            return sizes[0]
        return self.named("n", build.call("min", *sizes), inside=False)

    def item(self, index: gast.expr) -> gast.expr:
        return build.tuple_(
            [self.named("item", part.item(index), inside=True) for part in self.parts]
        )

    def sequences(self) -> list[gast.expr]:
        return [node for part in self.parts for node in part.sequences()]

    def steady(self) -> bool:
        return all(part.steady() for part in self.parts)


class _Taken(_Source):
    """``zip`` of what can be measured, by indices, and of passive iterables, which it takes from."""

    def __init__(
        self, lowering: _Lowering, parts: list[_Source], taken: list[bool], made: gast.expr
    ) -> None:
        super().__init__(lowering)
        self.parts = parts
        self.taken = taken
        self.rows = self.named("rows", build.call("list", made), inside=False)

    def length(self) -> gast.expr:
        return self.named("n", build.call("len", self.rows), inside=False)

    def item(self, index: gast.expr) -> gast.expr:
        row = self.named("row", build.index(self.rows, index), inside=True)
        measured = iter(self.parts)
        return build.tuple_(
            [
                self.named(
                    "item",
                    build.index(row, build.const(i)) if taken else next(measured).item(index),
                    inside=True,
                )
                for i, taken in enumerate(self.taken)
            ]
        )

    def sequences(self) -> list[gast.expr]:
        return [node for part in self.parts for node in part.sequences()]

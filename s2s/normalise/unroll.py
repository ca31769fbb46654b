"""Loops over a few items of different kinds, one item after the other.

What a name holds then has one kind at each place, where in a loop it would have several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import gast

from s2s.normalise.context import Context
from s2s.normalise.passive import Location, location
from s2s.syntax import build, walk

ITERATOR = "iterator"
"""The form of a loop that stays one, and asks an iterator for one item after the other."""
LoopKey = tuple[Location, str]
_MOST = 400  # statements that a loop may become


@dataclass(frozen=True)
class Items:
    """What a loop runs over.

    Attributes:
        length: how many items there are.
        form: the call that makes them: "zip", "items"; "dict" for a dict itself, "" for a sequence;
            ``ITERATOR`` for what is not to be written out.
        keys: of a dict, its keys.
        side_by_side: how many sequences "zip" gets.
    """

    length: int
    form: str = ""
    keys: tuple[str | int, ...] = ()
    side_by_side: int = 0


Unrolled = frozenset[tuple[LoopKey, Items]]


def loop_key(node: gast.For, origin: Mapping[str, str]) -> LoopKey:
    """What tells a loop from the others of a function, in every form of it."""
    return location(node), origin.get(node.target.id, "")


def unroll(
    body: Sequence[gast.stmt], context: Context, loops: Mapping[LoopKey, Items]
) -> list[gast.stmt]:
    """The flat statements with the bodies of the given loops repeated; others stay as they are.

    >>> from s2s.normalise.scope import scope
    >>> import astor
    >>> node = gast.parse("def f(x):\\n for u in x:\\n  g(u)").body[0]
    >>> loop = loop_key(node.body[0], {"u": "u"})
    >>> made = unroll(node.body, Context(scope(node), (), None), {loop: Items(2)})
    >>> print("".join(map(astor.to_source, map(gast.gast_to_ast, made))), end="")
    u = x[0]
    g(u)
    u = x[1]
    g(u)
    """
    if not loops:
        return list(body)
    out: list[gast.stmt] = []
    for node in body:
        for field in ("body", "orelse"):
            if isinstance(node, _BLOCKS) and getattr(node, field, None):
                setattr(node, field, unroll(getattr(node, field), context, loops))
        found = loops.get(loop_key(node, context.origin)) if isinstance(node, gast.For) else None
        repeated = _repeated(node, found, out, context) if found is not None else None
        if repeated is not None and found is not None and found.form not in ("", "dict"):
            out = [made for made in out if not _made_for(node, made, context)]
        out += [node] if repeated is None else repeated
    return out


def _made_for(loop: gast.For, node: gast.stmt, context: Context) -> bool:
    """Whether a statement only makes the iterator, such as ``zip``, that a loop alone runs through."""
    match node:
        case gast.Assign(targets=[gast.Name(id=name)], value=gast.Call()):
            return bool(name == loop.iter.id in context.temps)
    return False


_BLOCKS = (gast.If, gast.For, gast.While, gast.With)


def _repeated(
    node: gast.For, items: Items, before: list[gast.stmt], context: Context
) -> list[gast.stmt] | None:
    """The body once for each item; None where it has to stay a loop."""
    if (
        items.form == ITERATOR
        or node.orelse
        or _leaves(node.body)
        or items.length * walk.size(node) > 10 * _MOST
    ):
        return None
    source = _Source(node, before, context)
    out: list[gast.stmt] = []
    for j in range(items.length):
        given = source.item(j, items)
        if given is None:
            return None
        value, made = given
        out += [*made, build.assign(node.target.id, value)]
        out += [walk.clone(statement) for statement in node.body]
    for name in walk.bound(out) & context.temps:  # they are assigned several times now
        context.temps.discard(name)
        context.variables.add(name)
    return [walk.place(statement, node) for statement in out]


def _leaves(body: Sequence[gast.stmt]) -> bool:
    """Whether a body ends a loop or defines a function, so that it cannot be repeated."""
    for node in body:
        if isinstance(node, gast.Break | gast.Continue | gast.FunctionDef | gast.Global):
            return True
        inner = not isinstance(node, gast.For | gast.While)
        blocks = [*getattr(node, "body", ()), *getattr(node, "orelse", ())]
        if inner and _leaves(blocks):
            return True
        if not inner and any(isinstance(n, gast.FunctionDef) for n in walk.statements(blocks)):
            return True
    return False


class _Source:
    """Says what the items of an iterable are."""

    def __init__(self, node: gast.For, before: list[gast.stmt], context: Context) -> None:
        self.over = node.iter
        self.context = context
        self.call = _made_by(self.over, before)

    def item(self, j: int, items: Items) -> tuple[gast.expr, list[gast.stmt]] | None:
        """Item ``j``, and what has to stand before it."""
        if items.form == "dict":
            return build.const(items.keys[j]), []
        if not items.form:
            return build.index(walk.clone(self.over), build.const(j)), []
        match getattr(self.call, "func", None):
            case gast.Attribute(value=table, attr=attr) if attr == items.form and items.keys:
                return self._viewed(table, attr, items.keys[j])
            case gast.Name(id=name) if name == items.form:
                return self._of_iterator(name, j, items)
        return None

    def _viewed(
        self, table: gast.expr, form: str, key: str | int
    ) -> tuple[gast.expr, list[gast.stmt]]:
        name = build.const(key)
        if form == "keys":
            return name, []
        place = build.index(walk.clone(table), name)
        return (place, []) if form == "values" else self._pair([build.const(key), place])

    def _of_iterator(
        self, form: str, j: int, items: Items
    ) -> tuple[gast.expr, list[gast.stmt]] | None:
        assert self.call is not None
        made: list[gast.stmt] = []
        args = self._spread([walk.clone(arg) for arg in self.call.args], items, made)
        names = all(isinstance(arg, gast.Name) for arg in args)
        if not names or self.call.keywords:
            return None
        if form == "reversed":
            return build.index(args[0], build.const(items.length - 1 - j)), []
        if form == "enumerate":
            args = args[:1]
            return self._pair([build.const(j), build.index(args[0], build.const(j))])
        pair, parts = self._pair([build.index(arg, build.const(j)) for arg in args])
        return pair, [*made, *parts]

    def _spread(
        self, args: list[gast.expr], items: Items, made: list[gast.stmt]
    ) -> list[gast.expr]:
        """The arguments with names for those that ``*`` passes, where there is one such."""
        stars = [i for i, arg in enumerate(args) if isinstance(arg, gast.Starred)]
        if len(stars) != 1 or not items.side_by_side:
            return args
        (i,) = stars
        spread = []
        for place in range(items.side_by_side - len(args) + 1):
            name = self.context.temp("row")
            made.append(
                build.assign(name, build.index(walk.clone(args[i].value), build.const(place)))
            )
            spread.append(build.name(name))
        return [*args[:i], *spread, *args[i + 1 :]]

    def _pair(self, parts: list[gast.expr]) -> tuple[gast.expr, list[gast.stmt]]:
        """A tuple whose items have names, as the normal form wants it."""
        made: list[gast.stmt] = []
        for i, part in enumerate(parts):
            if isinstance(part, gast.Subscript):
                name = self.context.temp("part")
                made.append(build.assign(name, part))
                parts[i] = build.name(name)
        return build.tuple_(parts), made


def _made_by(over: gast.expr, before: list[gast.stmt]) -> gast.Call | None:
    """The call that a name stands for, if what it reads still means the same."""
    changed: set[str] = set()
    for node in reversed(before):
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value) if name == over.id:
                same = isinstance(value, gast.Call) and not walk.read(value) & changed
                return value if same else None
        changed |= walk.bound([node])
        if over.id in changed:
            return None
    return None

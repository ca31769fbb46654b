"""Arguments behind ``*`` and ``**``: how many they are, and under which names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse import unrolling
from s2s.analyse.parts import item_varies
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver
    from s2s.analyse.walker import Walker


def spread_known(node: gast.Call, resolver: CallResolver, out: list[gast.stmt]) -> gast.Call:
    """The call with the items of ``*`` and ``**`` as arguments, where it is known how many."""
    walker = resolver.walker
    args: list[gast.expr] = []
    for arg in node.args:
        known = isinstance(arg, gast.Starred) and known_items(arg.value, walker) is not None
        args.extend(spread([arg], node, resolver, out) if known else [arg])
    words: list[gast.keyword] = []
    for word in node.keywords:
        if word.arg is None and walker.entries(word.value) is not None:
            named = spread_words([word], node, resolver, out)
            words.extend(gast.keyword(arg=name, value=value) for name, value in named.items())
        else:
            words.append(word)
    return walk.copy_position(gast.Call(func=node.func, args=args, keywords=words), node)


def counted(node: gast.Call, walker: Walker) -> None:
    """Refuses a call of what is no Python function, where ``*`` passes any number of values."""
    if any(isinstance(arg, gast.Starred) for arg in node.args):
        raise uncounted(walker, node)
    if any(word.arg is None for word in node.keywords):
        raise unnamed(walker, node)


def uncounted(walker: Walker, node: gast.Call) -> Exception:
    """The error where it is not known how many arguments ``*`` passes."""
    return walker.fail(
        UnsupportedError,
        "s2s cannot tell how many arguments `*` passes here",
        node,
        "the length of the sequence is not known before the program runs",
        "pass a tuple of known length, or the sequence itself: `max(xs)`, `np.linalg.norm(xs)`",
    )


def unnamed(walker: Walker, node: gast.Call) -> Exception:
    """The error where it is not known which arguments ``**`` passes."""
    return walker.fail(
        UnsupportedError,
        "s2s cannot tell which arguments `**` passes here",
        node,
        "the keys of the dict are not known before the program runs",
        "pass the arguments by name",
    )


def spread_call(node: gast.Call, resolver: CallResolver, out: list[gast.stmt]) -> gast.Call:
    """The call with the items of ``*`` and ``**`` arguments as arguments of their own.

    Raises:
        UnsupportedError: it is not known how many there are.
    """
    args = spread(list(node.args), node, resolver, out)
    named = spread_words(list(node.keywords), node, resolver, out)
    words = [gast.keyword(arg=name, value=value) for name, value in named.items()]
    return walk.copy_position(gast.Call(func=node.func, args=args, keywords=words), node)


def known_items(node: gast.expr, walker: Walker) -> list[k.Kind] | None:
    """The kinds of the items of a sequence whose length is known."""
    kind = walker.kind(node)
    if isinstance(kind, k.Record) and hasattr(kind.type, "_fields"):
        return [item for _, item in kind.fields]
    if isinstance(kind, k.Tuple):
        return list(kind.items)
    if kind == k.List(k.Never()) and not walker.memory.lengths(getattr(node, "id", None)):
        return []  # nothing is put into it
    if isinstance(kind, k.Array) and kind.shape and kind.shape[0][0] == kind.shape[0][1]:
        return [walker.kind_of_item(node)] * kind.shape[0][0]
    return None


def spread(
    args: list[gast.expr], node: gast.Call, resolver: CallResolver, out: list[gast.stmt]
) -> list[gast.expr]:
    walker = resolver.walker
    found: list[gast.expr] = []
    for arg in args:
        if not isinstance(arg, gast.Starred):
            found.append(arg)
            continue
        arg = listed_view(arg, node, walker, out)
        items = known_items(arg.value, walker)
        if items is None:
            raise uncounted(walker, node)
        for i, item in enumerate(items):
            varied = item_varies(arg.value, i, walker)
            found.append(
                resolver.temp(build.index(arg.value, build.const(i)), item, varied, f"arg_{i}", out)
            )
    return found


def listed_view(arg: gast.expr, node: gast.Call, walker: Walker, out: list[gast.stmt]) -> gast.expr:
    """``*view`` as ``*list(view)``, where something in it varies; any other argument as it is."""
    if not isinstance(arg, gast.Starred) or not walker.varies(arg.value):
        return arg
    if not isinstance(walker.kind(arg.value), k.Iterator):
        return arg
    listed = build.call("list", walk.clone(arg.value))
    return gast.Starred(walker.displays.named(listed, "items", node, out), gast.Load())


def spread_words(
    words: list[gast.keyword], node: gast.Call, resolver: CallResolver, out: list[gast.stmt]
) -> dict[str, gast.expr]:
    walker = resolver.walker
    found: dict[str, gast.expr] = {}
    for word in words:
        if word.arg is not None:
            found[word.arg] = word.value
            continue
        entries = walker.entries(word.value)
        if entries is None:
            raise unnamed(walker, node)
        for key, item in entries:
            place = build.index(word.value, build.const(key))
            varied = item_varies(word.value, key, walker)
            found[str(key)] = resolver.temp(place, item, varied, str(key), out)
    return found


def gathered_arguments(
    args: list[gast.expr], places: list[str], variadic: bool, defaults: Mapping[str, object],
    node: gast.Call, resolver: CallResolver, out: list[gast.stmt],
) -> tuple[list[gast.expr], gast.expr | None]:  # fmt: skip
    """The arguments where one ``*xs`` is of a length that only the running program knows.

    It has as many items as there are parameters left to fill: ``a, b = xs``; with ``*rest`` of the
    function they are ``a, b, *rest = xs``.

    Returns:
        Arguments with nothing of unknown length among them, and the tuple for ``*rest`` if any.
    """
    walker = resolver.walker
    unknown = [
        i for i, arg in enumerate(args)
        if isinstance(arg, gast.Starred) and known_items(arg.value, walker) is None
    ]  # fmt: skip
    if not unknown:
        return args, None
    for i in unknown:
        asked = unrolling.counted(walker, args[i].value)
        if asked is not None:
            raise asked
    first = unknown[0]
    before = spread(args[:first], node, resolver, out)
    left = places[len(before) :]
    if any(name in defaults for name in left) or not (left or variadic):
        return args, None  # what says how many there are is not known
    items = _together([*before[len(places) :], *args[first:]], bool(left), node, resolver, out)
    goals = [walker.temp_name(build.tuple_([walk.clone(items), build.const(n)]), n) for n in left]
    elts: list[gast.expr] = [gast.Name(id=goal, ctx=gast.Store()) for goal in goals]
    rest = None
    if variadic:
        rest = items
        if left:
            name = walker.temp_name(build.tuple_([walk.clone(items), build.const("*")]), "rest")
            target = gast.Name(id=name, ctx=gast.Store())
            elts.append(gast.Starred(value=target, ctx=gast.Store()))
            rest = build.call("tuple", build.name(name))
    if left:
        display = gast.Tuple(elts=elts, ctx=gast.Store())
        statement = gast.Assign(targets=[display], value=items, type_comment=None)
        walker.unit.keep(walk.copy_position(statement, node))
        walker.assignments.unpack(elts, items, statement, out)
    if rest is not None and left:
        rest = walker.displays.named(rest, "rest", node, out)
    return [*before[: len(places)], *map(build.name, goals)], rest


def _together(
    args: list[gast.expr], unpacked: bool, node: gast.Call, resolver: CallResolver,
    out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """Arguments as one sequence under a name of its own."""
    named = resolver.walker.displays.named
    if len(args) > 1:
        return named(gast.Tuple(elts=args, ctx=gast.Load()), "items", node, out)
    value: gast.expr = args[0].value
    if unpacked and isinstance(value, gast.Name):
        return value
    return named(build.call("tuple", walk.clone(value)), "items", node, out)

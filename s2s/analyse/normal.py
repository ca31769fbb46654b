"""The normal form of a function, and what its text says: found once, whatever the kinds are."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gast

from s2s import frontend, normalise
from s2s.analyse import kinds as k
from s2s.analyse.sharing import unshared
from s2s.analyse.tapes import Read, tapes
from s2s.errors import Source
from s2s.normalise.passive import Location
from s2s.normalise.unroll import Unrolled
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.unit import Unit


@dataclass(frozen=True)
class Normal:
    """A function in normal form.

    Attributes:
        node: the function.
        origin: the user's variable of each name.
        source: where it stands.
        params: its parameters.
        result: what it returns.
        globals: names that it declares ``global``.
        locals: names that it binds, its parameters included.
        names: all names that it binds or reads.
        merges: names that it assigns in several places.
        unshared: displays that only grow before they are shared.
        definitions: the functions in it.
        tapes: what comes off a list that is only filled and emptied, by what is put there.
    """

    node: gast.FunctionDef
    origin: dict[str, str]
    source: Source | None
    params: tuple[str, ...]
    result: gast.expr
    globals: frozenset[str]
    locals: frozenset[str]
    names: frozenset[str]
    merges: frozenset[str]
    unshared: frozenset[str]
    definitions: dict[str, gast.FunctionDef]
    tapes: Read


def normal(unit: Unit, fun: Any, unrolled: Unrolled = frozenset()) -> Normal:
    """The normal form of a function with source, or of a local ``Definition``.

    Its tree belongs to the unit: what is known of a node holds for all calls of the function.
    """
    key: object
    if isinstance(fun, k.Definition):
        node, outer = fun.node, frozenset((*fun.captured, *fun.held, *fun.siblings))
        key = (id(node), outer, unrolled)
        if key not in unit.normal:
            unit.keep(node)
            unit.normal[key] = _again(unit, fun, key, lambda: _local(unit, fun, outer, unrolled))
    else:
        key = id(fun), unrolled
        if key not in unit.normal:
            unit.keep(fun)
            unit.normal[key] = _again(unit, fun, key, lambda: _outside(unit, fun, unrolled))
            unit.depend(fun)
    return unit.normal[key]


def _again(unit: Unit, fun: Any, key: object, made: Callable[[], Normal]) -> Normal:
    """The normal form, which does not depend on the kinds: made once, however often kinds are found."""
    if not isinstance(fun, k.Definition | types.FunctionType):
        return made()  # it has no source
    whole = (unit.within, key, frozenset(unit.heap.apart), unit.changing(fun))
    texts = unit.heap.texts
    if whole not in texts:
        texts[whole] = made(), fun  # whose `id` is in the key
    found: Normal = texts[whole][0]
    return found


def _local(unit: Unit, fun: k.Definition, outer: frozenset[str], unrolled: Unrolled) -> Normal:
    source: Any = fun.owner.source
    made = normalise.normalise(
        fun.node,
        fun.globals,
        source=source,
        captured=outer,
        apart=_apart(unit, source),
        unrolled=unrolled,
        changing=unit.changing(fun),
    )
    return _described(made.node, made.origin, source)


def _outside(unit: Unit, fun: Any, unrolled: Unrolled) -> Normal:
    parsed = frontend.parse(fun)
    frontend.check(parsed)
    names = frozenset(parsed.globals)
    apart = _apart(unit, parsed.source)
    made = _normalised(parsed.node, names, parsed.source, apart, unrolled, unit.changing(fun))
    return _described(walk.clone(made.node), made.origin, parsed.source)


@functools.lru_cache(maxsize=256)
def _normalised(
    node: gast.FunctionDef,
    names: frozenset[str],
    source: Source,
    apart: frozenset[Location],
    unrolled: Unrolled,
    changing: frozenset[str],
) -> normalise.Normal:
    """The normal form of a tree as parsed; nobody may change it, since others will get it too."""
    return normalise.normalise(
        node, names, source=source, apart=apart, unrolled=unrolled, changing=changing
    )


def _apart(unit: Unit, source: Source | None) -> frozenset[Location]:
    """The calls in a file that may write though their names do not say so."""
    name = source.filename if source is not None else ""
    return frozenset(place for file, place in unit.heap.apart if file == name)


def _described(node: gast.FunctionDef, origin: dict[str, str], source: Source | None) -> Normal:
    params = walk.parameters(node)
    body = node.body
    declared = frozenset(
        name for statement in body if isinstance(statement, gast.Global) for name in statement.names
    )
    locals_ = frozenset((walk.bound(body) - declared).union(params))
    return Normal(
        node=node,
        origin=dict(origin),
        source=source,
        params=tuple(params),
        result=body[-1].value,
        globals=declared,
        locals=locals_,
        names=locals_ | walk.read(body),
        merges=frozenset(_assigned_twice(body)),
        unshared=frozenset(unshared(body)),
        definitions={inner.name: inner for inner in _nested(body)},
        tapes=tapes(node),
    )


def _nested(body: list[gast.stmt]) -> list[gast.FunctionDef]:
    found: list[gast.FunctionDef] = []
    pending: list[gast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, gast.FunctionDef):
            found.append(node)
        elif isinstance(node, gast.stmt):
            pending.extend(walk.children(node))
    return found


def _assigned_twice(body: list[gast.stmt]) -> set[str]:
    once: set[str] = set()
    twice: set[str] = set()
    pending: list[gast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store):
            (twice if node.id in once else once).add(node.id)
        elif isinstance(node, gast.stmt | gast.Tuple | gast.Starred):
            if not isinstance(node, gast.FunctionDef):
                pending.extend(walk.children(node))
    return twice

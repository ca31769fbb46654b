"""Objects of users' classes that are run through: by ``__iter__``, as a list."""

from __future__ import annotations

import functools
import inspect
import itertools
import math
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.callables import unhashable
from s2s.analyse.early import note_early
from s2s.analyse.item_kinds import given_kind
from s2s.analyse.prelude import items_by_index, items_left
from s2s.analyse.steps import writes
from s2s.analyse.stopping import may_stop
from s2s.analyse.typed import Early, UserCall
from s2s.analyse.unrolling import by_next
from s2s.analyse.uses import EAGER, exhausts
from s2s.errors import UnsupportedError
from s2s.normalise.passive import may_write
from s2s.runtime.iterating import Items
from s2s.runtime.queues import Deque
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_CONSUMERS = frozenset(
    {
        sum, max, min, sorted, list, tuple, zip, enumerate, reversed, set, map, filter, any, all,
        math.fsum, math.prod, functools.reduce, itertools.accumulate, itertools.chain,
        itertools.pairwise, itertools.combinations, itertools.islice,
        np.array, np.asarray, np.stack, np.concatenate, np.sum, np.mean, np.fromiter,
    }
)  # fmt: skip

# Those that know lists only, and take a dict for what it holds.
_SUMS = frozenset({sum, math.fsum, math.prod})


def items_of(walker: Walker, node: gast.expr, place: gast.AST, out: list[gast.stmt]) -> gast.expr:
    """What an object gives when it is run through; other values as they are."""
    kind = walker.kind(node)
    if not isinstance(kind, k.Object | k.Record) or hasattr(kind.type, "_fields"):
        return node
    if kind.type is Items:
        return _from_iterator(walker, node, node, kind, place, out)
    own = inspect.getattr_static(kind.type, "__iter__", None)
    if own is None and hasattr(kind.type, "__getitem__"):
        return _by_index(walker, node, place, out)
    if not isinstance(own, types.FunctionType):
        return node
    method = walk.copy_position(build.attribute(walk.clone(node), "__iter__"), place)
    call = walk.copy_position(gast.Call(func=method, args=[], keywords=[]), place)
    key = gast.Tuple(elts=[place, node, build.const("iterated")], ctx=gast.Load())
    call = walker.unit.calls.setdefault((id(walker.typed), gast.dump(key)), call)
    name = walker.temp_name(key, "items")
    target, walker.target = walker.target, name
    made = walker.resolver.methods.of_class(kind.type, "__iter__", call, node, [], [], out)
    walker.target = target
    if made is None:
        return node
    walker.define(name, walker.resolver.kind, walker.resolver.varied)
    out.append(walk.copy_position(build.assign(name, made), place))
    return _from_iterator(walker, build.name(name), node, walker.resolver.kind, place, out)


def _from_iterator(
    walker: Walker, node: gast.expr, source: gast.expr, kind: k.Kind, place: gast.AST,
    out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """What is left in an object with ``__next__``, as a list; other values as they are.

    Args:
        walker: walks the function.
        node: the object.
        source: what the user runs through, which gave the object.
        kind: its kind.
        place: the loop or call that runs through it.
        out: the statements so far.

    Raises:
        Unroll: for a loop, to take one item after the other.
    """
    if not isinstance(kind, k.Object | k.Record):
        return node
    if not isinstance(inspect.getattr_static(kind.type, "__next__", None), types.FunctionType):
        return node
    if isinstance(place, gast.For):
        asked = by_next(walker, place)
        if asked is not None:
            raise asked
    _check_taken(walker, source, place)
    key = gast.Tuple(elts=[place, node, build.const("left")], ctx=gast.Load())
    name = walker.temp_name(key, "items")
    call = walk.copy_position(build.call("list", walk.clone(node)), place)
    call = walker.resolver.instead(call, call)

    def items() -> gast.expr:
        made = walker.resolver.users.text(items_left, call, [node], out)
        _check_ends(walker, made, place)
        if isinstance(place, gast.Call) and _alternates(place):
            note_early(walker, call, [node])
        return made

    named = walker.named(name, place, items, out)
    assert named is not None
    return named


def _check_taken(walker: Walker, source: gast.expr, place: gast.AST) -> None:
    """Refuses a call that may leave some items in an iterator that others may use.

    Raises:
        UnsupportedError: with the place of the call.
    """
    if not isinstance(place, gast.Call) or not _alternates(place) or exhausts(walker, place):
        return
    if not _is_fresh(walker, source):
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate this use of an iterator",
            place,
            "how many items are taken of it is not known, and it may be used further",
            "write a loop over the iterator itself",
        )


def _check_ends(walker: Walker, made: gast.expr, place: gast.AST) -> None:
    """Refuses an iterator whose ``__next__`` never raises ``StopIteration``.

    Raises:
        UnsupportedError: with the place of what runs through it.
    """
    resolution = walker.typed.resolution(made)
    if not isinstance(resolution, UserCall) or resolution.callee.in_progress:
        return
    if not may_stop(resolution.callee.body, resolution.callee):
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate this use of an iterator that never ends",
            place,
            "s2s lists what it gives",
            "write a loop over the iterator itself, and leave it with `break`",
        )


def _is_fresh(walker: Walker, node: gast.expr) -> bool:
    """Whether a value was made right here, by a call, and has no name of the user's."""
    if not isinstance(node, gast.Name) or node.id in walker.typed.origin:
        return False
    for statement in walk.statements(walker.text.node.body):
        match statement:
            case gast.Assign(targets=[gast.Name(id=name)], value=value) if name == node.id:
                return isinstance(value, gast.Call)
    return False


def _by_index(walker: Walker, node: gast.expr, place: gast.AST, out: list[gast.stmt]) -> gast.expr:
    """The items of an object that has only ``__getitem__``."""
    resolver = walker.resolver
    call = walk.copy_position(build.call("list", walk.clone(node)), place)
    call = resolver.instead(call, call)

    def items() -> gast.expr:
        made = resolver.users.call(items_by_index, "items_of", call, [node], [], [], out)
        resolution = walker.typed.resolution(made)
        if _alternates(place) or not isinstance(resolution, UserCall) or writes(resolution):
            walker.typed.generated.append(Early(call, frozenset(walk.read(node)), walker.target))
        return made

    named = walker.named(walker.temp_name(call, "items"), place, items, out)
    assert named is not None
    return named


def _alternates(place: gast.AST) -> bool:
    """Whether what runs through the items may change them before it has seen them all."""
    if isinstance(place, gast.Call):
        name = getattr(place.func, "attr", getattr(place.func, "id", ""))
        return name not in EAGER
    return any(
        (isinstance(child, gast.Subscript | gast.Attribute) and isinstance(child.ctx, gast.Store))
        or (isinstance(child, gast.Call) and may_write(child, ()))
        for child in walk.nodes(getattr(place, "body", []))
    )


def consumed(
    walker: Walker, value: Any, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
) -> gast.Call | None:
    """The call with lists in place of such objects; None where there are none."""
    if unhashable(value) or value not in _CONSUMERS:
        return None
    if value is reversed and not all(_is_queue(walker.kind(arg)) for arg in args):
        return None  # it reads an object by its length and its items
    given = _run_through(value, len(args))
    new = [
        items_of(walker, arg, node, out)
        if i in given and not isinstance(arg, gast.Starred)
        else arg
        for i, arg in enumerate(args)
    ]
    if value in _SUMS and args and isinstance(walker.kind(args[0]), k.Dict):
        keys = walk.copy_position(build.call("list", walk.clone(args[0])), node)
        kind = k.List(given_kind(walker.kind(args[0]), walker.symbols, (id(node), "keys")))
        new[0] = walker.resolver.temp(keys, kind, False, "keys", out)
    if all(a is b for a, b in zip(args, new, strict=True)):
        return None
    call = walk.copy_position(gast.Call(func=node.func, args=new, keywords=node.keywords), node)
    walker.unit.keep(call)
    return call


def _run_through(value: Any, count: int) -> range:
    """The positions of the arguments that a function runs through."""
    if value in (max, min) and count > 1:  # it compares the arguments themselves
        return range(0)
    if value in (map, filter, functools.reduce):
        return range(1, count if value is map else 2)
    return range(count if value in (zip, itertools.chain) else 1)


def _is_queue(kind: k.Kind) -> bool:
    return isinstance(kind, k.Object) and kind.type is Deque


def runs_through(walker: Walker) -> bool:
    """Whether the function is an ``__iter__``, whose ``iter(items)`` stands for the items."""
    return getattr(walker.typed.fun, "__name__", "") == "__iter__"

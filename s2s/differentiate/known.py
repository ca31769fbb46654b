"""Derivatives flow through values of known kinds only."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse import prelude_lists
from s2s.analyse.typed import Typed
from s2s.errors import UnsupportedError, place
from s2s.syntax import walk


def check_known(typed: Typed, callers: tuple[Typed, ...] = ()) -> None:
    """Refuses a function that computes with something that was never seen to be put in its place.

    Args:
        typed: the function.
        callers: those that call it, as far as they are checked at the same time.

    Raises:
        UnsupportedError: an operand varies, and of the result nothing is known.
    """
    for callee in typed.of_nothing:
        if not any(callee is other for other in (typed, *callers)):
            check_known(callee, (typed, *callers))  # perhaps nobody asks for a derivative of it
    if not any(_may_be_filled(typed, node) for node in walk.statements(typed.body)):
        return  # an empty sequence stays empty: what reads its items never runs
    if getattr(typed.fun, "__module__", "") == prelude_lists.__name__:
        return  # `get` and its like ask first whether the key is there
    for node in walk.statements(typed.body):
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                if isinstance(typed.env.get(name), k.Never) and walk.read(value) & typed.varied:
                    raise UnsupportedError(
                        "s2s does not know what this reads",
                        place=place(typed.source, node) if typed.source else None,
                        note="no statement that it follows puts a value there",
                        hint="put a value there before it is read, in the function itself",
                    )


def _may_be_filled(typed: Typed, node: gast.stmt) -> bool:
    """Whether this reads, of something that is stored into, what was never seen to be stored."""
    match node:
        case gast.Assign(targets=[target], value=value) | gast.For(target=target, iter=value):
            if not any(isinstance(typed.env.get(name), k.Never) for name in walk.bound(target)):
                return False
            return _reads_attribute(typed, value) or not typed.memory.slots.isdisjoint(
                walk.read(value)
            )
    return False


def _reads_attribute(typed: Typed, value: gast.expr) -> bool:
    """Whether this reads an attribute of a value of the function; those of modules are none."""
    for node in walk.nodes(value):
        if isinstance(node, gast.Attribute) and not isinstance(node.ctx, gast.Store):
            base = node.value
            if not isinstance(typed.env.get(getattr(base, "id", "")), k.Never | None):
                return True
    return False

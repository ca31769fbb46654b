"""What a derivative inside of a function may not do: leave a mark on what outlives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.errors import S2SError, UnsupportedError

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def nested_effects(
    resolver: CallResolver, fun: Any, kinds: tuple[k.Kind, ...], first: int, node: gast.Call
) -> None:
    """Refuses a derivative of a function that writes into what it captured, or is given.

    The text of a derivative works with copies, and runs the function once or twice.

    Args:
        resolver: of the call of the derivative.
        fun: the function that is differentiated: a plain one, or a local ``Definition``.
        kinds: of its arguments, and then of what it captured.
        first: the position of the first of them that must stay as it is.
        node: the call of the derivative.

    Raises:
        UnsupportedError: it writes into one of them.
    """
    try:
        still = (False,) * len(kinds)
        callee = resolver.walker.unit.specialise(fun, kinds, still, "nested")
    except (S2SError, ValueError):
        return  # whoever calls it meets the same error
    if _written(callee, first):
        raise refused_effect(resolver, node)


def refuse_kept(
    resolver: CallResolver, callee: Typed, atoms: list[gast.expr], node: gast.Call
) -> None:
    """Refuses a pullback that is to be called later, where what it needs changes meanwhile.

    Args:
        resolver: of the call of ``vjp`` or ``linearize``.
        callee: the text that stands for it, which the pullback runs again.
        atoms: the function and its primals.
        node: the call.

    Raises:
        UnsupportedError: the function has an effect, or one of the atoms is overwritten.
    """
    if _written(callee, 0):
        raise refused_effect(resolver, node)
    for atom in atoms:
        if _changes(resolver, atom):
            raise resolver.walker.fail(
                UnsupportedError,
                "s2s cannot differentiate through a pullback of what is overwritten",
                node,
                "it runs the function again, on what the variables of the function hold by then",
                "make them arguments: `s2s.vjp(lambda x, w: ..., x, w)`",
            )


def refused_effect(resolver: CallResolver, node: gast.Call) -> Exception:
    """The error of a derivative of a function that leaves a mark."""
    return resolver.walker.fail(
        UnsupportedError,
        "s2s cannot differentiate through a derivative of a function that has an effect",
        node,
        "it writes into what it captured or is given, which generated code would do to a copy, or"
        " more than once",
        "return what it keeps: `s2s.grad(f, has_aux=True)`; or copy an argument inside of it",
    )


def _written(callee: Typed, first: int) -> bool:
    """Whether a function writes into one of its arguments from some position on."""
    return any(
        (region.arrays or region.slots) and max(region.members, default=-1) >= first
        for region in callee.memory.regions
    )


def _changes(resolver: CallResolver, atom: gast.expr) -> bool:
    """Whether what a name stands for, or has captured, may be overwritten."""
    memory, kind = resolver.walker.memory, resolver.walker.kind(atom)
    if not isinstance(atom, gast.Name) or isinstance(kind, k.Array):
        return False  # an array is a copy
    held = kind.kinds if isinstance(kind, k.Closure) else (kind,)
    if isinstance(kind, k.Closure) and not held:
        return False
    numbers = all(isinstance(inner, k.Scalar | k.Array | k.Unknown | k.Func) for inner in held)
    if numbers:
        return memory.overwritten(atom.id)
    return memory.overwritten(atom.id) or memory.slots(atom.id)

"""What a derivative inside of a function may not do: leave a mark on what outlives it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_WRITERS = frozenset(
    "append extend insert pop remove clear sort reverse update setdefault popitem add discard fill put"
    " appendleft popleft extendleft partition itemset resize".split()
)


def nested_effects(
    resolver: CallResolver, fun: Any, node: gast.Call, atoms: list[gast.expr],
    params: Collection[str] = (),
) -> None:  # fmt: skip
    """Refuses a derivative of a local function that writes into what it captured.

    The text of a derivative works with copies, and runs the function once or twice.

    Args:
        resolver: of the call of the derivative.
        fun: the function that is differentiated: a plain one, or a local ``Definition``.
        node: the call of the derivative.
        atoms: what it is called with, and the values of what it captured.
        params: parameters that it must not write into either.

    Raises:
        UnsupportedError: it, or a function that it calls, writes into one of them.
    """
    if not isinstance(fun, k.Definition):
        return
    if _changed(fun.node) & {*fun.captured, *params} or _calls_a_writer(resolver, fun, atoms):
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
    if callee.parameters_written:
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


def _changed(node: gast.FunctionDef) -> set[str]:
    """Names of what a function stores into, or changes by a method or `operator`, in its own text."""
    found: set[str | None] = set()
    for child in walk.nodes(node.body):
        match child:
            case (
                gast.Subscript(value=base, ctx=gast.Store())
                | gast.Attribute(value=base, ctx=gast.Store())
            ):
                found.add(_name(base))
            case gast.AugAssign(target=goal):
                found.add(_name(goal))
            case gast.Call(func=gast.Attribute(value=base, attr=attr)) if attr in _WRITERS:
                found.add(_name(base))
            case gast.Call(func=gast.Attribute(value=gast.Name(id="operator")), args=[first, *_]):
                found.add(_name(first))
    return {name for name in found if name is not None}


def _name(place: gast.expr) -> str | None:
    base = build.base(place)
    return base.id if base is not None else None


def _calls_a_writer(resolver: CallResolver, fun: k.Definition, atoms: list[gast.expr]) -> bool:
    """Whether a local function changes what it captured by functions that it calls."""
    walker = resolver.walker
    own = len(walk.parameters(fun.node))
    kinds = tuple(k.general(walker.kind(atom)) for atom in atoms)
    if all(isinstance(kind, k.Scalar | k.Unknown | k.Func) for kind in kinds[own:]):
        return False
    varying = tuple(i < own or walker.varies(atom) for i, atom in enumerate(atoms))
    callee = walker.unit.specialise(fun, kinds, varying, fun.node.name)
    return max(callee.parameters_written, default=-1) >= own


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

"""The stages, in order: read this first.

source -> parse -> check -> normalise -> specialise (kinds, activity, calls) -> differentiate ->
optimise -> emit. The store keeps the text and the loader imports it.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from dataclasses import replace

import gast

from s2s import emit, optimise
from s2s.analyse import kinds as k
from s2s.analyse.heap import Heap
from s2s.analyse.normal import normal
from s2s.analyse.rebinding import rebinding
from s2s.analyse.specialise import specialise
from s2s.analyse.standins import kind_of
from s2s.analyse.symbols import Symbols
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit
from s2s.assemble import assemble, facts_of, shared
from s2s.derived import How
from s2s.differentiate import Piece, detach, joint, pair, several, tangent, tangent_entry
from s2s.differentiate.functional import functional, placed, rounded
from s2s.differentiate.inner import with_unit_tangent, without_seed, without_value
from s2s.emit.load import load_text
from s2s.errors import KindError, Place, S2SError, UnsupportedError, place, plain
from s2s.frontend.wrap import wrap
from s2s.refusals import (
    check_differentiable,
    check_not_carried,
    check_scalar,
    check_tree,
    locate_call,
    start,
    too_deep,
    users_function,
)
from s2s.request import Binding, Generated, Mode, Request
from s2s.syntax import build
from s2s.syntax.room import room


def derive(request: Request) -> Generated:
    """The derivative that is asked for.

    Raises:
        S2SError: the function cannot be differentiated; the message says where and why.
    """
    try:
        with room():
            return _either_way(request)
    except RecursionError as error:
        raise too_deep(request) from error
    except S2SError as error:
        if error.place is None:
            error.locate(start(users_function(request.fun)))
        raise


def _either_way(request: Request) -> Generated:
    """The derivative; gradients in it that cannot be read again are differentiated otherwise."""
    rebound = rebinding((request.fun, *request.arguments))
    heap = Heap(Symbols(), rebound)
    made, failed = None, None
    try:
        made = _derived(request, heap)
    except (S2SError, RecursionError) as error:
        failed = error
    useful = heap.gradients and not heap.differing
    if not useful or (made is not None and not heap.guarded):
        return _or_raise(made, failed)
    try:
        return _derived(request, Heap(Symbols(), rebound, turned=True))
    except (S2SError, RecursionError):
        return _or_raise(made, failed)


def _or_raise(made: Generated | None, failed: Exception | None) -> Generated:
    """What was made, or what was in the way."""
    if made is None:
        assert failed is not None
        raise failed
    return made


def _derived(request: Request, heap: Heap) -> Generated:
    """The derivative, from the first stage to the last; the trees are gone when it returns."""
    unit, typed = _typed(request, heap)
    try:
        pieces, entry, reverse_entry, least = _differentiated(unit, typed, request)
    except S2SError as error:
        locate_call(error, typed)
        raise
    return replace(assemble(unit, pieces, entry, reverse_entry, request), several=least)


def stages(request: Request) -> list[tuple[str, str]]:
    """The function after every stage: the name of the stage and the text."""
    rebound = rebinding((request.fun, *request.arguments))
    unit, typed = _typed(request, Heap(Symbols(), rebound))
    node = normal(unit, typed.fun).node
    found = [("normalise", emit.text([node]))]
    result = [gast.Return(value=typed.result)]
    found.append(
        (
            "specialise",
            emit.text([build.function(typed.name, typed.params, [*typed.body, *result])]),
        )
    )
    pieces, *_ = _differentiated(unit, typed, request)
    found.append(("differentiate", emit.text([piece.node for piece in pieces])))
    functions = [
        optimise.optimise(piece.node, facts_of(piece, request.passes)).function for piece in pieces
    ]
    found.append(("optimise", emit.text(functions)))
    return [(stage, plain(text)) for stage, text in found]


def _typed(request: Request, heap: Heap) -> tuple[Unit, Typed]:
    fun = wrap(request.fun)
    if inspect.isgeneratorfunction(fun):
        raise UnsupportedError(
            f"s2s cannot differentiate the generator `{fun.__name__}`",
            start(fun),
            note="a generator has no value, it hands out several",
            hint="return a list, or differentiate a function that uses the generator up",
        )
    for index in request.wrt:
        if request.mode in ("grad", "value_and_grad", "vjp"):
            check_tree(fun, index, request.arguments[index])
    kinds = tuple(kind_of(value, heap.symbols) for value in request.arguments)
    for index in request.wrt:
        heap.mark_within(kinds[index])
        heap.give(kinds[index])
    for _ in range(30):
        version = heap.version
        try:
            found = _typed_once(fun, kinds, heap, request)
        except Exception:
            if heap.version == version:
                raise
            continue  # what was wrong may be what was not known yet
        if heap.version == version:
            return found
    raise KindError(
        "s2s cannot settle the kinds of the attributes of an object",
        note="they kept changing while the function was read",
        hint="give each attribute one kind of value",
    )


def _typed_once(
    fun: types.FunctionType, kinds: tuple[k.Kind, ...], heap: Heap, request: Request
) -> tuple[Unit, Typed]:
    """The function with what is known of objects so far."""
    nested = functools.partial(_nested, passes=request.passes)
    unit = Unit(fun, heap=heap, specialise_=specialise, derivative_=nested)
    unit.namer.reserve({"rt", "np", "math", "scipy"})
    unit.forward = request.mode in ("jvp", "jvps", "pushforward")
    unit.version = heap.version
    heap.begin()
    kinds = tuple(map(heap.lift, kinds))
    for index in request.wrt:
        check_differentiable(fun, index, kinds[index], request.arguments[index])
    active = tuple(i in request.wrt for i in range(len(kinds)))
    name = fun.__name__ if fun.__name__ != "<lambda>" else "lambda_function"
    return unit, specialise(unit, fun, kinds, active, name)


def _nested(
    outer: Unit, fun: object, kinds: tuple[k.Kind, ...], how: How, passes: frozenset[str]
) -> types.FunctionType:
    """The derivative of a function that is called inside another: a function with source.

    It computes what a call from outside computes, bit for bit, in the same mode. Forward mode, for
    a number by a number, has no tape that would have to be differentiated in turn: where that
    cannot be done, it is asked for.
    """
    name = fun.node.name if isinstance(fun, k.Definition) else fun.__name__  # type: ignore[attr-defined]
    for index in how.wrt:
        if not k.is_differentiable(kinds[index]):
            raise KindError(
                f"argument {index + 1} of `{name}` cannot be differentiated: it is not a float",
                note="derivatives are taken with respect to floating-point numbers",
                hint="pass a float (2.0, not 2), or an array of floats (`x.astype(float)`)",
            )
        outer.heap.give(kinds[index])
    name = name if name != "<lambda>" else "lambda_function"
    # It shares symbols and the tags of local functions.
    nested = functools.partial(_nested, passes=passes)
    unit = Unit(outer.root, heap=outer.heap, specialise_=specialise, derivative_=nested)
    unit.depth = outer.depth + 1
    unit.nested = True
    unit.forward = how.mode in ("jvp", "pushforward") or how.forward
    unit.within = (*outer.within, (id(fun), kinds, how))
    unit.namer.reserve({"rt", "np", "math", "scipy"})
    typed = specialise(unit, fun, kinds, tuple(i in how.wrt for i in range(len(kinds))), name)
    forward = how.mode in ("jvp", "pushforward")
    if not forward:
        check_scalar(typed, unit.symbols, how.has_aux, _returned(unit, typed))
    mode = "jvp" if how.forward else how.mode
    request = Request(typed.fun, (), how.wrt, mode, how.has_aux, passes=passes)  # type: ignore[arg-type]
    pieces, entry, *_ = _differentiated(unit, typed, request)
    if how.forward:
        with_unit_tangent(pieces[-1], how)
    elif not forward:
        without_seed(pieces[-1], how)
    for piece in pieces:
        functional(piece.node.body, shared(piece) | rounded(piece.sweep.env))
        placed(piece.sweep)
    made = assemble(unit, pieces, entry, None, request)
    for callee in unit.dependencies:
        outer.depend(callee)
    return load_text(made.text, made.entry, made.objects, made.places)


def _differentiated(
    unit: Unit, typed: Typed, request: Request
) -> tuple[list[Piece], str, str | None, int]:
    pieces: list[Piece] = []
    called: Callable[[Unit, Typed], tuple[list[Piece], list[Typed]]] = pair
    if request.mode == "jvp" or request.mode == "jvps" or request.mode == "pushforward":  # noqa: PLR1714 - narrows the type
        called = tangent
        check_not_carried(typed, request.has_aux, _returned(unit, typed))
        made, pending = tangent_entry(unit, typed, request.wrt, request.has_aux)
        if request.mode == "pushforward":
            without_value(made[0])
        entry, reverse_entry = made[0].node.name, None
    elif request.mode == "vjp":
        unit.later = True
        check_not_carried(typed, request.has_aux, _returned(unit, typed))
        made, pending = pair(unit, typed, request.wrt, request.has_aux)
        entry, reverse_entry = made[0].node.name, made[1].node.name
    else:
        check_scalar(typed, unit.symbols, request.has_aux, _returned(unit, typed))
        first, pending = joint(unit, typed, request.wrt, request.mode, request.has_aux)
        made, entry, reverse_entry = [first], first.node.name, None
    done = set() if request.mode != "vjp" else {id(typed)}
    queue = list(pending)
    while queue:
        callee = queue.pop(0)
        if id(callee) in done:
            continue
        done.add(id(callee))
        both, more = called(unit, callee)
        pieces.extend(both)
        queue.extend(more)
    pieces = [*pieces, *made]
    least = several(pieces) if request.mode == "jvps" else 0
    if least:
        entry = made[0].node.name
    # What is derived inside of another derivation may be derived from the same texts again.
    detach(pieces, (text.node for text in unit.normal.values()) if unit.nested else ())
    return pieces, entry, reverse_entry, least


def _returned(unit: Unit, typed: Typed) -> Place | None:
    """Where the function returns its value."""
    return place(typed.source, normal(unit, typed.fun).node.body[-1])


__all__ = ["Binding", "Generated", "Mode", "Request", "derive", "stages"]

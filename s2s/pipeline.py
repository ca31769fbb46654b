"""The stages, in order: read this first.

source -> parse -> check -> normalise -> specialise (kinds, activity, calls) -> differentiate ->
optimise -> emit. The store keeps the text and the loader imports it.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import gast
import numpy as np

from s2s import emit, optimise, rules
from s2s.analyse import kinds as k
from s2s.analyse.heap import Heap
from s2s.analyse.normal import normal
from s2s.analyse.rebinding import rebinding
from s2s.analyse.specialise import specialise
from s2s.analyse.standins import kind_of
from s2s.analyse.symbols import Symbols
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit
from s2s.derived import How
from s2s.differentiate import Piece, detach, joint, pair, several, tangent, tangent_entry
from s2s.differentiate.functional import functional, placed
from s2s.differentiate.inner import with_unit_tangent, without_seed, without_value
from s2s.emit.load import load_text
from s2s.emit.standalone import helpers_in, standalone
from s2s.errors import KindError, Place, S2SError, UnsupportedError, place, plain
from s2s.frontend.parse import parse
from s2s.frontend.wrap import wrap
from s2s.syntax import build, walk
from s2s.syntax.room import room

_BLOCKS = 95  # Python reads up to 100 blocks one inside the other
Mode = Literal["grad", "value_and_grad", "vjp", "jvp", "jvps", "pushforward"]


@dataclass(frozen=True)
class Request:
    """What derivative is wanted.

    Attributes:
        fun: the user's function.
        arguments: example values, one for each parameter in the order of the signature.
        wrt: the indices of the parameters to differentiate.
        mode: gradient, value and gradient, a forward and reverse pair, value and tangent, value
            and several tangents at once, where that can be done, or the tangent alone.
        has_aux: whether the function returns ``(y, aux)``.
        standalone: whether the text may import NumPy and the standard library only.
        passes: the optimiser's passes to run.
    """

    fun: Callable[..., object]
    arguments: tuple[object, ...]
    wrt: tuple[int, ...]
    mode: Mode = "grad"
    has_aux: bool = False
    standalone: bool = False
    passes: frozenset[str] = optimise.PASSES


@dataclass(frozen=True)
class Binding:
    """A name of the generated module and how the live object that it stands for is reached."""

    name: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Generated:
    """A derivative as text, and what the loader must know."""

    text: str
    entry: str
    reverse_entry: str | None
    bindings: tuple[Binding, ...]
    functions: tuple[Callable[..., object], ...]
    lines: tuple[int, ...] = ()
    objects: dict[str, object] = field(default_factory=dict, compare=False)
    several: int = 0  # from how many directions on it serves, where it takes several tangents


def derive(request: Request) -> Generated:
    """The derivative that is asked for.

    Raises:
        S2SError: the function cannot be differentiated; the message says where and why.
    """
    try:
        with room():
            return _either_way(request)
    except RecursionError as error:
        raise _too_deep(request) from error


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
    pieces, entry, reverse_entry, least = _differentiated(unit, typed, request)
    return replace(_emitted(unit, pieces, entry, reverse_entry, request), several=least)


def _too_deep(request: Request) -> UnsupportedError:
    return UnsupportedError(
        f"`{request.fun.__name__}` nests its expressions or blocks too deeply",
        _start(request.fun),
        note="s2s walks through expressions level by level",
        hint="split the longest expressions, or write a loop",
    )


def _start(fun: Callable[..., object]) -> Place | None:
    """Where a function starts, if it has a text."""
    if not isinstance(fun, types.FunctionType):
        return None
    try:
        parsed = parse(fun)
    except RecursionError:  # the text itself is too deep for the parser
        return None
    return place(parsed.source, parsed.node)


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
        optimise.optimise(piece.node, _facts(piece, request.passes)).function for piece in pieces
    ]
    found.append(("optimise", emit.text(functions)))
    return [(stage, plain(text)) for stage, text in found]


def _typed(request: Request, heap: Heap) -> tuple[Unit, Typed]:
    fun = wrap(request.fun)
    if inspect.isgeneratorfunction(fun):
        raise UnsupportedError(
            f"s2s cannot differentiate the generator `{fun.__name__}`",
            _start(fun),
            note="a generator has no value, it hands out several",
            hint="return a list, or differentiate a function that uses the generator up",
        )
    kinds = tuple(kind_of(value, heap.symbols) for value in request.arguments)
    for index in request.wrt:
        heap.mark_within(kinds[index])
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
        hint="give each attribute one kind of value",
    )


def _typed_once(
    fun: types.FunctionType, kinds: tuple[k.Kind, ...], heap: Heap, request: Request
) -> tuple[Unit, Typed]:
    """The function with what is known of objects so far."""
    nested = functools.partial(_nested, passes=request.passes)
    unit = Unit(fun, heap=heap, specialise_=specialise, derivative_=nested)
    unit.namer.reserve({"rt", "np", "math", "scipy"})
    unit.version = heap.version
    kinds = tuple(map(heap.lift, kinds))
    for index in request.wrt:
        _check_differentiable(fun, index, kinds[index], request.arguments[index])
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
    name = name if name != "<lambda>" else "lambda_function"
    # It shares symbols and the tags of local functions.
    nested = functools.partial(_nested, passes=passes)
    unit = Unit(outer.root, heap=outer.heap, specialise_=specialise, derivative_=nested)
    unit.tags, unit.tag_names, unit.depth = outer.tags, outer.tag_names, outer.depth + 1
    unit.nested = True
    unit.namer.reserve({"rt", "np", "math", "scipy"})
    typed = specialise(unit, fun, kinds, tuple(i in how.wrt for i in range(len(kinds))), name)
    if how.mode != "jvp":
        _check_scalar(typed, how.has_aux, _returned(unit, typed))
    mode = "jvp" if how.forward else how.mode
    request = Request(typed.fun, (), how.wrt, mode, how.has_aux, passes=passes)  # type: ignore[arg-type]
    pieces, entry, *_ = _differentiated(unit, typed, request)
    if how.forward:
        with_unit_tangent(pieces[-1], how)
    elif how.mode != "jvp":
        without_seed(pieces[-1], how)
    for piece in pieces:
        functional(piece.node.body, _shared(piece))
        placed(piece.node.body, piece.sweep.env)
    made = _emitted(unit, pieces, entry, None, request)
    for callee in unit.dependencies:
        outer.depend(callee)
    return load_text(made.text, made.entry, made.objects)


def _check_differentiable(
    fun: Callable[..., object], index: int, kind: k.Kind, value: object
) -> None:
    known = k.is_differentiable(kind) and not k.is_objects(kind)
    if known and rules.twin_of(type(value)) is None:
        return
    name = fun.__code__.co_varnames[index]
    words = type(value).__name__
    if isinstance(value, np.ndarray):
        words = f"array of dtype {value.dtype}"
    raise KindError(
        f"the argument `{name}` cannot be differentiated: it is of type {words}",
        _parameter(fun, name),
        note="derivatives are taken with respect to floating-point numbers",
        hint="pass a float (2.0, not 2), or an array of floats (`x.astype(float)`)",
    )


def _parameter(fun: Callable[..., object], name: str) -> Place | None:
    """Where a function names a parameter."""
    parsed = parse(fun)
    args = parsed.node.args
    rest = [arg for arg in (args.vararg, args.kwarg) if arg is not None]
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, *rest):
        if plain(arg.id) == name:
            return place(parsed.source, arg)
    return None


def _differentiated(
    unit: Unit, typed: Typed, request: Request
) -> tuple[list[Piece], str, str | None, int]:
    pieces: list[Piece] = []
    called: Callable[[Unit, Typed], tuple[list[Piece], list[Typed]]] = pair
    if request.mode == "jvp" or request.mode == "jvps" or request.mode == "pushforward":  # noqa: PLR1714 - narrows the type
        called = tangent
        made, pending = tangent_entry(unit, typed, request.wrt, request.has_aux)
        if request.mode == "pushforward":
            without_value(made[0])
        entry, reverse_entry = made[0].node.name, None
    elif request.mode == "vjp":
        made, pending = pair(unit, typed, request.wrt, request.has_aux)
        entry, reverse_entry = made[0].node.name, made[1].node.name
    else:
        _check_scalar(typed, request.has_aux, _returned(unit, typed))
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
    detach(pieces)
    return pieces, entry, reverse_entry, least


def _returned(unit: Unit, typed: Typed) -> Place | None:
    """Where the function returns its value."""
    return place(typed.source, normal(unit, typed.fun).node.body[-1])


def _check_scalar(typed: Typed, has_aux: bool, where: Place | None) -> None:
    kind = typed.result_kind
    if has_aux:
        if not isinstance(kind, k.Tuple) or len(kind.items) != 2:
            raise KindError(
                "with has_aux=True the function must return a pair (value, aux)",
                where,
                hint="return a tuple of two, or leave has_aux out",
            )
        kind = kind.items[0]
    if isinstance(kind, k.Array) and kind.shape:
        what = f"an array of rank {len(kind.shape)}"
    elif isinstance(kind, k.Tuple | k.List | k.Dict | k.Record | k.Object):
        what = f"a {kind.type.__name__ if not isinstance(kind, k.Dict) else 'dict'}"
    elif k.is_complex(kind):
        what = "a complex number"
    elif isinstance(kind, k.Const):
        what = repr(kind.value)
    elif isinstance(kind, k.Opaque):
        what = "something that is not known to be a number"
    else:
        return
    raise KindError(
        f"grad needs a function with a scalar result; `{typed.name}` returns {what}",
        where,
        note="a gradient is defined for one real number only",
        hint="reduce the result (`np.sum`), or use `vjp` with a seed of the result's shape",
    )


def _emitted(
    unit: Unit, pieces: list[Piece], entry: str, reverse_entry: str | None, request: Request
) -> Generated:
    comments: dict[int, str] = {}
    markers: dict[int, str] = {}
    functions = [piece.node for piece in pieces]
    entries = {entry, reverse_entry}
    by_node = {id(piece.node): piece for piece in pieces}
    for node in optimise.callers_first(functions):
        facts = _facts(by_node[id(node)], request.passes)
        if "results" in request.passes and node.name not in entries:
            optimise.results(node, functions, facts)
        done = optimise.optimise(node, facts)
        if walk.depth(node.body) > _BLOCKS:
            raise _too_deep(request)
        comments.update(done.comments)
        markers.update(done.markers)
    if "through" in request.passes and reverse_entry is None:
        functions, entry = optimise.through(functions, entry)
    copied = helpers_in(functions) if request.standalone else set()
    names, spelled = emit.spelling(functions, unit.linker.marked(), unit.wanted, copied)
    entry = spelled.get(entry, entry)
    reverse_entry = spelled.get(reverse_entry or "", reverse_entry)
    imports = {
        name: spelled.get(alias, alias)
        for name, alias in unit.linker.imports.items()
        if spelled.get(alias, alias) in names
    }
    paths = {spelled.get(name, name): path for name, path in unit.linker.bindings.items()}
    linked = {spelled.get(name, name): value for name, value in unit.linker.objects.items()}
    for name, alias in (
        ("numpy", "np"),
        ("math", "math"),
        ("scipy", "scipy"),
        ("s2s.runtime", "rt"),
        ("operator", "operator"),
    ):
        if alias in names:
            imports[name] = alias
    header: list[str] = []
    bound = {name: path for name, path in paths.items() if name in names}
    if request.standalone:
        functions, imports, helpers = standalone(functions, imports, linked)
        header = [
            part
            for helper in helpers
            for part in (("", "", helper) if helper.startswith(("def", "class")) else (helper,))
        ]
        bound = {}
    elif bound:
        header = ["", f"# Set when the module is loaded: {', '.join(bound)}."]
    title = f"Derivative of {getattr(request.fun, '__name__', 'a function')}, generated by s2s."
    spec = emit.Module(title, imports, functions, header, comments, markers)
    text, lines = emit.module(spec)
    bindings = tuple(Binding(name, path) for name, path in bound.items())
    objects = {name: linked[name] for name in bound}
    return Generated(text, entry, reverse_entry, bindings, tuple(unit.dependencies), lines, objects)  # type: ignore[arg-type]


def _facts(piece: Piece, passes: frozenset[str]) -> optimise.Facts:
    sweep = piece.sweep
    typed = sweep.typed
    impure: set[int] = set(typed.passive_calls)
    for node in _calls(piece.node.body):
        if id(node) in typed.pure_calls or id(node) in sweep.pure:
            continue
        impure.add(id(node))
        sweep.kept.append(node)
    origin = dict(typed.origin)
    for name, spelled in sweep.spelled.items():
        if name in origin:
            origin[spelled] = f"{origin[name]}_{sweep.suffix}"
    bars = {bar for name, bar in sweep.spelled.items() if name not in typed.origin}
    temps = {n for n in typed.env if n not in typed.origin and n not in typed.params}
    shadows = sweep.shared
    return optimise.Facts(
        origin=origin,
        foldable=frozenset(temps | bars | sweep.foldable),
        impure=frozenset(impure),
        flat=frozenset(
            name
            for name, kind in sweep.env.items()
            if isinstance(kind, k.Scalar) or (isinstance(kind, k.Array) and len(kind.shape) <= 2)
        ),
        in_place=frozenset(sweep.in_place - shadows),
        shared=_shared(piece),
        arrays=frozenset(
            name for name, kind in sweep.env.items() if isinstance(kind, k.Array) and kind.shape
        ),
        floats=frozenset(name for name, kind in sweep.env.items() if _is_float(kind)),
        scalars=frozenset(name for name, kind in sweep.env.items() if isinstance(kind, k.Scalar)),
        comments=sweep.comments,
        markers=piece.markers,
        enabled=passes,
    )


def _is_float(kind: k.Kind) -> bool:
    return isinstance(kind, k.Scalar | k.Array) and k.is_differentiable(kind)


def _shared(piece: Piece) -> frozenset[str]:
    """Names of what is written in place while other names may refer to it."""
    return frozenset(piece.sweep.typed.memory.roots) | piece.sweep.shared


def _calls(body: list[gast.stmt]) -> list[gast.AST]:
    return [node for node in walk.within(body) if isinstance(node, gast.Call)]


__all__ = ["Binding", "Generated", "Mode", "Request", "derive", "stages"]

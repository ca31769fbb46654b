"""Whole functions of forward mode: value and tangent from arguments and tangents."""

from __future__ import annotations

from collections.abc import Sequence

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit
from s2s.differentiate.adjoint import rounds, split_aux, uses_numpy
from s2s.differentiate.apart import apart, copied_arguments, is_kept, written_arguments
from s2s.differentiate.forward import Forward
from s2s.differentiate.layout import lies_alike, plain_copy
from s2s.differentiate.piece import Piece
from s2s.syntax import build
from s2s.syntax.names import MARK


def tangent(unit: Unit, typed: Typed) -> tuple[list[Piece], list[Typed]]:
    """``g_jvp(args, dots) -> (y, y_dot)`` for a function that is called."""
    chosen = [name for name, on in zip(typed.params, typed.active, strict=True) if on]
    result = typed.result
    assert result is not None
    sweep, dots, body = _swept(unit, typed, result, chosen)
    sweep.pure_expression(value := sweep.tangents.of(result))
    returned = gast.Return(value=build.tuple_([result, value]))
    still = [
        build.assign(sweep.tangents.dot(name), build.call("rt.zero_tangent", build.name(name)))
        for name in typed.params
        if name in sweep.shadow and name not in chosen
    ]
    body = [*still, *body, returned]
    node = build.function(f"{typed.name}_jvp", [*typed.params, *dots], body)
    return [Piece(node, sweep, {})], sweep.pairs


def tangent_entry(
    unit: Unit, typed: Typed, wrt: Sequence[int], has_aux: bool = False
) -> tuple[list[Piece], list[Typed]]:
    """The function that the user calls: its tangent mirrors the value.

    A recursive function is called by itself in the form of ``tangent``, and so is the entry then.
    """
    if typed.recursive and not has_aux:
        return _recursive_entry(unit, typed, wrt)
    typed, result, aux = split_aux(typed, has_aux)
    chosen = [typed.params[i] for i in wrt]
    sweep, dots, body = _swept(unit, typed, result, chosen)
    body = [*_owned(sweep, chosen), *body]
    value = _mirrored(sweep, result)
    sweep.pure_expression(value)
    items = [result, value] if aux is None else [result, value, aux]
    node = build.function(
        unit.namer.fresh(f"{typed.name}_jvp") + MARK if typed.recursive else f"{typed.name}_jvp",
        [*typed.params, *dots],
        [*body, gast.Return(value=build.tuple_(items))],
    )
    return [Piece(node, sweep, {})], sweep.pairs


def _recursive_entry(
    unit: Unit, typed: Typed, wrt: Sequence[int]
) -> tuple[list[Piece], list[Typed]]:
    results = {typed.result.id} if isinstance(typed.result, gast.Name) else set()
    sweep = Forward(unit, typed, results)
    chosen = [typed.params[i] for i in wrt]
    dots = [sweep.tangents.dot(name) for name in chosen]
    y, y_dot = sweep.namer.fresh("y"), sweep.namer.fresh("y_dot")
    call = build.call(f"{typed.name}_jvp", *map(build.name, [*typed.params, *dots]))
    mirrored = build.call("rt.mirror", build.name(y), build.name(y_dot))
    if typed.result_kind == k.Scalar(float):
        mirrored = build.call("float", build.name(y_dot))
    body = [
        *_owned(sweep, chosen),
        build.unpack([y, y_dot], call),
        gast.Return(value=build.tuple_([build.name(y), mirrored])),
    ]
    node = build.function(f"{typed.name}_jvp_entry", [*typed.params, *dots], body)
    return [Piece(node, sweep, {})], [typed]


def _owned(sweep: Forward, chosen: list[str]) -> list[gast.stmt]:
    """Copies of the arguments that the function writes into, and of their tangents.

    Those share memory among each other as the arguments do. An argument that stands still may be
    written into as well: it has a tangent of zeros then.
    """
    typed, tangents = sweep.typed, sweep.tangents
    written = written_arguments(sweep.unit, typed)
    shadowed = [n for n in typed.params if n in sweep.shadow]
    held = [n for n in shadowed if not is_kept(typed, n)]
    found: list[gast.stmt] = apart(sweep.unit, typed, written, sweep.shadow)
    for name in shadowed:
        if name not in chosen:
            zero = build.call("rt.zero_tangent", build.name(name))
            found.append(build.assign(tangents.dot(name), zero))
        elif name not in held:
            copied = build.call("rt.buffer", build.name(tangents.dot(name)), build.name(name))
            found.append(build.assign(tangents.dot(name), copied))
    names, dots = list(map(build.name, held)), [tangents.dot(name) for name in held]
    if lies_alike(sweep.unit, typed, held):
        copied = build.call("rt.buffer", build.name(dots[0]), names[0])
        if held[0] in chosen:
            found.append(build.assign(dots[0], copied))
    elif held:
        pair = build.tuple_(names), build.tuple_([build.name(dot) for dot in dots])
        value = build.call("rt.own_tangents", *pair)
        found.append(_goal(dots, value))
    copied = copied_arguments(sweep.unit, typed, written)
    if lies_alike(sweep.unit, typed, copied):
        found.append(build.assign(copied[0], plain_copy(copied[0], typed.env[copied[0]])))
    elif copied:
        found.append(_goal(copied, build.call("rt.own", *map(build.name, copied))))
    return found


def _goal(names: list[str], value: gast.expr) -> gast.stmt:
    return build.assign(names[0], value) if len(names) == 1 else build.unpack(names, value)


def _swept(
    unit: Unit, typed: Typed, result: gast.expr, chosen: list[str]
) -> tuple[Forward, list[str], list[gast.stmt]]:
    results = {result.id} if isinstance(result, gast.Name) else set()
    sweep = Forward(unit, typed, results)
    dots = [sweep.tangents.dot(name) for name in chosen]
    return sweep, dots, sweep.block(typed.body)


def _mirrored(sweep: Forward, result: gast.expr) -> gast.expr:
    """The tangent of the result, in the result's own type, dtype and structure."""
    tangents = sweep.tangents
    kind = sweep.evaluator(result)
    if not isinstance(result, gast.Name) or result.id not in sweep.active:
        if isinstance(kind, k.Scalar) and kind.type is float:
            return build.const(0.0)
        return build.call("rt.mirror", result, build.const(None))
    value = tangents.whole(result.id)
    if result.id in tangents.mirrors:
        return value
    held = sweep.evaluator(value)
    if isinstance(kind, k.Scalar) and kind.type is float:
        plain = held == k.Scalar(float) and not uses_numpy(sweep.typed, set())
        return value if plain else build.call("float", value)
    if k.is_complex(kind):  # the value may turn out to be real: eigenvalues, say
        return build.call("rt.mirror", result, value)
    if isinstance(kind, k.Scalar) and held == k.Scalar(kind.type):
        # What a function of the user's gives may be a number of Python's.
        cls = "complex" if kind.type is complex else f"np.{kind.type.__name__}"
        return build.call(cls, value) if sweep.pairs else value
    if isinstance(kind, k.Array) and isinstance(held, k.Array):
        exact = held.dtype == kind.dtype and not rounds(sweep.typed)
        if kind.shape and exact and not tangents.is_thin(result.id):
            return value
        return build.call("np.array", value, dtype=build.const(str(np.dtype(kind.dtype))))
    if sweep.unit.nested and isinstance(kind, k.Object) and held == kind:
        inside = sweep.unit.heap.fields.get(kind.record, {}).values()
        if all(map(k.is_differentiable, inside)):  # its tangent has the form of the object itself
            return value
    return build.call("rt.mirror", result, value)

"""Whole functions from sweeps: one for a gradient, a pair for a function that is called."""

from __future__ import annotations

import inspect
import types
from collections.abc import Sequence
from typing import Literal

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.call_kinds import perhaps_real
from s2s.analyse.direct import direct
from s2s.analyse.typed import CustomCall, Typed, UserCall
from s2s.analyse.unit import Unit
from s2s.differentiate.adjoints import State
from s2s.differentiate.apart import apart, copied_arguments, is_kept, written_arguments
from s2s.differentiate.call_pullbacks import by_reference, returns_shadow
from s2s.differentiate.gathered import gathered
from s2s.differentiate.layout import lies_alike, plain_copy
from s2s.differentiate.outside_values import keep_outside
from s2s.differentiate.piece import Piece
from s2s.differentiate.reverse import Reverse
from s2s.differentiate.saves import definite, free_reads
from s2s.differentiate.zeros import is_plain
from s2s.origin import signature_of
from s2s.syntax import build, names, walk

Mode = Literal["grad", "value_and_grad", "vjp"]

_NOT_DOUBLE = ("float16", "float32", "longdouble", "float128", "complex64", "complex256")

# What a function returns that comes to its end on some paths without a `return`.
_NUMBER_OR_NONE = tuple(k.Unknown(dtype, False, ()) for dtype in ("float64", "float32"))


def joint(
    unit: Unit, typed: Typed, wrt: Sequence[int], mode: Mode, has_aux: bool
) -> tuple[Piece, list[Typed]]:
    """One function with both sweeps: the gradient, or the value and the gradient."""
    typed, result, aux = split_aux(typed, has_aux)
    results = {result.id} if isinstance(result, gast.Name) else set()
    sweep = Reverse(unit, typed, results)
    seed = _seed(sweep, result)
    forward, reverse = _both(sweep, typed, result, seed)
    if isinstance(result, gast.Name) and _is_open(unit, typed.env.get(result.id)):
        forward.append(build.statement(build.call("rt.returned", build.name(result.id))))
    owned = _owned(sweep, typed)
    gradients = [_gradient(sweep, typed.params[i], reverse) for i in wrt]
    gradient = gradients[0] if len(gradients) == 1 else build.tuple_(gradients)
    outcome: gast.expr = gradient
    # The reverse sweep restores earlier values of loop variables: keep what is returned.
    if mode == "value_and_grad":
        kept = _keep(sweep, result, forward)
        value = build.tuple_([kept, _keep(sweep, aux, forward)]) if aux is not None else kept
        outcome = build.tuple_([value, gradient])
    elif aux is not None:
        outcome = build.tuple_([gradient, _keep(sweep, aux, forward)])
    initial = [*_initial(sweep, forward, _measured(reverse) & walk.bound(forward)), *owned]
    body = [*initial, *forward, *reverse, gast.Return(value=outcome)]
    node = build.function(f"{typed.name}_grad", [*typed.params, seed], body)
    node.args.defaults = [*literal_defaults(typed), build.const(1.0)]
    return Piece(node, sweep, _markers(sweep, forward, reverse)), sweep.pairs


def _is_open(unit: Unit, kind: k.Kind | None) -> bool:
    """Whether only the running program tells that a result is a real number."""
    return kind in _NUMBER_OR_NONE or (kind is not None and perhaps_real(kind, unit.symbols))


def pair(
    unit: Unit, typed: Typed, wrt: Sequence[int] | None = None, has_aux: bool = False
) -> tuple[list[Piece], list[Typed]]:
    """The forward function, which also returns what the reverse one needs, and the reverse one."""
    typed, result, aux = split_aux(typed, has_aux)
    shared = by_reference(typed)
    lists = gathered(unit, typed) if wrt is None else []
    results = {result.id} if isinstance(result, gast.Name) else set()
    sweep = Reverse(unit, typed, results)
    buffers = [sweep.take(name) for name in lists]
    returns_bar = wrt is None and returns_shadow(typed)
    seed = sweep.namer.fresh("y_bar") if returns_bar else _seed(sweep, result, whole=True)
    forward, reverse = _both(sweep, typed, None if returns_bar else result, seed)
    owned = _owned(sweep, typed) if wrt is not None else []
    write = _gradient if wrt is not None else _cotangent
    chosen = _by_value(typed, {*shared, *lists}) if wrt is None else [typed.params[i] for i in wrt]
    returned = _together([write(sweep, name, reverse) for name in chosen]) or build.const(None)
    end = gast.Return(value=returned)
    outside = keep_outside(unit, sweep, [*reverse, end]) if unit.later else []
    reads = free_reads([*reverse, end])
    bars = [sweep.adjoints.bar(name) for name in shared]
    available = walk.bound(forward) | set(typed.params) | set(bars) | walk.bound([*owned, *outside])
    saved = sorted(reads & available)
    initial = [*_initial(sweep, forward, set(saved)), *owned, *outside]
    returned_value = build.tuple_([result, aux]) if aux is not None else result
    outcome = [returned_value, _together([build.name(name) for name in saved]) or build.tuple_([])]
    if returns_bar:
        outcome.insert(1, sweep.shadows.slot(result))
    forward_node = build.function(
        f"{typed.name}_fwd", [*typed.params, *bars],
        [*initial, *forward, gast.Return(value=build.tuple_(outcome))],
    )  # fmt: skip
    held = sweep.namer.fresh("saved")
    params = [held, *buffers] if returns_bar else [held, seed, *buffers]
    restored = _restored(sweep, held, saved, again=wrt is not None)
    reverse_node = build.function(f"{typed.name}_rev", params, [*restored, *reverse, end])
    return [Piece(forward_node, sweep, {}), Piece(reverse_node, sweep, {})], sweep.pairs


def _by_value(typed: Typed, others: set[str]) -> list[str]:
    """The active parameters whose adjoints are returned."""
    pairs = zip(typed.params, typed.active, strict=True)
    return [name for name, on in pairs if on and name not in others]


def _together(values: list[gast.expr]) -> gast.expr | None:
    """One value as it is, several as a tuple; None for none."""
    if not values:
        return None
    return values[0] if len(values) == 1 else build.tuple_(values)


def _restored(sweep: Reverse, held: str, saved: list[str], again: bool) -> list[gast.stmt]:
    """The statements that take what was saved apart; ``again``: which may run several times."""
    found: list[gast.stmt] = []
    if again and (sweep.shadow or _hands_over(sweep)):
        # A reverse sweep uses shadows up, and a pullback may be called again.
        found.append(build.assign(held, build.call("rt.replica", build.name(held))))
    if len(saved) == 1:
        found.append(build.assign(saved[0], build.name(held)))
    elif saved:
        found.append(build.unpack(saved, build.name(held)))
    return found


def _hands_over(sweep: Reverse) -> bool:
    """Whether a function that is called writes into shadows of its own."""
    return any(callee_shadows(callee, set()) for callee in sweep.pairs)


def callee_shadows(typed: Typed, seen: set[int]) -> bool:
    """Whether a function, or one that it calls, has shadows."""
    if id(typed) in seen:
        return False
    seen.add(id(typed))
    callees = [call.callee for _, call in typed.calls.values() if isinstance(call, UserCall)]
    return bool(typed.memory.shadow) or any(callee_shadows(c, seen) for c in callees)


def _keep(sweep: Reverse, value: gast.expr, forward: list[gast.stmt]) -> gast.expr:
    if not isinstance(value, gast.Name):
        return value
    name = sweep.namer.fresh("value")
    forward.append(build.assign(name, value))
    return build.name(name)


def _both(
    sweep: Reverse, typed: Typed, result: gast.expr | None, seed: str
) -> tuple[list[gast.stmt], list[gast.stmt]]:
    """Both sweeps; a result with a shadow gets the seed added to it first."""
    forward, reverse = sweep.sweeps(typed.body)
    start: list[gast.stmt] = []
    sweep.adjoints.out = start
    if isinstance(result, gast.Name) and result.id in sweep.shadow:
        sweep.adjoints.add(result.id, build.name(seed), typed.env[result.id])
    if sweep.adjoints.first is not None:
        start.append(sweep.adjoints.first)
    reverse[:0] = start
    sweep.adjoints.out = reverse
    sweep.pure_formulas(reverse)
    return forward, reverse


def _owned(sweep: Reverse, typed: Typed) -> list[gast.stmt]:
    """Copies of the arguments that the function writes into, and the shadows of those copies."""
    written = written_arguments(sweep.unit, typed)
    shadowed = [name for name in typed.params if name in sweep.shadow]
    held = [name for name in shadowed if not is_kept(typed, name)]
    found: list[gast.stmt] = apart(sweep.unit, typed, written, sweep.shadow)
    copied = copied_arguments(sweep.unit, typed, written)
    for name in copied:
        if not isinstance(typed.env[name], k.Array | k.Scalar) and name in sweep.active:
            sweep.given[name] = sweep.namer.fresh(f"{name}_given")
            found.append(build.assign(sweep.given[name], build.name(name)))
    for group, function in ((copied, "rt.own"), (held, "rt.shadows")):
        goals = group if group is copied else [sweep.adjoints.bar(name) for name in group]
        if lies_alike(sweep.unit, typed, group):
            value = plain_copy(group[0], typed.env[group[0]])
            if group is held:
                value = build.call("np.zeros_like", build.name(group[0]))
            found.append(build.assign(goals[0], value))
        elif group:
            value = build.call(function, *[build.name(name) for name in group])
            goal = build.assign(goals[0], value) if len(group) == 1 else build.unpack(goals, value)
            found.append(goal)
    for name in shadowed:
        if name not in held:
            zeros = build.call("np.zeros_like", build.name(name))
            found.append(build.assign(sweep.adjoints.bar(name), zeros))
    return found


def literal_defaults(typed: Typed) -> list[gast.expr]:
    """Defaults of the last parameters, those that can be written down: numbers, texts, None."""
    if not isinstance(typed.fun, types.FunctionType):
        return []
    given = signature_of(typed.fun).parameters
    found: list[gast.expr] = []
    for name in reversed(typed.params):
        value = given[name].default if name in given else inspect.Parameter.empty
        if type(value) not in (bool, int, float, str, type(None)):
            break
        if isinstance(value, float) and not np.isfinite(value):
            break
        found.append(build.const(value))
    return found[::-1]


def _seed(sweep: Reverse, result: gast.expr, whole: bool = False) -> str:
    adjoints = sweep.adjoints
    origin = sweep.typed.origin
    named = origin.get(result.id) if isinstance(result, gast.Name) else None
    # `y_bar` is the seed, unless the user has a `y` that is something else.
    taken = "y" in {*origin.values(), *sweep.typed.params} and named != "y"
    seed = sweep.namer.fresh(names.bar("value" if taken else "y"))
    if not isinstance(result, gast.Name) or result.id not in sweep.active:
        return seed
    if result.id in sweep.shadow:
        sweep.env[seed] = sweep.typed.env[result.id]
        return seed
    kind = sweep.typed.env[result.id]
    bar = seed
    if named is None or names.bar(named) == seed:
        adjoints.spelled[result.id] = seed
    else:
        bar = adjoints.bar(result.id)
        sweep.env[seed] = k.forget(kind)
        adjoints.first = build.assign(bar, build.name(seed))
    if isinstance(kind, k.Scalar):
        kind = k.Scalar(float) if not whole else kind
    adjoints.state[result.id] = State(k.forget(kind), False)
    sweep.env[bar] = k.forget(kind)
    return seed


def _initial(sweep: Reverse, forward: list[gast.stmt], saved: set[str]) -> list[gast.stmt]:
    """Names without a value on some path, at the start."""
    unsure = (saved - definite(forward) - sweep.params) | sweep.unset
    return [sweep.placeholder(name) for name in sorted(unsure)]


def _measured(reverse: list[gast.stmt]) -> set[str]:
    """Names whose values say what a zero looks like: also on paths that have not assigned them."""
    calls = [call for call in walk.nodes(reverse) if isinstance(call, gast.Call)]
    like = {"np.zeros_like": 0, "rt.zeros_like": 0, "rt.owned": 1}
    found = [call.args[like[p]] for call in calls if (p := build.path(call.func)) in like]
    return {primal.id for primal in found if isinstance(primal, gast.Name)}


def _cotangent(sweep: Reverse, name: str, reverse: list[gast.stmt]) -> gast.expr:
    adjoints = sweep.adjoints
    adjoints.out = reverse
    if not adjoints.defined(name):
        if not k.is_differentiable(sweep.typed.env[name]):
            return build.const(None)
        adjoints.zero(name)
    return adjoints.whole(name)


def _gradient(sweep: Reverse, name: str, reverse: list[gast.stmt]) -> gast.expr:
    """The cotangent of a parameter, in the parameter's own type, dtype and structure."""
    kind = sweep.typed.env[name]
    value = _cotangent(sweep, name, reverse)
    if not isinstance(value, gast.Name):
        return value
    state = sweep.adjoints.held(name)
    if isinstance(kind, k.Scalar):
        if kind.type is float:
            plain = state.kind == k.Scalar(float) and not uses_numpy(sweep.typed, set())
            return value if plain else build.call("float", value)
        if kind.type is complex:
            return build.call("complex", value)
        if state.kind == k.Scalar(kind.type) and not rounds(sweep.typed):
            return value
        return build.call(f"np.{kind.type.__name__}", value)
    if isinstance(kind, k.Array):
        if not isinstance(state.kind, k.Array) or state.kind.dtype != kind.dtype:
            return build.call("np.array", value, dtype=build.const(str(np.dtype(kind.dtype))))
        if rounds(sweep.typed):
            # A formula may have given more digits, or fewer, than its kind says.
            return build.call("np.array", value, dtype=build.const(str(np.dtype(kind.dtype))))
        # Arithmetic on arrays of rank 0 gives numbers.
        return value if state.owned and kind.shape else build.call("np.array", value)
    if (
        state.owned
        and name not in sweep.shadow
        and is_plain(kind)
        and not uses_numpy(sweep.typed, set())
    ):
        return build.call("tuple", value) if getattr(kind, "type", dict) is tuple else value
    return build.call("rt.mirror", build.name(sweep.given.get(name, name)), value)


def uses_numpy(typed: Typed, seen: set[int]) -> bool:
    """Whether a number of NumPy's may come up in a function or in one that it calls."""
    if id(typed) in seen:
        return False
    seen.add(id(typed))
    if any(map(_from_numpy, typed.env.values())):
        return True
    for _, resolution in typed.calls.values():
        if isinstance(resolution, CustomCall):
            return True
        if isinstance(resolution, UserCall) and uses_numpy(resolution.callee, seen):
            return True
    return False


def rounds(typed: Typed) -> bool:
    """Whether a function holds arrays or numbers of another precision than double."""
    for kind in typed.env.values():
        if isinstance(kind, k.Array) and str(kind.dtype) in _NOT_DOUBLE:
            return True
        if isinstance(kind, k.Scalar) and kind.type.__name__ in _NOT_DOUBLE:
            return True
    return False


def _from_numpy(kind: k.Kind) -> bool:
    return isinstance(kind, k.Array | k.Unknown) or (
        isinstance(kind, k.Scalar) and issubclass(kind.type, np.generic)
    )


def split_aux(typed: Typed, has_aux: bool) -> tuple[Typed, gast.expr, gast.expr | None]:
    """The value that is differentiated and, if asked for, what is returned beside it."""
    assert typed.result is not None
    if not has_aux:
        return typed, typed.result, None
    kind = typed.result_kind
    assert isinstance(kind, k.Tuple)
    names = []
    for i, label in enumerate(("y", "aux")):
        base = label
        while base in typed.env:
            base += "_"
        names.append(base)
        typed.body.append(build.assign(base, build.index(typed.result, build.const(i))))
        typed.env[base] = kind.items[i]
    if (
        isinstance(typed.result, gast.Name)
        and typed.result.id in typed.varied
        and k.is_differentiable(kind.items[0])
    ):
        typed.varied.add(names[0])
    direct(typed)
    return typed, build.name(names[0]), build.name(names[1])


def _markers(sweep: Reverse, forward: list[gast.stmt], reverse: list[gast.stmt]) -> dict[int, str]:
    found = {}
    sweep.kept += [*forward[:1], *reverse[:1]]
    if forward:
        found[id(forward[0])] = "forward sweep"
    if reverse:
        found[id(reverse[0])] = "reverse sweep"
    return found

"""`s2s.vjp` inside of functions that are differentiated: its pullback as a local function."""

from __future__ import annotations

import functools
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.nested_effects import refuse_kept
from s2s.analyse.typed import UserCall
from s2s.derived import public
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk
from s2s.written import written

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

# The pullback runs the function again: nothing of it has to be kept in a form that could be
# differentiated in turn.
_VJP = """\
def {name}(fun, {params}):
    y = fun({params})

    def pullback(ct):
        def paired({params}):
            y = fun({params})
            return {pairing}

        bars = grad(paired, argnums=({wrt},))({params})
        return ({bars},)

    return y, pullback
"""

_LINEARIZE = """\
def {name}(fun, {params}):
    y = fun({params})

    def pushforward({dots}):
        return jvp(fun, ({params},), ({dots},))[1]

    return y, pushforward
"""


def pulled_back(
    resolver: CallResolver, mode: str, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
    out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """``s2s.vjp(f, *primals)`` or ``s2s.linearize``: a plain function of both is called."""
    walker = resolver.walker
    if words or len(args) < 2 or any(isinstance(arg, gast.Starred) for arg in args):
        raise _refused(resolver, mode, node, "the call has keywords, stars or no primals")
    kinds = [walker.kind(arg) for arg in args[1:]]
    wrt = tuple(i for i, kind in enumerate(kinds) if k.is_differentiable(kind))
    if not wrt or any(k.is_complex(kind) for kind in kinds):
        raise _refused(resolver, mode, node, "its primals are no real numbers or arrays of them")
    args = [args[0], *(_kept(resolver, arg, node, out) for arg in args[1:])]
    start = len(out)
    value: k.Kind = k.Scalar(float)
    for _ in range(2):  # what the value is, is known of the first text: then it has another one
        del out[start:]
        pairing = _pairing(value, "y", "ct")
        if pairing is None:
            why = "the value is not known to be a number, an array or a structure of them"
            raise _refused(resolver, mode, node, why)
        plain = _written(mode, len(kinds), wrt, pairing)
        new = resolver.users.call(plain, plain.__name__, node, args, [], [], out)
        value = resolver.kind.items[0] if isinstance(resolver.kind, k.Tuple) else k.Opaque()
        if k.is_numeric(value):
            break
    call = walker.typed.resolution(new)
    if _has_complex(value) or (isinstance(call, UserCall) and call.callee.effects):
        raise _refused(resolver, mode, node, "the value is complex, or the function has an effect")
    if isinstance(call, UserCall):
        refuse_kept(resolver, call.callee, args, node)
    return new


def _kept(
    resolver: CallResolver, primal: gast.expr, node: gast.Call, out: list[gast.stmt]
) -> gast.expr:
    """A primal as the pullback will find it, whatever is written into it until then."""
    if not isinstance(resolver.walker.kind(primal), k.Array):
        return primal
    copy = build.call(build.attribute(walk.clone(primal), "copy"))
    return resolver.walker.displays.named(copy, "primal", node, out)


def _pairing(kind: k.Kind, value: str, ct: str) -> str | None:
    """The sum of products of a value and its cotangent, as text; None where it is not known what it is."""
    if k.is_numeric(kind):
        return f"np.sum({value} * {ct})" if k.is_differentiable(kind) else "0.0"
    pairs: list[tuple[str, k.Kind]] = []
    match kind:
        case k.List(item=item):
            each = _pairing(item, "p", "q") if k.is_numeric(item) else None
            return each and f"sum([{each} for p, q in zip({value}, {ct})])"
        case k.Tuple(items=items):
            pairs = [(f"[{i}]", item) for i, item in enumerate(items)]
        case k.Dict(entries=entries) if entries and all(
            type(key) in (str, int) for key, _ in entries
        ):
            pairs = [(f"[{key!r}]", item) for key, item in entries]
    found = [_pairing(item, value + place, ct + place) for place, item in pairs]
    return " + ".join(map(str, found)) if found and None not in found else None


def _has_complex(kind: k.Kind) -> bool:
    return k.is_complex(kind) or (k.is_structure(kind) and any(map(_has_complex, k.items_of(kind))))


@functools.cache
def _written(mode: str, count: int, wrt: tuple[int, ...], pairing: str) -> types.FunctionType:
    """The text for so many primals, of which some are differentiated."""
    params = ", ".join(f"a{i}" for i in range(count))
    dots = ", ".join(f"d{i}" for i in range(count))
    bars = ", ".join(f"bars[{wrt.index(i)}]" if i in wrt else "None" for i in range(count))
    name = f"{mode}_of_function"
    text = (_VJP if mode == "vjp" else _LINEARIZE).format(
        name=name, params=params, dots=dots, wrt=", ".join(map(str, wrt)), bars=bars,
        pairing=pairing,
    )  # fmt: skip
    filename = f"<s2s {mode} of {count} by {wrt}, {pairing}>"
    scope: dict[str, Any] = {kind: public(kind) for kind in ("grad", "jvp")}
    scope |= {"np": np, "__name__": "s2s_expanded"}
    return written(text, name, filename, scope)


def _refused(resolver: CallResolver, mode: str, node: gast.Call, why: str) -> Exception:
    return resolver.walker.fail(
        UnsupportedError,
        f"s2s cannot differentiate through this call of `s2s.{mode}`",
        node,
        why,
        "take the derivative with `s2s.grad` or `s2s.jvp`",
    )

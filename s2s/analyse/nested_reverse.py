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
        bars = grad(lambda {params}: np.sum(fun({params}) * ct), argnums=({wrt},))({params})
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
    plain = _written(mode, len(kinds), wrt)
    args = [args[0], *(_kept(resolver, arg, node, out) for arg in args[1:])]
    new = resolver.users.call(plain, plain.__name__, node, args, [], [], out)
    kind = resolver.kind
    if not isinstance(kind, k.Tuple) or not k.is_numeric(kind.items[0]):
        raise _refused(resolver, mode, node, "the value is not known to be a number or an array")
    call = walker.typed.resolution(new)
    if k.is_complex(kind.items[0]) or (isinstance(call, UserCall) and call.callee.effects):
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


@functools.cache
def _written(mode: str, count: int, wrt: tuple[int, ...]) -> types.FunctionType:
    """The text for so many primals, of which some are differentiated."""
    params = ", ".join(f"a{i}" for i in range(count))
    dots = ", ".join(f"d{i}" for i in range(count))
    bars = ", ".join(f"bars[{wrt.index(i)}]" if i in wrt else "None" for i in range(count))
    name = f"{mode}_of_function"
    text = (_VJP if mode == "vjp" else _LINEARIZE).format(
        name=name, params=params, dots=dots, wrt=", ".join(map(str, wrt)), bars=bars
    )
    filename = f"<s2s {mode} of {count} by {wrt}>"
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

"""Second derivatives the other way round: reverse mode over forward mode.

The derivative of a gradient along a direction is the gradient of the derivative along that direction,
and the pullback of a gradient is the gradient of the derivative along the cotangent: second
derivatives are symmetric. A tangent of an object is an object of the same class, so that forward mode
gives a program that reverse mode takes, where the reverse sweep over objects keeps shadows that
neither mode knows.
"""

from __future__ import annotations

import inspect
import types
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from s2s.api.streams import has_streams, point
from s2s.custom import Turned
from s2s.derived import How, public, pushforward
from s2s.origin import signature_of
from s2s.written import free, written

_LIMIT = 256
_PLAIN = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_made: OrderedDict[tuple[int, Hashable], tuple[types.FunctionType, Turned]] = OrderedDict()

_WORDS = (
    "along tangent pushed push through forward backward gradient product pulled fun pushforward"
)

# The parameters, the tangents of those that vary, and what stands for a tangent of each.
_TEXT = """\
def {name}({params}):
    return {gradient}({params})

def {along}({params}, {dots}):
    return {pushforward}({fun}, ({params},), ({tangents},))

def {tangent}({params}, {dots}):
    return {product}({params}, {dots})

def {pushed}({params}, {dots}):
    return {gradient}({params}), {product}({params}, {dots})

def {push}(primals, tangents):
    ({params},) = primals
    ({all_dots},) = tangents
    return {gradient}({first}), {product}({params}, {dots})

def {through}({params}, ct):
    {through_lines}

def {forward}({params}):
    kept = {kept}
    return {gradient}({params}), kept

def {backward}(residuals, ct):
    ({params},) = {residuals}
    bars = {pulled}({params}, ct)
    return ({bars},)
"""


def turned(gradient: Any, active: tuple[int, ...], drawn: bool = False) -> Turned:
    """The rule of a gradient: what both modes make of a call of it.

    Args:
        gradient: a derivative of mode "grad" or "value_and_grad".
        active: the positions of the arguments that vary.
        drawn: whether an argument may be one that a run uses up; then a second run has copies.

    Raises:
        TypeError: the function takes a variable number of arguments, or has aux.
    """
    key = id(gradient.root), (gradient.how, active, drawn)
    found = _made.get(key)
    if found is None or found[0] is not gradient.root:
        found = _made[key] = gradient.root, _rule(gradient, active, drawn)
        while len(_made) > _LIMIT:
            _made.popitem(last=False)
    return found[1]


def again(*values: Any) -> tuple[Any, ...]:
    """The arguments of one of two runs: with copies of what a run uses up, if there is anything.

    Raises:
        UnsupportedError: there is an iterator that cannot be copied.
    """
    return point(values) if has_streams(values) else values


def _rule(gradient: Any, active: tuple[int, ...], drawn: bool) -> Turned:
    parameters = signature_of(gradient.root).parameters
    how: How = gradient.how
    if how.has_aux or any(p.kind not in _PLAIN for p in parameters.values()):
        raise TypeError("it has aux, or the function takes a variable number of arguments")
    if not set(how.wrt) <= set(active):
        raise TypeError("an argument that is differentiated does not vary")
    names = [f"a{i}" for i in range(len(parameters))]
    both = how.mode == "value_and_grad"
    words = {word: word for word in _WORDS.split()}
    own = gradient.root.__name__
    name = free(own if own.isidentifier() else "function", {*names, *words})
    params = ", ".join(names)
    text = _TEXT.format(
        name=name,
        params=params,
        **_runs(params, drawn),
        dots=", ".join(f"d{i}" for i in active),
        all_dots=", ".join(f"d{i}" for i in range(len(names))),
        tangents=", ".join(f"d{i}" if i in active else "None" for i in range(len(names))),
        through_lines=_through(how, params, len(names)),
        bars=", ".join(
            f"bars[{active.index(i)}]" if i in active else "None" for i in range(len(names))
        ),
        **words,
    )
    scope: dict[str, Any] = {"gradient": gradient, "fun": gradient.root}
    scope |= {"pushforward": pushforward, "jvp": public("jvp"), "again": again}
    scope["__name__"] = "s2s_turned"
    wrt = how.wrt[0] if how.single else how.wrt
    filename = f"<s2s {how.mode} of {name}({params}) by {wrt}, where {active} vary>"
    value = written(text, name, filename, scope)
    make = type(gradient)
    scope["product"] = make(scope["along"], wrt, "value_and_grad" if both else "grad", False)
    scope["pulled"] = make(scope["through"], active, "grad", False)
    rule = Turned(gradient, value, active)
    rule.product, rule.drawn, rule.again = scope["product"], drawn, again
    rule.tangent, rule.pushed = scope["tangent"], scope["pushed"]
    rule.fwd, rule.bwd, rule.jvp = scope["forward"], scope["backward"], scope["push"]
    return rule


def _runs(params: str, drawn: bool) -> dict[str, str]:
    """How the arguments of one of two runs are spelled."""
    if not drawn:
        return {"first": params, "kept": f"({params},)", "residuals": "residuals"}
    return {
        "first": f"*again({params})",
        "kept": f"again({params})",
        "residuals": "again(*residuals)",
    }


def _through(how: How, params: str, count: int) -> str:
    """The text of what the pullback is the gradient of: a pairing of the derivative with its cotangent."""
    both = how.mode == "value_and_grad"
    ct = "ct[1]" if both else "ct"
    cts = {i: ct if how.single else f"{ct}[{j}]" for j, i in enumerate(how.wrt)}
    tangents = ", ".join(cts.get(i, "None") for i in range(count))
    along = f"fun, ({params},), ({tangents},)"
    if not both:
        return f"return pushforward({along})"
    return f"value, slope = jvp({along})\n    return ct[0] * value + slope"

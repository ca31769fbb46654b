"""Jacobians and their like of local functions: each is a plain function of pushforwards."""

from __future__ import annotations

import functools
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_user
from s2s.analyse.nested_effects import nested_effects
from s2s.derived import How, public
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk
from s2s.written import free, written

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_COLUMNS = """\
    {columns} = []
    for {unit} in {np}.eye({np}.size({x})).reshape((-1,) + {np}.shape({x})):
        {columns}.append({jvp}(lambda {x}: {pushed}, ({x},), ({unit},))[1])
    if isinstance({columns}[0], (tuple, list, dict)):
        raise NotImplementedError(
            "s2s differentiates through Jacobians of numbers and arrays, inside of functions"
        )
    {table} = {np}.stack({columns}, axis=-1).reshape({np}.shape({columns}[0]) + {np}.shape({x}))
"""
_BY_ONE = """\
def {name}({fun}, {params}):
    return {jvp}(lambda {x}: {pushed}, ({x},), ({unit},))[1]
"""
_TEXTS = {
    "jacobian": "def {name}({fun}, {params}):\n" + _COLUMNS + "    return {table}\n",
    "hvp": _BY_ONE.replace("{params}):", "{x}, {unit}{rest}):"),
    "elementwise_grad": _BY_ONE.replace("({unit},)", "({np}.ones({np}.shape({x}))[()],)"),
    "value_grad_and_hessian": "def {name}({fun}, {params}):\n"
    + _COLUMNS
    + "    return {fun}({params}), {pushed}, {table}\n",
}
_OF_GRADIENTS = ("hessian", "hvp", "value_grad_and_hessian")
MODES = ("jacobian", "hessian", *_TEXTS)


def local_composite(
    resolver: CallResolver, kind: k.Derived, definition: Any, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], func: gast.expr, out: list[gast.stmt],
) -> gast.expr:  # fmt: skip
    """A call of the Jacobian, or its like, of a local function, or of a gradient of one."""
    how = kind.how
    of_product = isinstance(kind.function, k.Derived) and kind.function.how.mode == "hvp"
    if how.has_aux or not how.single or of_product:
        raise _refused(resolver, node, how, "it has aux, is by several arguments, or of a product")
    names = walk.parameters(definition.node)
    along = []
    if how.mode == "hvp" and len(args) > 1:
        along = [args[1]]
        args = [args[0], *args[2:]]
    atoms = bind_user(definition, node, args, words, resolver, out)
    nested_effects(resolver, definition, node, atoms, names)
    by = resolver.walker.kind(atoms[how.wrt[0]])
    if how.mode != "hvp" and not isinstance(by, k.Scalar | k.Array | k.Unknown):
        raise _refused(resolver, node, how, "it is by a structure")
    walker = resolver.walker
    site = gast.Tuple(elts=[func, gast.Constant(value=how.mode, kind=None)], ctx=gast.Load())
    fun = build.name(walker.temp_name(site, "fun"))
    walker.define(fun.id, kind.function, walker.varies(func))
    out.append(build.assign(fun.id, walker.linked.value(func)))
    out.extend(walker.passive.rebuilt(fun.id, kind.function))
    plain = _written(how.mode, tuple(names), how.wrt[0])
    given = [fun, *atoms[:1], *along, *atoms[1:]]
    return resolver.users.call(plain, plain.__name__, node, given, [], [], out)


@functools.cache
def _written(mode: str, names: tuple[str, ...], position: int) -> types.FunctionType:
    """The text for a function of such parameters."""
    words = ("fun", "jvp", "grad", "np", "unit", "columns", "table")
    own = {word: free(word, names) for word in words}
    x, params = names[position], ", ".join(names)
    pushed = "{fun}({params})"
    if mode in _OF_GRADIENTS:
        pushed = "{grad}({fun}, {position})({params})"
    pushed = pushed.format(params=params, position=position, **own)
    name = f"{mode}_of_function"
    rest = "".join(f", {other}" for other in names[1:])
    text = _TEXTS["jacobian" if mode == "hessian" else mode].format(
        name=name, params=params, x=x, rest=rest, pushed=pushed, **own
    )
    scope: dict[str, Any] = {own["np"]: np, "__name__": "s2s_expanded"}
    scope |= {own[kind]: public(kind) for kind in ("grad", "jvp")}
    return written(text, name, f"<s2s {mode} of a function of {params} by {x}>", scope)


def _refused(resolver: CallResolver, node: gast.AST, how: How, why: str) -> Exception:
    return resolver.walker.fail(
        UnsupportedError,
        f"s2s cannot differentiate through this `{how.mode}` of a local function",
        node,
        why,
        "write it with `s2s.grad` and `s2s.jvp`, by one argument",
    )

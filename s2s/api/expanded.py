"""Composite derivatives as plain Python functions, for when they are differentiated themselves."""

from __future__ import annotations

import inspect
import types
from typing import Any

import numpy as np

from s2s.written import free, written

_COLUMNS = """\
def {name}({params}):
    {columns} = []
    for {unit} in {np}.eye({np}.size({x})).reshape((-1,) + {np}.shape({x})):
        {columns}.append({jvp}(lambda {x}: {fun}({given})PART, ({x},), ({unit},))[1])
    if isinstance({columns}[0], (tuple, list, dict)):
        raise NotImplementedError(
            "s2s differentiates through Jacobians of numbers and arrays, inside of functions"
        )
    {table} = {np}.stack({columns}, axis=-1).reshape({np}.shape({columns}[0]) + {np}.shape({x}))
"""
_TEMPLATES = {
    "jacobian": _COLUMNS.replace("PART", "") + "    return {table}\n",
    "value_grad_and_hessian": _COLUMNS.replace("PART", "[1]")
    + "    {v}, {slope} = {fun}({given})\n    return {v}, {slope}, {table}\n",
    "hvp": """\
def {name}({x}, {v}{rest}):
    return {jvp}(lambda {x}: {fun}({given}), ({x},), ({v},))[1]
""",
    "elementwise_grad": """\
def {name}({params}):
    return {jvp}(lambda {x}: {fun}({given}), ({x},), ({np}.ones({np}.shape({x}))[()],))[1]
""",
}
_PLACED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_NAMED = inspect.Parameter.KEYWORD_ONLY


def expanded(
    mode: str, fun: Any, signature: inspect.Signature, position: int, jvp: Any
) -> types.FunctionType:
    """A function of numbers and arrays with source that gives the same as a composite derivative.

    Args:
        mode: "jacobian", "hvp", "value_grad_and_hessian" or "elementwise_grad".
        fun: what is pushed forward: the function, for "hvp" its gradient, for
            "value_grad_and_hessian" its value and gradient.
        signature: that of the function.
        position: which parameter is differentiated.
        jvp: the public function.

    Raises:
        TypeError: the function takes a variable number of arguments.
    """
    parameters = signature.parameters.values()
    if any(p.kind not in (*_PLACED, _NAMED) for p in parameters):
        raise TypeError("the function takes a variable number of arguments")
    names = list(signature.parameters)
    named = [p.name for p in parameters if p.kind is _NAMED]
    placed = [name for name in names if name not in named]
    taken = [*placed, *(["*"] if named else []), *named]
    params = ", ".join(taken)
    given = ", ".join([*placed, *(f"{name}={name}" for name in named)])
    rest = "".join(f", {name}" for name in taken[1:])
    name = f"{mode}_of_{getattr(fun, '__name__', 'function')}"
    name = name if name.isidentifier() else mode
    words = ("fun", "jvp", "np", "v", "columns", "unit", "table", "slope")
    own = {word: free(word, names) for word in words}
    text = _TEMPLATES[mode].format(
        name=name, params=params, given=given, x=names[position], rest=rest, **own
    )
    filename = f"<s2s {name}({params}) by {names[position]}>"
    scope: dict[str, Any] = {
        own["fun"]: fun,
        own["jvp"]: jvp,
        own["np"]: np,
        "__name__": "s2s_expanded",
    }
    made = written(text, name, filename, scope)
    made.__defaults__ = _defaults(signature, mode)
    made.__kwdefaults__ = {
        p.name: p.default for p in parameters if p.kind is _NAMED and p.default is not p.empty
    } or None
    return made


def _defaults(signature: inspect.Signature, mode: str) -> tuple[Any, ...] | None:
    placed = [p for p in signature.parameters.values() if p.kind is not _NAMED]
    found = [p.default for p in placed if p.default is not p.empty]
    if mode == "hvp" and len(found) == len(placed):
        found = found[1:]
    return tuple(found) or None

"""Composite derivatives as plain Python functions, for when they are differentiated themselves."""

from __future__ import annotations

import inspect
import types
from typing import Any

import numpy as np

from s2s.written import free, written

_JACOBIAN = """\
def {name}({params}):
    {columns} = []
    for {unit} in {np}.eye({np}.size({x})).reshape((-1,) + {np}.shape({x})):
        {columns}.append({jvp}(lambda {x}: {fun}({params}), ({x},), ({unit},))[1])
    return {np}.stack({columns}, axis=-1).reshape({np}.shape({columns}[0]) + {np}.shape({x}))
"""
_HVP = """\
def {name}({x}, {v}{rest}):
    return {jvp}(lambda {x}: {fun}({params}), ({x},), ({v},))[1]
"""
_ELEMENTWISE = """\
def {name}({params}):
    return {jvp}(lambda {x}: {fun}({params}), ({x},), ({np}.ones({np}.shape({x}))[()],))[1]
"""
_TEMPLATES = {"jacobian": _JACOBIAN, "hvp": _HVP, "elementwise_grad": _ELEMENTWISE}


def expanded(
    mode: str, fun: Any, signature: inspect.Signature, position: int, jvp: Any
) -> types.FunctionType:
    """A function of numbers and arrays with source that gives the same as a composite derivative.

    Args:
        mode: "jacobian", "hvp" or "elementwise_grad".
        fun: what is pushed forward: the function, for "hvp" its gradient.
        signature: that of the function.
        position: which parameter is differentiated.
        jvp: the public function.

    Raises:
        TypeError: the function takes a variable number of arguments.
    """
    plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    if any(p.kind not in plain for p in signature.parameters.values()):
        raise TypeError("the function takes a variable number of arguments")
    names = list(signature.parameters)
    params = ", ".join(names)
    rest = "".join(f", {name}" for name in names[1:])
    name = f"{mode}_of_{getattr(fun, '__name__', 'function')}"
    name = name if name.isidentifier() else mode
    own = {word: free(word, names) for word in ("fun", "jvp", "np", "v", "columns", "unit")}
    text = _TEMPLATES[mode].format(name=name, params=params, x=names[position], rest=rest, **own)
    filename = f"<s2s {name}({params}) by {names[position]}>"
    scope: dict[str, Any] = {
        own["fun"]: fun,
        own["jvp"]: jvp,
        own["np"]: np,
        "__name__": "s2s_expanded",
    }
    made = written(text, name, filename, scope)
    made.__defaults__ = _defaults(signature, mode)
    return made


def _defaults(signature: inspect.Signature, mode: str) -> tuple[Any, ...] | None:
    found = [p.default for p in signature.parameters.values() if p.default is not p.empty]
    if mode == "hvp" and len(found) == len(signature.parameters):
        found = found[1:]
    return tuple(found) or None

"""Derivatives at a point that a program asks for again and again: ``s2s.jvp``, ``s2s.vjp`` in a loop.

What `s2s.grad` returns keeps what it has built; these return nothing that could, so that what serves a
function is kept here.
"""

from __future__ import annotations

import operator
import os
import types
from collections import OrderedDict
from typing import Any

from s2s.api.containers import holds
from s2s.api.derivative import Derivative
from s2s.api.failures import called
from s2s.api.repeated import parts_of
from s2s.api.tangent_trees import tangent_tree
from s2s.api.trees import has_floats

_LIMIT = 256
_Key = tuple[int, tuple[int, ...], str, bool, str | None]
_engines: OrderedDict[_Key, tuple[tuple[object, ...], Derivative]] = OrderedDict()


def along_again(
    fun: types.FunctionType, primals: tuple[Any, ...], tangents: tuple[Any, ...], has_aux: bool
) -> Any:
    """What `s2s.jvp` gives, from what is kept; None where that does not serve the call.

    With a variable number of arguments, or fewer than there are, the tangents are not one for each
    parameter.

    Raises:
        TypeError, ValueError: the tangents do not fit the primals.
        S2SError: the function cannot be differentiated.
    """
    if holds(primals):
        return None
    pairs = enumerate(zip(primals, tangents, strict=True))
    moving = [(i, p, t) for i, (p, t) in pairs if t is not None]
    dots = [(i, p, tangent_tree(p, t, f"tangents[{i}]")) for i, p, t in moving]
    wrt = tuple(i for i, primal, _ in dots if has_floats(primal))
    engine = engine_again(fun, wrt, "jvp", has_aux)
    if engine is None or engine.count != len(primals):
        return None
    return called(engine.served(primals), fun, *primals, *(dot for i, _, dot in dots if i in wrt))


def engine_again(
    fun: types.FunctionType, wrt: tuple[int, ...], mode: str, has_aux: bool
) -> Derivative | None:
    """What makes and keeps the generated code; None for a function without as many parameters.

    Functions that close over values are not held: the values may be large.
    """
    if not wrt or wrt[-1] >= fun.__code__.co_argcount or fun.__closure__ is not None:
        return None
    key = id(fun), wrt, mode, has_aux, os.environ.get("S2S_CACHE_DIR")
    parts = parts_of(fun)
    found = _engines.get(key)
    if found is not None and found[1].root is fun and all(map(operator.is_, found[0], parts)):
        return found[1]
    engine = Derivative(fun, wrt, mode, has_aux)
    _engines[key] = parts, engine
    while len(_engines) > _LIMIT:
        _engines.popitem(last=False)
    return engine

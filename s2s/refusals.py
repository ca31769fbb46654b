"""Requests that cannot be met: an argument or a result without a derivative, a text too deep."""

from __future__ import annotations

import enum
import types
from collections.abc import Callable, Iterable

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.call_kinds import perhaps_real
from s2s.analyse.symbols import Symbols
from s2s.analyse.typed import Typed, UserCall
from s2s.derived import Derived
from s2s.errors import OURS, KindError, Place, S2SError, UnsupportedError, is_ours, place, plain
from s2s.frontend.parse import parse
from s2s.origin import attributes_of, holds_data, is_library
from s2s.request import Request


def too_deep(request: Request) -> UnsupportedError:
    return UnsupportedError(
        f"`{request.fun.__name__}` nests its expressions or blocks too deeply",
        start(request.fun),
        note="s2s walks through expressions level by level",
        hint="split the longest expressions, or write a loop",
    )


def start(fun: object) -> Place | None:
    """Where a function starts, if it has a text."""
    if not isinstance(fun, types.FunctionType):
        return None
    try:
        parsed = parse(fun)
    except RecursionError:  # the text itself is too deep for the parser
        return None
    return place(parsed.source, parsed.node)


def locate_call(error: S2SError, typed: Typed) -> None:
    """Gives an error in a text of ours the place where the user's functions call that text."""
    if error.place is None or not is_ours(error.place.source):
        return
    pending: list[tuple[Typed, Typed, gast.AST | None]] = [(typed, typed, None)]
    seen = {id(typed)}
    for called, caller, node in pending:  # it grows
        if called.source == error.place.source:
            error.locate_call(caller.source, node)
            return
        for call, resolution in called.calls.values():
            if isinstance(resolution, UserCall) and id(resolution.callee) not in seen:
                seen.add(id(resolution.callee))
                by = (caller, node) if is_ours(called.source) else (called, call)
                pending.append((resolution.callee, *by))


def users_function(fun: object) -> types.FunctionType | None:
    """The user's function that a derivative, or a text of ours, is about.

    >>> users_function(users_function) is users_function
    True
    """
    for _ in range(50):
        if isinstance(fun, Derived):
            fun = fun.root
        elif not isinstance(fun, types.FunctionType):
            return None
        elif not fun.__code__.co_filename.startswith(OURS):
            return fun
        else:
            named = (fun.__globals__.get(name) for name in fun.__code__.co_names)
            fun = next((value for value in named if _may_be_users(value)), None)
    return None


def _may_be_users(value: object) -> bool:
    if isinstance(value, types.FunctionType):
        return not is_library(value.__module__)
    return isinstance(value, Derived)


def check_differentiable(
    fun: Callable[..., object], index: int, kind: k.Kind, value: object
) -> None:
    known = k.is_differentiable(kind) and not k.is_objects(kind)
    own = _own_number(value, set())
    if own is not None:
        name = fun.__code__.co_varnames[index]
        raise KindError(
            f"the argument `{name}` cannot be differentiated: a {own.__name__} is a number of its own",
            _parameter(fun, name),
            note="a class may give its numbers other operators",
            hint="pass `float(value)`",
        )
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


def _own_number(value: object, seen: set[int]) -> type | None:
    """A class of floats that somebody has made, where an argument is or holds one."""
    if isinstance(value, float | complex):
        cls = type(value)
        return None if cls in (float, complex) or isinstance(value, np.generic) else cls
    if isinstance(value, enum.Enum | np.ndarray) or id(value) in seen:
        return None
    seen.add(id(value))
    found = (_own_number(part, seen) for part in _parts(value))
    return next((own for own in found if own is not None), None)


def check_tree(fun: Callable[..., object], index: int, value: object) -> None:
    """A cotangent is made part by part: there is none of what is a part of itself."""
    around: set[int] = set()
    seen: set[int] = set()

    def ends(part: object) -> bool:
        if id(part) in around:
            return False
        if id(part) in seen or isinstance(part, float | complex | enum.Enum | np.ndarray):
            return True
        seen.add(id(part))
        around.add(id(part))
        found = all(map(ends, _parts(part)))
        around.discard(id(part))
        return found

    if not ends(value):
        name = fun.__code__.co_varnames[index]
        raise KindError(
            f"the argument `{name}` cannot be differentiated: it holds an object that holds itself",
            _parameter(fun, name),
            note="a gradient has the structure of its argument, part by part",
            hint="leave it out of the arguments that are differentiated (`argnums`)",
        )


def _parts(value: object) -> Iterable[object]:
    """What a container or an object of the user's holds."""
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, dict):
        return value.values()
    return attributes_of(value).values() if holds_data(type(value)) else ()


def _parameter(fun: Callable[..., object], name: str) -> Place | None:
    """Where a function names a parameter."""
    parsed = parse(fun)
    args = parsed.node.args
    rest = [arg for arg in (args.vararg, args.kwarg) if arg is not None]
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, *rest):
        if plain(arg.id) == name:
            return place(parsed.source, arg)
    return None


def check_scalar(typed: Typed, symbols: Symbols, has_aux: bool, where: Place | None) -> None:
    """Refuses a result that has no gradient: no number, or a whole or complex one."""
    kind = typed.result_kind
    if has_aux:
        if not isinstance(kind, k.Tuple) or len(kind.items) != 2:
            raise KindError(
                "with has_aux=True the function must return a pair (value, aux)",
                where,
                hint="return a tuple of two, or leave has_aux out",
            )
        kind = kind.items[0]
    if _is_whole(kind):
        raise KindError(
            f"grad needs a function with a float as its result; `{typed.name}` returns {_whole(kind)}",
            where,
            note="it does not follow small changes of the arguments: its derivative is zero or is not there",
            hint="return the float that the result is made from; or `float(...)` of it, for a derivative of zero",
        )
    if perhaps_real(kind, symbols) and not (isinstance(kind, k.Array) and kind.shape):
        return  # it is told when the program runs
    what = _no_scalar(kind)
    if what is not None:
        raise KindError(
            f"grad needs a function with a scalar result; `{typed.name}` returns {what}",
            where,
            note="a gradient is defined for one real number only",
            hint="reduce the result (`np.sum`), or use `vjp` with a seed of the result's shape",
        )


def _no_scalar(kind: k.Kind) -> str | None:
    """What a result is that is no real number, in words."""
    if isinstance(kind, k.Array) and kind.shape:
        return f"an array of rank {len(kind.shape)}"
    if isinstance(kind, k.Tuple | k.List | k.Dict | k.Record | k.Object):
        return f"a {kind.type.__name__ if not isinstance(kind, k.Dict) else 'dict'}"
    if k.is_complex(kind):
        return "a complex number"
    if isinstance(kind, k.Const):
        return repr(kind.value)
    return "something that is not known to be a number" if isinstance(kind, k.Opaque) else None


def check_not_carried(typed: Typed, has_aux: bool, where: Place | None) -> None:
    """Refuses a result that is a text, or is or holds what an exception carries."""
    kind = typed.result_kind
    if has_aux and isinstance(kind, k.Tuple) and kind.items:
        kind = kind.items[0]
    if isinstance(kind, k.Text) or k.is_carried(kind):
        raise UnsupportedError(
            f"s2s cannot differentiate what `{typed.name}` returns: it is, or is read from, a text or an exception",
            where,
            note="no derivative flows through texts and the attributes of exceptions",
            hint="return the value, or assign it to a variable before the exception is raised",
        )


def _is_whole(kind: k.Kind) -> bool:
    """Whether a value is a truth value or an integer."""
    if isinstance(kind, k.Const):
        return isinstance(kind.value, bool)
    if isinstance(kind, k.Array) and kind.shape:
        return False
    dtype = k.dtype_of(kind) if isinstance(kind, k.Scalar | k.Array) else None
    return dtype is not None and np.dtype(dtype).kind in "biu"


def _whole(kind: k.Kind) -> str:
    """What the user calls it."""
    dtype = k.dtype_of(kind)
    return "a bool" if dtype is None or np.dtype(dtype).kind == "b" else "an int"

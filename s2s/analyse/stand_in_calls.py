"""Calling functions on stand-ins, to be told what kind of thing they give."""

from __future__ import annotations

import functools
import math
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.smaller import HUGE, LARGE, NotSpelled, Smaller, largest
from s2s.analyse.standins import NoStandIn, pair_kind, stand_in
from s2s.runtime.einsum import einsum_dot


def call_on_stand_ins(
    function: Callable[..., Any], args: Sequence[k.Kind], kwargs: Mapping[str, k.Kind]
) -> k.Kind:
    """The kind of ``function(*args, **kwargs)``, by calling it on stand-ins of two sizes.

    Raises:
        NoStandIn: an argument has no stand-in, or the call fails on them.
    """
    if largest((*args, *kwargs.values())) > LARGE or _fills_memory(function, args):
        return _called_on_small(function, args, kwargs)
    return _called_on(function, args, kwargs)


def _fills_memory(function: Callable[..., Any], args: Sequence[k.Kind]) -> bool:
    """Whether a function may make all products of elements of arrays, and these are many."""
    ours = getattr(function, "__module__", None) == einsum_dot.__module__
    if not ours and function not in (np.tensordot, np.einsum):
        return False
    return math.prod(max(largest([arg]), 1) for arg in args) > LARGE


def _called_on_small(
    function: Callable[..., Any], args: Sequence[k.Kind], kwargs: Mapping[str, k.Kind]
) -> k.Kind:
    """The same, where the stand-ins would be large: they take small lengths of their own."""
    smaller = Smaller((*args, *kwargs.values()))
    try:
        few = [smaller.shrunk(arg) for arg in args]
        named = {name: smaller.shrunk(arg) for name, arg in kwargs.items()}
        if largest((*few, *named.values())) > HUGE:
            raise NotSpelled  # of many lengths, those that can be told apart are not small
        return smaller.restored(_called_on(function, few, named))
    except NotSpelled as error:
        if largest((*args, *kwargs.values())) > HUGE:
            raise NoStandIn from error
        return _called_on(function, args, kwargs)


def _called_on(
    function: Callable[..., Any], args: Sequence[k.Kind], kwargs: Mapping[str, k.Kind]
) -> k.Kind:
    if not _is_steady(function) or not all(map(_is_plain, (*args, *kwargs.values()))):
        return _called(function, args, kwargs)
    found = _called_once(function, tuple(args), tuple(kwargs.items()))
    if found is None:
        raise NoStandIn
    return found


@dataclass(frozen=True)
class Attribute:
    """Reads an attribute of what it is given."""

    name: str

    def __call__(self, value: Any) -> Any:
        return getattr(value, self.name)


@dataclass(frozen=True)
class Method:
    """Calls a method of what it is given first."""

    name: str

    def __call__(self, receiver: Any, *args: Any, **kwargs: Any) -> Any:
        return getattr(receiver, self.name)(*args, **kwargs)


def _is_steady(function: object) -> bool:
    """Whether a function is known to give the same for the same arguments."""
    if isinstance(function, types.BuiltinFunctionType):
        return isinstance(function.__self__, types.ModuleType)
    return isinstance(function, np.ufunc | type(np.sum) | Attribute | Method)


def _is_plain(kind: k.Kind) -> bool:
    """Whether kinds that equal this one have the same stand-ins: ``0.0`` equals ``-0.0``."""
    match kind:
        case k.Array(dtype=dtype):
            return dtype != "object"
        case k.Scalar(type=cls, value=value):
            return value is None or cls is int
        case k.Tuple(items=items):
            return all(map(_is_plain, items))
        case k.Const(value=value):
            return value is None or type(value) in (bool, str)
    return False


@functools.lru_cache(maxsize=4096)
def _called_once(
    function: Callable[..., Any], args: tuple[k.Kind, ...], kwargs: tuple[tuple[str, k.Kind], ...]
) -> k.Kind | None:
    try:
        return _called(function, args, dict(kwargs))
    except NoStandIn:
        return None


def _called(
    function: Callable[..., Any], args: Sequence[k.Kind], kwargs: Mapping[str, k.Kind]
) -> k.Kind:
    results = []
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are about the stand-ins
            for side in (0, 1):
                values = [stand_in(arg, side) for arg in args]
                named = {name: stand_in(arg, side) for name, arg in kwargs.items()}
                results.append(_light(function)(*values, **named))
    except NoStandIn:
        raise
    except Exception as error:  # whatever a function raises on a stand-in, it says nothing
        raise NoStandIn from error
    found = pair_kind(results[0], results[1])
    if isinstance(found, k.Const) and isinstance(found.value, str):
        if any(map(_has_unknown_number, (*args, *kwargs.values()))):
            return k.Opaque()  # it may spell the number, of which the stand-in is one of many
    if function in _CHOOSING and isinstance(found, k.Scalar) and _by_chance(found, args):
        return k.Scalar(found.type)
    return found


def _light(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that gives arrays of the same shape and dtype, of all pairs of elements."""
    if isinstance(function, types.BuiltinFunctionType) and function.__name__ == "outer":
        return functools.partial(_all_pairs, function) if _of_ufunc(function) else function
    return _OF_PAIRS.get(function, function)


def _of_ufunc(function: types.BuiltinFunctionType) -> bool:
    return isinstance(function.__self__, np.ufunc)


def _all_pairs(function: Callable[..., Any], a: Any, b: Any, **named: Any) -> Any:
    """What a universal function makes of all pairs, without room for them."""
    found = function(np.ravel(a)[:1], np.ravel(b)[:1], **named)
    shape = np.shape(a) + np.shape(b)
    if not isinstance(found, np.ndarray) or not (np.ndim(a) and np.ndim(b)):
        return function(a, b, **named)
    return np.broadcast_to(found[0, 0], shape)


def _outer(a: Any, b: Any, out: Any = None) -> Any:
    """``np.outer``, without room for the products."""
    if out is not None:
        return np.outer(a, b, out)
    return np.broadcast_to(
        np.outer(np.ravel(a)[:1], np.ravel(b)[:1])[:1, :1], (np.size(a), np.size(b))
    )


def _kron(a: Any, b: Any) -> Any:
    """``np.kron``, without room for the products."""
    rank = max(np.ndim(a), np.ndim(b))
    if rank < 2 or not (np.size(a) and np.size(b)):
        return np.kron(a, b)
    sizes = [(1,) * (rank - np.ndim(x)) + np.shape(x) for x in (a, b)]
    one = np.kron(np.ravel(a)[:1], np.ravel(b)[:1])
    return np.broadcast_to(one, [m * n for m, n in zip(*sizes, strict=True)])


# Of two large arrays these make what fills the memory: 17 seconds for one line of a program.
_OF_PAIRS: Mapping[Any, Callable[..., Any]] = {np.outer: _outer, np.kron: _kron}


def _has_unknown_number(kind: k.Kind) -> bool:
    match kind:
        case k.Scalar(value=value):
            return value is None
        case k.Tuple(items=items):
            return any(map(_has_unknown_number, items))
        case k.List(item=item):
            return _has_unknown_number(item)
    return False


_CHOOSING = (max, min, np.maximum, np.minimum, np.fmax, np.fmin)


def _by_chance(chosen: k.Scalar, args: Sequence[k.Kind]) -> bool:
    """Whether a number was chosen that is the greatest, or the least, for stand-ins only.

    One of two lengths with a fixed difference is always the greater one. Of others, and of a length and
    a constant, either may be; lengths that cross give a pair that is neither.
    """
    items = args[0].items if len(args) == 1 and isinstance(args[0], k.Tuple) else args
    pairs = [item.value for item in items if isinstance(item, k.Scalar) and item.value is not None]
    if chosen.value not in pairs:
        return False
    gaps: list[Any] = [_gap(chosen.value, pair) for pair in pairs]
    return any(low != high for low, high in gaps)


def _gap(first: Any, second: Any) -> tuple[Any, Any]:
    return first[0] - second[0], first[1] - second[1]

"""What a kind says of a value."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Sequence

import numpy as np

from s2s.analyse.kinds.classes import (
    Array,
    Choice,
    Closure,
    Derived,
    Dict,
    Func,
    Iterator,
    Kind,
    List,
    Maybe,
    Method,
    Mixed,
    Object,
    Opaque,
    Partial,
    Range,
    Record,
    Scalar,
    Super,
    Table,
    Text,
    Tuple,
    Unknown,
)


def is_float_dtype(dtype: str) -> bool:
    """Whether derivatives flow through values of this dtype."""
    return np.dtype(dtype).kind in "fc"


def is_objects(kind: Kind) -> bool:
    """Whether the kind is an array of Python objects."""
    return isinstance(kind, Array) and kind.dtype == "object"


def has_fields(record: Record) -> bool:
    """Whether the attributes of a record are its fields: a named tuple, or a dataclass."""
    return hasattr(record.type, "_fields") or dataclasses.is_dataclass(record.type)


def is_differentiable(kind: Kind) -> bool:
    """Whether a value of this kind holds any number that a derivative flows through."""
    match kind:
        case Unknown() | Mixed() | Object():
            return True
        case Scalar(type=cls):
            return issubclass(cls, float | complex | np.inexact)
        case Array(dtype=dtype):
            return dtype == "object" or is_float_dtype(dtype)
        case Maybe(kind=inner):
            return is_differentiable(inner)
        case Tuple(items=items):
            return any(is_differentiable(item) for item in items)
        case List(item=item):
            return is_differentiable(item)
        case Dict(entries=entries, item=item):
            kinds = [value for _, value in entries] if entries is not None else [item]
            return any(is_differentiable(value) for value in kinds)
        case Record(fields=fields):
            if not has_fields(kind):
                return False  # objects with state of their own are passive
            return any(is_differentiable(value) for _, value in fields)
        case Choice(options=options):
            return any(is_differentiable(option) for option in options)
        case Closure(kinds=kinds):
            return any(is_differentiable(value) for value in kinds)
        case Partial(function=function, args=args, kwargs=kwargs, real=real):
            return not real and any(
                is_differentiable(value) for value in (function, *args, *kwargs)
            )
        case Derived(function=function):
            return is_differentiable(function)
        case Method(receiver=receiver) | Super(receiver=receiver):
            return is_differentiable(receiver)
        case Iterator(sources=sources):
            return any(is_differentiable(value) for value in sources)
    return False


def is_object(kind: Kind) -> bool:
    """Whether the kind is an object of a user's class, or one of several."""
    if isinstance(kind, Choice):
        return all(is_object(option) for option in kind.options)
    return isinstance(kind, Object) or (
        isinstance(kind, Record) and not hasattr(kind.type, "_fields")
    )


def is_by_class(kind: Kind) -> bool:
    """Whether its attributes are known by class: an object that changes, or one of several; or None."""
    if isinstance(kind, Choice):
        return all(map(is_by_class, kind.options))
    return isinstance(kind, Object)


def is_frozen(kind: Kind) -> bool:
    """Whether the kind is a frozen distribution of SciPy's, itself at run time, or one of several."""
    if isinstance(kind, Choice):
        return all(map(is_frozen, kind.options))
    if not isinstance(kind, Partial) or not kind.real or not isinstance(kind.function, Func):
        return False
    return hasattr(kind.function.value, "logcdf")


def is_structure(kind: Kind) -> bool:
    """Whether the kind is a tuple, list, dict or record: one that `Maybe` may hold."""
    return isinstance(kind, Tuple | List | Dict | Record)


def is_numeric(kind: Kind) -> bool:
    """Whether the kind is a number or an array."""
    return isinstance(kind, Scalar | Array | Unknown)


def is_carried(kind: Kind) -> bool:
    """Whether a value is, or holds, what an exception carried, which may be a number that varies."""
    kind = solid(kind)
    if isinstance(kind, Text):
        return kind.carried
    if isinstance(kind, Record):
        return any(is_carried(value) for _, value in kind.fields)
    return any(map(is_carried, items_of(kind)))


def fills_in(kind: Kind) -> bool:
    """Whether reading a missing item of the kind puts it there."""
    return isinstance(kind, Table) or (
        isinstance(kind, Dict) and issubclass(kind.type, collections.defaultdict)
    )


def is_sequence(kind: Kind) -> bool:
    """Whether NumPy takes the kind for an array, which it is not: a list, a tuple or a range."""
    return isinstance(kind, List | Tuple | Range)


def is_complex(kind: Kind) -> bool:
    """Whether the kind is a complex number or array."""
    if isinstance(kind, Scalar):
        return issubclass(kind.type, complex | np.complexfloating)
    if isinstance(kind, Array | Unknown):
        return np.dtype(kind.dtype).kind == "c"
    return False


def may_be_complex(kind: Kind) -> bool:
    """Whether it is complex, or nobody knows: the dtype of an unknown value is a guess."""
    return is_complex(kind) or not isinstance(kind, Scalar | Array)


def element(dtype: str) -> Kind:
    """The kind of one element of an array; of an array of objects it may be anything.

    >>> element("float64"), element("object")
    (Scalar(type=<class 'numpy.float64'>, value=None), Opaque(changes=False))
    """
    found = np.dtype(dtype)
    return Opaque() if found.hasobject else Scalar(found.type)


def solid(kind: Kind) -> Kind:
    """The kind of a value that is computed with, and so is not ``None``."""
    if isinstance(kind, Maybe):
        return kind.kind
    if not isinstance(kind, Unknown) or kind.shape is None:
        return kind
    return Array(kind.dtype, kind.shape) if kind.shape else element(kind.dtype)


def has_axes(kind: Kind) -> bool:
    """Whether it is an array of one axis or more, or ``None`` instead of one."""
    return bool(kind.shape) if isinstance(kind, Array) else isinstance(kind, Unknown) and kind.array


def repeated(kinds: Sequence[Kind]) -> list[bool]:
    """Which operand of ``*`` is a sequence that the other one repeats: an array multiplies it."""
    arrays = any(isinstance(kind, Array | Unknown) for kind in kinds)
    return [isinstance(kind, List | Tuple) and not arrays for kind in kinds]


def dtype_of(kind: Kind) -> str | None:
    """The dtype name of a number or array."""
    if isinstance(kind, Scalar):
        return str(np.dtype(kind.type))
    if isinstance(kind, Array | Unknown):
        return kind.dtype
    return None


def changes(kind: Kind) -> bool:
    """Whether a value is or holds a set, a deque or the like, which any method may change."""
    kind = solid(kind)
    match kind:
        case Opaque():
            return kind.changes
        case Tuple() | List():
            return any(map(changes, items_of(kind)))
        case Dict(entries=entries, item=item, type=cls):
            if cls is collections.defaultdict:  # to read an item may put it there
                return True
            return changes(item) or any(changes(value) for _, value in entries or ())
        case Record(fields=fields):
            return any(changes(value) for _, value in fields)
    return False


def items_of(kind: Kind) -> tuple[Kind, ...]:
    """The kinds of what a tuple, list or dict holds; none of other kinds."""
    match kind:
        case Tuple(items=items):
            return items
        case List(item=item):
            return (item,)
        case Dict(entries=entries, item=item):
            return tuple(value for _, value in entries) if entries is not None else (item,)
        case Maybe(kind=inner):
            return items_of(inner)
    return ()

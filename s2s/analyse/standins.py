"""From values to kinds, and from kinds to tiny stand-in values on which NumPy can be called."""

from __future__ import annotations

import array
import collections
import dataclasses
import enum
import functools
import logging
import random
import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.join import join
from s2s.analyse.symbols import Symbols
from s2s.derived import Derived
from s2s.origin import holds_data, sets_items, uncached
from s2s.runtime import field_names

_PLAIN = (
    type(None), str, bytes, type, type(...), np.dtype, type(np.r_), type(np.c_),
    type(np.s_),
)  # fmt: skip


# A field of a dataclass holds the function that makes its value.
_CONSTANT = (types.ModuleType, logging.Logger, types.NotImplementedType, dataclasses.Field)
_CHANGE = (set, collections.deque, bytearray, array.array)
_DICTS = (dict, collections.OrderedDict, collections.defaultdict)


_GENERATORS = (np.random.Generator, np.random.RandomState, random.Random)


class NoStandIn(Exception):
    """The kind has no value that could stand for it."""


def kind_of(value: object, symbols: Symbols, depth: int = 0) -> k.Kind:
    """The kind of an argument, a global or a closed-over value."""
    if isinstance(value, bool):  # a flag by itself decides what is differentiated
        return k.Scalar(bool) if depth else k.Const(value)
    if isinstance(value, k.NUMBERS):
        return k.Scalar(type(value))
    if isinstance(value, np.ndarray):
        if type(value) is not np.ndarray or value.dtype.names is not None:
            return k.Opaque()
        return k.Array(str(value.dtype), tuple(symbols.length(n) for n in value.shape))
    if isinstance(value, _PLAIN):
        return k.Const(value)
    if isinstance(value, range):
        return k.Range()
    if isinstance(value, slice):
        return k.Slice()
    if isinstance(value, _CONSTANT):
        return k.Const(value)
    return _kind_of_structure(value, symbols, depth)


def _kind_of_structure(value: object, symbols: Symbols, depth: int) -> k.Kind:
    if depth > 6:
        return k.Opaque()
    inner = functools.partial(kind_of, symbols=symbols, depth=depth + 1)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        fields = tuple((name, inner(getattr(value, name))) for name in value._fields)
        return k.Opaque() if sets_items(type(value)) else k.Record(type(value), fields)
    if isinstance(value, tuple | list) and type(value) in (tuple, list):
        return _kind_of_items(value, inner, symbols)
    if type(value) in _DICTS:
        assert isinstance(value, dict)
        entries = tuple((key, inner(item)) for key, item in value.items())
        return k.Dict(entries, type=type(value))
    if isinstance(value, functools.partial):
        return _partial(inner(value.func), value.args, value.keywords, inner)
    if isinstance(value, types.MethodType):
        if rules.lookup(value) is not None:
            return k.Func(value)
        return k.Method(inner(value.__func__), inner(value.__self__))
    value = uncached(value)
    if isinstance(value, types.BuiltinFunctionType | types.FunctionType | np.ufunc):
        return k.Func(value)
    if isinstance(value, Derived):
        return k.Func(value)
    if isinstance(value, np.random.Generator | np.random.RandomState | random.Random):
        return k.Generator(type(value)) if type(value) in _GENERATORS else k.Opaque()
    frozen = rules.frozen(value)
    if frozen is not None:
        return _partial(k.Func(frozen.distribution), frozen.args, frozen.words, inner)
    twin = rules.twin_of(type(value))
    if twin is not None:
        return k.Record(twin, tuple((n, inner(getattr(value, n))) for n in _fields(twin)))
    attributes = _attributes(value) if _holds_data(value) else None
    if attributes is not None:
        found = tuple((name, inner(getattr(value, name))) for name in sorted(attributes))
        symbols.records.add(type(value))
        return k.Record(type(value), found)
    if isinstance(value, _CHANGE):
        return k.Opaque(changes=True)
    return k.Func(value) if callable(value) else k.Opaque()


def _kind_of_items(
    value: tuple[object, ...] | list[object], inner: Callable[[object], k.Kind], symbols: Symbols
) -> k.Kind:
    # A long list is known by its length and one kind, but not where an int stands between
    # floats: it has no derivative, and they have.
    alike = len(value) > 64 and len(set(map(type, value))) == 1
    items = tuple(inner(item) for item in (value[:65] if alike else value))
    if len(items) > 64 and (alike or not any(isinstance(i, k.Scalar) for i in items)):
        return k.List(functools.reduce(lambda a, b: join(a, b, symbols), items), type(value))
    return k.Tuple(items, type(value))


def _partial(
    function: k.Kind,
    args: Iterable[object],
    words: Mapping[str, object],
    inner: Callable[[object], k.Kind],
) -> k.Kind:
    kept = tuple(map(inner, words.values()))
    return k.Partial(function, tuple(map(inner, args)), tuple(words), kept, real=True)


def _fields(cls: Any) -> list[str]:
    return sorted(f.name for f in dataclasses.fields(cls))


def _attributes(value: object) -> list[str] | None:
    """The names of what an object holds; a member of an enumeration holds numbers that are read."""
    return list(vars(value)) if isinstance(value, enum.Enum) else field_names(value)


def _holds_data(value: object) -> bool:
    cls = type(value)
    if dataclasses.is_dataclass(value):
        return True
    return not isinstance(value, type) and holds_data(cls)


def stand_in(kind: k.Kind, side: int) -> Any:
    """A value of this kind under assignment ``side`` (0 or 1)."""
    match kind:
        case k.Const(value=value) | k.Func(value=value):
            return value
        case k.Scalar(type=cls, value=value):
            if value is not None:
                return value[side]
            return _number(cls, side)
        case k.Array(dtype=dtype, shape=shape):
            # A copy: what is called may write into it.
            return _array(dtype, tuple(dim[side] for dim in shape)).copy()
        case k.Tuple(items=items, type=cls):
            return cls(stand_in(item, side) for item in items)
        case k.Range():
            return range(2 + side)
        case k.List(item=item, type=cls):
            return cls(stand_in(item, side) for _ in range(2 + side))
        case k.Record(type=cls, fields=fields) if hasattr(cls, "_make"):
            return cls._make(stand_in(field, side) for _, field in fields)
        case k.Dict(entries=entries, type=cls) if entries is not None:
            filled = {key: stand_in(value, side) for key, value in entries}
            return filled if cls is dict else _of_type(cls, filled)
    raise NoStandIn


def _of_type(cls: type, filled: dict[Any, Any]) -> Any:
    """A dict of a type of Python's own."""
    if cls is collections.defaultdict:
        return collections.defaultdict(None, filled)
    return cls(filled)


@functools.lru_cache(maxsize=512)
def _number(cls: Any, side: int) -> Any:
    if cls is bool:
        return bool(1 - side)  # a flag may change what comes out
    # Some functions look whether a complex number is a real one.
    return cls(1 + 1j) if issubclass(cls, complex | np.complexfloating) else cls(1)


def _array(dtype: str, shape: tuple[int, ...]) -> np.ndarray:
    if np.dtype(dtype).kind not in "fc":
        return np.zeros(shape, dtype)
    values = np.full(shape, 0.5, dtype)
    if len(shape) >= 2 and shape[-1] == shape[-2]:
        values = values + (np.eye(shape[-1]) * (1 + np.arange(shape[-1]))).astype(dtype)
    if np.dtype(dtype).kind == "c":  # some functions look whether values are real
        values += np.asarray(0.25j, dtype)
    return values


def pair_kind(first: object, second: object) -> k.Kind:
    """The kind of a result, given its values under the two assignments."""
    if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
        if first.dtype.names is not None:  # fields of numbers
            return k.Opaque()
        if first.ndim != second.ndim:
            return k.Unknown(str(first.dtype), min(first.ndim, second.ndim) > 0)
        shape = tuple(zip(first.shape, second.shape, strict=True))
        return k.Array(str(first.dtype), shape)
    if isinstance(first, k.NUMBERS) and type(first) is type(second):
        return k.Scalar(type(first), (first, second))
    if type(first) in (tuple, list) and type(first) is type(second):
        if len(first) == len(second):  # type: ignore[arg-type]
            pairs = zip(first, second, strict=True)  # type: ignore[call-overload]
            return k.Tuple(tuple(pair_kind(a, b) for a, b in pairs), type(first))
        if first and second:
            kinds = {k.forget(pair_kind(item, second[0])) for item in first}  # type: ignore[attr-defined,index]
            kinds |= {k.forget(pair_kind(first[0], item)) for item in second}  # type: ignore[attr-defined,index]
            if len(kinds) > 1:  # which of them stands where is not known
                raise NoStandIn
            return k.List(k.forget(pair_kind(first[0], second[0])), type(first))  # type: ignore[index]
    if isinstance(first, dict) and isinstance(second, dict) and list(first) == list(second):
        entries = tuple((key, pair_kind(first[key], second[key])) for key in first)
        return k.Dict(entries, type=type(first)) if type(first) in _DICTS else k.Opaque()
    if isinstance(first, tuple) and hasattr(first, "_fields") and isinstance(second, tuple):
        pairs = zip(first._fields, first, second, strict=True)
        return k.Record(type(first), tuple((n, pair_kind(a, b)) for n, a, b in pairs))
    if isinstance(first, range):
        return k.Range()
    if isinstance(first, _PLAIN) and first == second:
        return k.Const(first)
    data = (np.ndarray, *k.NUMBERS)
    if isinstance(first, data) and isinstance(second, data):  # `keepdims` is not known, say
        return k.Unknown(str(np.result_type(first, second)))
    if isinstance(first, (*data, list, tuple, dict)) and type(first) is not type(second):
        raise NoStandIn
    return k.Opaque()

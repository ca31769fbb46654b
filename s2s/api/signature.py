"""The key of an argument: values with the same key are served by the same derivative."""

from __future__ import annotations

import dataclasses
import functools
import operator
import types
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

from s2s.origin import attributes_of, is_compiled

_ARRAY = np.ndarray
_NUMBERS = (float, int, complex, np.generic)
_DISPATCHED = (np.ufunc, type(np.sum))
_GETTERS = (operator.itemgetter, operator.attrgetter, operator.methodcaller)


def exactly(values: tuple[Any, ...]) -> tuple[Hashable, ...]:
    """The keys of several values."""
    keys: list[Any] = [
        (value.dtype, value.shape)
        if (cls := type(value)) is _ARRAY
        else cls
        if cls is float or cls is int
        else _other(value, cls, 0)
        for value in values
    ]
    return tuple(keys)


def types_of(values: tuple[object, ...]) -> tuple[Hashable, ...]:
    """The types of several values: the keys of numbers, and of nothing else."""
    return tuple(map(type, values))


def exact(value: object) -> Hashable:
    """The type, dtype and shape of a value; cheap, taken at every call."""
    cls = type(value)
    if cls is np.ndarray:
        return value.dtype, value.shape  # type: ignore[attr-defined]
    if cls is float or cls is int:
        return cls
    return _other(value, cls, 0)


def _other(value: object, cls: type, depth: int) -> Hashable:
    if cls in (bool, str, bytes) or value is None:
        return (bool, None) if cls is bool and depth else (cls, value)
    if cls is list and len(value) > 64 and depth <= 6 and _are_floats(value):  # type: ignore[arg-type]
        return cls, "floats"
    if isinstance(value, np.ndarray):
        return cls, value.dtype, value.shape
    if isinstance(value, _NUMBERS):
        return cls
    if depth > 6:
        return cls
    if isinstance(value, list | tuple):
        if len(value) > 64 and _are_floats(value):
            return cls, "floats"
        return cls, tuple(_inner(item, depth) for item in value)
    if isinstance(value, dict):
        return cls, tuple((key, _inner(item, depth)) for key, item in value.items())
    return _object(value, cls, depth)


def _are_floats(values: Sequence[object]) -> bool:
    """Whether all are floats; counted in C, since no other way of looking at each is as quick."""
    return operator.countOf(map(type, values), float) == len(values)


def _inner(value: object, depth: int) -> Hashable:
    cls = type(value)
    if cls is np.ndarray:
        return value.dtype, value.shape  # type: ignore[attr-defined]
    return cls if cls is float or cls is int else _other(value, cls, depth + 1)


def _object(value: object, cls: type, depth: int) -> Hashable:
    if isinstance(value, types.FunctionType):
        cells = tuple(_inner(cell.cell_contents, depth) for cell in value.__closure__ or ())
        return cls, value.__module__, value.__code__, cells, defaults(value, depth)
    if isinstance(value, _DISPATCHED):  # what they have as attributes does not tell them apart
        return cls, value
    if isinstance(value, types.MethodType):
        return cls, _inner(value.__func__, depth), _inner(value.__self__, depth)
    if isinstance(value, functools.partial):
        words = tuple(sorted((k, _inner(v, depth)) for k, v in value.keywords.items()))
        return cls, _inner(value.func, depth), tuple(_inner(v, depth) for v in value.args), words
    if is_compiled(value):
        return cls, _inner(value.__wrapped__, depth)  # type: ignore[attr-defined]
    if dataclasses.is_dataclass(value) or hasattr(value, "__dict__"):
        if isinstance(value, type | types.ModuleType):
            return cls, value
        fields = attributes_of(value)
        return cls, tuple((name, _inner(item, depth)) for name, item in sorted(fields.items()))
    try:
        hash(value)
    except TypeError:
        return cls
    return (cls, value) if callable(value) else cls


def defaults(fun: types.FunctionType, depth: int = 0) -> Hashable:
    """The defaults of a function: plain ones by value, since generated code spells them out."""
    words = [value for _, value in sorted((fun.__kwdefaults__ or {}).items())]
    return tuple(_default(value, depth) for value in (*(fun.__defaults__ or ()), *words))


def _default(value: object, depth: int) -> Hashable:
    if isinstance(value, (*_NUMBERS, str, type(None))):
        return type(value), repr(value)
    return _inner(value, depth)


def general(keys: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """The keys with lengths replaced by which of them are equal and which are 1."""
    lengths: dict[int, str] = {}

    def visit(key: Hashable) -> Hashable:
        if isinstance(key, tuple):
            if len(key) == 2 and isinstance(key[0], np.dtype) and isinstance(key[1], tuple):
                shape = tuple(
                    "1" if n == 1 else lengths.setdefault(n, f"n{len(lengths)}") for n in key[1]
                )
                return key[0].str, shape
            return tuple(visit(item) for item in key)
        return key

    return tuple(visit(key) for key in keys)


def text(keys: Hashable) -> str:
    """A general key as text, the same in every process."""
    if isinstance(keys, tuple):
        return "(" + ", ".join(text(item) for item in keys) + ")"
    if isinstance(keys, type):
        return f"{keys.__module__}.{keys.__qualname__}"
    if isinstance(keys, types.CodeType):
        return f"code {keys.co_qualname}"
    if callable(keys) and not isinstance(keys, _GETTERS):
        return f"callable {getattr(keys, '__module__', '')}.{_name_of(keys)}"
    return repr(keys)


def _name_of(value: object) -> str:
    owner = getattr(value, "__self__", None)
    if isinstance(owner, np.ufunc):  # the methods of all of them are alike but for it
        return f"{owner.__name__}.{getattr(value, '__name__', '')}"
    for attr in ("__qualname__", "__name__"):  # a ufunc of SciPy's may have the second only
        if isinstance(name := getattr(value, attr, None), str):
            return name
    return type(value).__qualname__

"""Nested values seen as a flat list of leaves."""

from __future__ import annotations

import copy
import dataclasses
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

Leaf = Any
_HEAP_TYPE = 1 << 9  # set for classes that a `class` statement made
_ATOMS = (int, float, complex, str, bytes, np.ndarray, np.generic, np.random.Generator)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Yield `(path, leaf)` for every leaf of nested tuples, lists, dicts, named tuples and objects.

    Anything else is a leaf: numbers, arrays, and also functions, classes and modules.

    >>> list(leaves({"w": (1.0, [2.0]), "n": 3}, "args[0]"))
    [("args[0]['w'][0]", 1.0), ("args[0]['w'][1][0]", 2.0), ("args[0]['n']", 3)]
    """
    parts = children(value)
    if parts is None:
        yield path, value
        return
    for step, part in parts:
        yield from leaves(part, path + step)


def children(value: Any) -> list[tuple[str, Any]] | None:
    """Return `(step, part)` for the parts of a container, None for a leaf."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return [("." + name, part) for name, part in zip(value._fields, value, strict=True)]
    if isinstance(value, (tuple, list)):
        return [(f"[{i}]", part) for i, part in enumerate(value)]
    if isinstance(value, dict):
        return [(f"[{key!r}]", part) for key, part in value.items()]
    names = attributes(value)
    return None if names is None else [("." + name, getattr(value, name)) for name in names]


def attributes(value: Any) -> list[str] | None:
    """Return the names of an object's data, None for what is not an object of a Python class."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [f.name for f in dataclasses.fields(value)]
        return [*fields, *(name for name in getattr(value, "__dict__", ()) if name not in fields)]
    namespace = type(value) is types.SimpleNamespace
    if not (type(value).__flags__ & _HEAP_TYPE or namespace) or isinstance(value, (type, *_ATOMS)):
        return None
    slots = [name for base in type(value).__mro__ for name in getattr(base, "__slots__", ())]
    names = [name for name in [*slots, *getattr(value, "__dict__", ())] if hasattr(value, name)]
    return names or None


def map_leaves(function: Callable[[Leaf], Any], value: Any) -> Any:
    """Return `value` rebuilt with `function` applied to every leaf; `value` stays as it is.

    >>> map_leaves(lambda leaf: 2 * leaf, {"a": (1, [2.5])})
    {'a': (2, [5.0])}
    """
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return value._make(map_leaves(function, part) for part in value)
    if isinstance(value, (tuple, list)):
        return type(value)(map_leaves(function, part) for part in value)
    if isinstance(value, dict):
        mapped = copy.copy(value)
        for key, part in value.items():
            mapped[key] = map_leaves(function, part)
        return mapped
    names = attributes(value)
    if names is not None:
        rebuilt = copy.copy(value)
        for name in names:
            object.__setattr__(rebuilt, name, map_leaves(function, getattr(value, name)))
        return rebuilt
    return function(value)


def is_float(leaf: Leaf) -> bool:
    """Whether a leaf has a derivative: a float or complex number, or an array of them.

    >>> [is_float(leaf) for leaf in (1.0, 1, True, np.float32(1), np.arange(3), None)]
    [True, False, False, True, False, False]
    """
    if isinstance(leaf, (np.ndarray, np.generic)):
        return bool(np.issubdtype(leaf.dtype, np.inexact))
    return isinstance(leaf, (float, complex))


def float_leaves(value: Any, path: str = "") -> list[tuple[str, Leaf]]:
    """Return the leaves of `value` that have a derivative, with their paths."""
    return [(where, leaf) for where, leaf in leaves(value, path) if is_float(leaf)]

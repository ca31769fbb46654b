"""Trees of numbers as lists of leaves, for derivatives that are made column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from s2s.api.trees import attributes
from s2s.runtime import bare, zero_tangent

Path = tuple[Any, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The floating-point leaves of a tree, with the way that leads to each.

    >>> [way for way, _ in leaves({"a": (1.0, 2), "b": [np.ones(2)]})]
    [('a', 0), ('b', 0)]
    """
    inside = parts(value)
    if inside is None:
        if is_float(value):
            yield path, value
        return
    for step, part in inside:
        yield from leaves(part, (*path, step))


def parts(value: Any) -> list[tuple[Any, Any]] | None:
    """The parts of a tuple, list, dict or object, each with its index, key or name."""
    if isinstance(value, np.ndarray | float):
        return None
    if isinstance(value, tuple | list):
        return list(enumerate(value))
    if isinstance(value, dict):
        return list(value.items())
    if is_float(value) or isinstance(value, int | str | np.ndarray | type) or value is None:
        return None
    names = attributes(value)
    return None if names is None else [(name, getattr(value, name)) for name in names]


def is_float(value: Any) -> bool:
    """Whether a leaf has a derivative."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "fc"
    return isinstance(value, float | complex)


def at(value: Any, path: Path) -> Any:
    """The leaf that a path leads to."""
    for step in path:
        value = value[step] if isinstance(value, tuple | list | dict) else getattr(value, step)
    return value


def map_leaves(function: Callable[[Path, Any], Any], value: Any, path: Path = ()) -> Any:
    """The tree rebuilt with ``function(path, leaf)`` for its floating-point leaves, None elsewhere."""
    inside = parts(value)
    if inside is None:
        return function(path, value) if is_float(value) else None
    items = [map_leaves(function, part, (*path, step)) for step, part in inside]
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*items)
    if isinstance(value, tuple | list):
        return type(value)(items)
    if isinstance(value, dict):
        return dict(zip(value, items, strict=True))
    result = bare(type(value))
    for (name, _), item in zip(inside, items, strict=True):
        object.__setattr__(result, name, item)
    return result


def basis(tree: Any) -> Iterator[Any]:
    """The trees with 1 in one number and 0 in all others, leaf by leaf, in C order."""
    if isinstance(tree, np.ndarray):
        flat = np.zeros(tree.size, tree.dtype)
        for position in range(tree.size):
            flat[position] = 1
            yield flat.reshape(tree.shape).copy()
            flat[position] = 0
        return
    for path, leaf in leaves(tree):
        for unit in basis(leaf) if isinstance(leaf, np.ndarray) else [type(leaf)(1)]:
            yield _placed(tree, path, unit)


def _placed(tree: Any, path: Path, unit: Any) -> Any:
    """The zero tangent of the tree, but for one leaf."""
    if not path:
        return unit
    still = zero_tangent(tree)

    def chosen(way: Path, leaf: Any) -> Any:
        return unit if way == path else at(still, way)

    placed = map_leaves(chosen, tree)
    return merged(tree, placed, still)


def merged(tree: Any, placed: Any, still: Any) -> Any:
    """Zeros for the leaves that are no floats, which ``map_leaves`` leaves out."""
    inside = parts(tree)
    if inside is None:
        return still if placed is None else placed
    both = zip(parts(placed) or (), parts(still) or (), inside, strict=True)
    items = [merged(of, one, other) for (_, one), (_, other), (_, of) in both]
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*items)
    if isinstance(tree, tuple | list):
        return type(tree)(items)
    if isinstance(tree, dict):
        return dict(zip(tree, items, strict=True))
    for (name, _), item in zip(inside, items, strict=True):
        object.__setattr__(placed, name, item)
    return placed


def size(tree: Any) -> int:
    """How many floating-point numbers a tree holds."""
    if isinstance(tree, np.ndarray):
        return tree.size if is_float(tree) else 0
    if isinstance(tree, tuple):
        return sum(map(size, tree))
    return sum(np.size(leaf) for _, leaf in leaves(tree))

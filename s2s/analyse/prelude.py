"""Builtins that are differentiated through a Python text: what they do, said plainly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import s2s.runtime as rt


def map_list(function: Callable[..., Any], items: Iterable[Any]) -> list[Any]:
    """``map(function, items)`` as a list."""
    return [rt.drawn(function(item)) for item in items]


def map_list_2(
    function: Callable[..., Any], first: Iterable[Any], second: Iterable[Any]
) -> list[Any]:
    """``map(function, first, second)`` as a list."""
    return [rt.drawn(function(a, b)) for a, b in zip(first, second)]  # noqa: B905  as `map` does


def list_of_zip_2(first: Iterable[Any], second: Iterable[Any]) -> list[Any]:
    """``list(zip(first, second))``."""
    return [(a, b) for a, b in zip(first, second)]  # noqa: B905, C416  this is the definition


def list_of_zip_3(first: Iterable[Any], second: Iterable[Any], third: Iterable[Any]) -> list[Any]:
    """``list(zip(first, second, third))``."""
    return [(a, b, c) for a, b, c in zip(first, second, third)]  # noqa: B905, C416  this is the definition


def list_of_enumerate(items: Iterable[Any]) -> list[Any]:
    """``list(enumerate(items))``."""
    return [(i, item) for i, item in enumerate(items)]  # noqa: C416  this is the definition


def list_of_reversed(items: Any) -> list[Any]:
    """``list(reversed(items))``."""
    return [item for item in reversed(items)]  # noqa: C416  this is the definition


def list_of_values(table: dict[Any, Any]) -> list[Any]:
    """``list(table.values())``."""
    return [table[key] for key in table]


def list_of_items(table: dict[Any, Any]) -> list[Any]:
    """``list(table.items())``."""
    return [(key, table[key]) for key in table]


def reduce(function: Callable[[Any, Any], Any], items: Any) -> Any:
    """``functools.reduce(function, items)``."""
    result = items[0]
    for item in items[1:]:
        result = function(result, item)
    return result


def reduce_from(function: Callable[[Any, Any], Any], items: Iterable[Any], initial: Any) -> Any:
    """``functools.reduce(function, items, initial)``."""
    result = initial
    for item in items:
        result = function(result, item)
    return result


def filter_list(function: Callable[..., Any] | None, items: Iterable[Any]) -> list[Any]:
    """``filter(function, items)`` as a list."""
    if function is None:
        return [item for item in items if item]
    return [item for item in items if function(item)]


def tuple_of(items: Iterable[Any]) -> tuple[Any, ...]:
    """``tuple(items)`` of an iterator."""
    return tuple(items)


def transposed(rows: Any) -> list[Any]:
    """``list(zip(*rows))`` where the number of rows is not known."""
    shortest = min([len(row) for row in rows])
    return [tuple([row[j] for row in rows]) for j in range(shortest)]


LISTS: dict[tuple[str, int], Callable[..., Any]] = {
    ("zip", 2): list_of_zip_2, ("zip", 3): list_of_zip_3, ("enumerate", 1): list_of_enumerate,
    ("reversed", 1): list_of_reversed, ("values", 1): list_of_values, ("items", 1): list_of_items,
}  # fmt: skip
MAPS: dict[int, Callable[..., Any]] = {1: map_list, 2: map_list_2}


def kept_property(owner: Any, compute: Callable[[Any], Any], name: str) -> Any:
    """A `functools.cached_property`: ``owner.name``."""
    if rt.lacks(owner, name):
        setattr(owner, name, compute(owner))
    return getattr(owner, name)


def items_by_index(sequence: Any) -> list[Any]:
    """What a loop over an object with ``__getitem__`` only gives."""
    found = []
    i = 0
    while True:
        try:
            item = sequence[i]
        except IndexError:
            break
        found.append(item)
        i += 1
    return found


def items_left(iterator: Any) -> list[Any]:
    """What a loop over an object with ``__next__`` would give from here on."""
    found = []
    while True:
        try:
            item = next(iterator)
        except StopIteration:
            break
        found.append(item)
    return found

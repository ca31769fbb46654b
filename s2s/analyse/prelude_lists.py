"""Methods of lists and dicts that change them, as Python text over the few that s2s knows itself."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s import runtime


def list_extend(xs: list[Any], items: Any) -> None:
    """``xs.extend(items)``."""
    n = len(items)
    for i in range(n):
        xs.append(items[i])


def list_remove(xs: list[Any], value: Any) -> None:
    """``xs.remove(value)``."""
    xs.pop(xs.index(value))


def list_reverse(xs: list[Any]) -> None:
    """``xs.reverse()``."""
    n = len(xs)
    for i in range(n // 2):
        first = xs[i]
        xs[i] = xs[n - 1 - i]
        xs[n - 1 - i] = first


def list_sort(xs: list[Any], key: Any = None, reverse: bool = False) -> None:
    """``xs.sort(key=key, reverse=reverse)``."""
    if key is None:
        order = runtime.sorted_order(xs, reverse)
    else:
        keys = [key(item) for item in xs]
        order = runtime.sorted_order(keys, reverse)
    found = [xs[i] for i in order]
    n = len(xs)
    for i in range(n):
        xs[i] = found[i]


def list_clear(xs: list[Any]) -> None:
    """``xs.clear()``."""
    while len(xs) > 0:
        xs.pop()


def list_repeat(xs: list[Any], n: int) -> None:
    """``xs *= n``."""
    items = list(xs)
    for _ in range(n - 1):
        xs.extend(items)
    while n < 1 and len(xs) > 0:
        xs.pop()


def list_assign(xs: list[Any], start: Any, stop: Any, step: Any, values: Any) -> None:
    """``xs[start:stop:step] = values``."""
    items = list(values)
    places = range(*slice(start, stop, step).indices(len(xs)))
    if step is None or step == 1:
        for _ in range(len(places)):
            xs.pop(places.start)
        for i in range(len(items)):
            xs.insert(places.start + i, items[i])
    else:
        if len(items) != len(places):
            raise ValueError("a sequence of another length is assigned to an extended slice")
        for i in range(len(items)):
            xs[places[i]] = items[i]


def list_delete(xs: list[Any], start: Any, stop: Any, step: Any) -> None:
    """``del xs[start:stop:step]``."""
    places = sorted(range(*slice(start, stop, step).indices(len(xs))))
    for i in range(len(places)):
        xs.pop(places[len(places) - 1 - i])


def dict_update(table: dict[Any, Any], other: dict[Any, Any]) -> None:
    """``table.update(other)``."""
    for key in other:
        table[key] = other[key]


def dict_setdefault(table: dict[Any, Any], key: Any, default: Any) -> Any:
    """``table.setdefault(key, default)``."""
    if key not in table:
        table[key] = default
    return table[key]


def dict_pop(table: dict[Any, Any], key: Any, default: Any) -> Any:
    """``table.pop(key, default)``."""
    result = default
    if key in table:
        result = table.pop(key)
    return result


def dict_get(table: dict[Any, Any], key: Any, default: Any) -> Any:
    """``table.get(key, default)``."""
    result = default
    if key in table:
        result = table[key]
    return result


def dict_move_to_end(table: dict[Any, Any], key: Any, last: bool = True) -> None:
    """``table.move_to_end(key, last)``."""
    others = [] if last else [other for other in table if other != key]
    for other in [key, *others]:
        value = table.pop(other)
        table[other] = value


def dict_popitem(table: dict[Any, Any]) -> Any:
    """``table.popitem()``."""
    key = list(table)[-1]
    return key, table.pop(key)


def dict_of_pairs(pairs: Any) -> dict[Any, Any]:
    """``dict(pairs)``."""
    found = {}
    for key, value in pairs:
        found[key] = value
    return found


def ordered_of_pairs(pairs: Any) -> dict[Any, Any]:
    """``OrderedDict(pairs)``."""
    found: dict[Any, Any] = OrderedDict()
    for key, value in pairs:
        found[key] = value
    return found


def ordered_of_dict(table: dict[Any, Any]) -> dict[Any, Any]:
    """``OrderedDict(table)``."""
    found: dict[Any, Any] = OrderedDict()
    for key in table:
        found[key] = table[key]
    return found


def dict_of_two(keys: Any, values: Any) -> dict[Any, Any]:
    """``dict(zip(keys, values))``."""
    found = {}
    for key, value in zip(keys, values):  # noqa: B905  as `zip` does
        found[key] = value
    return found


def dict_from_keys(keys: Any, value: Any = None) -> dict[Any, Any]:
    """``dict.fromkeys(keys, value)``."""
    found = {}
    for key in keys:
        found[key] = value
    return found


def copied(value: Any) -> Any:
    """A copy of an array; a number, or None, as it is."""
    return value.copy() if isinstance(value, np.ndarray) else value


def deep_list(items: list[Any]) -> list[Any]:
    """``copy.deepcopy(items)``."""
    return [copy.deepcopy(item) for item in items]


def deep_tuple(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """``copy.deepcopy(items)``."""
    return tuple([copy.deepcopy(item) for item in items])


def deep_dict(table: dict[Any, Any]) -> dict[Any, Any]:
    """``copy.deepcopy(table)``."""
    return {key: copy.deepcopy(table[key]) for key in table}


def dict_clear(table: dict[Any, Any]) -> None:
    """``table.clear()``."""
    for key in list(table):
        table.pop(key)


LIST_METHODS: dict[str, Callable[..., Any]] = {
    "extend": list_extend, "remove": list_remove, "reverse": list_reverse, "sort": list_sort,
    "clear": list_clear, "__imul__": list_repeat,
}  # fmt: skip
DICT_METHODS: dict[str, Callable[..., Any]] = {
    "update": dict_update, "setdefault": dict_setdefault, "clear": dict_clear, "pop": dict_pop,
    "popitem": dict_popitem, "move_to_end": dict_move_to_end,
}  # fmt: skip

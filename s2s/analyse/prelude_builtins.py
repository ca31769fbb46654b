"""Builtins and `itertools` as Python text: what they do with sequences, as lists and not lazily."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from s2s import runtime as rt


def sorted_list(items: Any, key: Any = None, reverse: bool = False) -> list[Any]:
    """``sorted(items, key=key, reverse=reverse)``."""
    if key is None:
        order = rt.sorted_order(items, reverse)
    else:
        keys = [key(item) for item in items]
        order = rt.sorted_order(keys, reverse)
    return [items[i] for i in order]


def max_by(items: Any, key: Callable[[Any], Any]) -> Any:
    """``max(items, key=key)``: the first of the largest."""
    best = items[0]
    top = key(best)
    for i in range(1, len(items)):
        item = items[i]
        value = key(item)
        if value > top:
            best = item
            top = value
    return best


def min_by(items: Any, key: Callable[[Any], Any]) -> Any:
    """``min(items, key=key)``: the first of the smallest."""
    best = items[0]
    top = key(best)
    for i in range(1, len(items)):
        item = items[i]
        value = key(item)
        if value < top:
            best = item
            top = value
    return best


def max_default(items: Any, default: Any) -> Any:
    """``max(items, default=default)``."""
    if len(items) == 0:
        return default
    return max(items)


def min_default(items: Any, default: Any) -> Any:
    """``min(items, default=default)``."""
    if len(items) == 0:
        return default
    return min(items)


def accumulate_list(items: Any) -> list[Any]:
    """``accumulate(items)``."""
    found = []
    for i in range(len(items)):
        if i == 0:
            found.append(items[0])
        else:
            found.append(found[-1] + items[i])
    return found


def accumulate_by(items: Any, func: Callable[[Any, Any], Any]) -> list[Any]:
    """``accumulate(items, func)``."""
    found = []
    for i in range(len(items)):
        if i == 0:
            found.append(items[0])
        else:
            found.append(func(found[-1], items[i]))
    return found


def accumulate_from(items: Any, func: Callable[[Any, Any], Any], initial: Any) -> list[Any]:
    """``accumulate(items, func, initial=initial)``."""
    total = initial
    found = [total]
    for item in items:
        total = func(total, item)
        found.append(total)
    return found


def chain_2(first: Any, second: Any) -> list[Any]:
    """``chain(first, second)``."""
    found = list(first)
    for item in second:
        found.append(item)
    return found


def chain_3(first: Any, second: Any, third: Any) -> list[Any]:
    """``chain(first, second, third)``."""
    found = list(first)
    for item in second:
        found.append(item)
    for item in third:
        found.append(item)
    return found


def chain_rows(rows: Any) -> list[Any]:
    """``chain.from_iterable(rows)``."""
    return [item for row in rows for item in row]


def pairs(items: Any, r: int) -> list[Any]:
    """``combinations(items, 2)``."""
    n = len(items)
    return [(items[i], items[j]) for i in range(n) for j in range(i + 1, n)]


def triples(items: Any, r: int) -> list[Any]:
    """``combinations(items, 3)``."""
    n = len(items)
    return [
        (items[i], items[j], items[h])
        for i in range(n)
        for j in range(i + 1, n)
        for h in range(j + 1, n)
    ]


def pairs_or_same(items: Any, r: int) -> list[Any]:
    """``combinations_with_replacement(items, 2)``."""
    n = len(items)
    return [(items[i], items[j]) for i in range(n) for j in range(i, n)]


def ordered_pairs(items: Any, r: int) -> list[Any]:
    """``permutations(items, 2)``."""
    n = len(items)
    return [(items[i], items[j]) for i in range(n) for j in range(n) if i != j]


def product_2(first: Any, second: Any) -> list[Any]:
    """``product(first, second)``."""
    return [(a, b) for a in first for b in second]


def product_3(first: Any, second: Any, third: Any) -> list[Any]:
    """``product(first, second, third)``."""
    return [(a, b, c) for a in first for b in second for c in third]


def neighbours(items: Any) -> list[Any]:
    """``pairwise(items)``."""
    return [(items[i], items[i + 1]) for i in range(len(items) - 1)]


def first_items(items: Any, stop: int) -> list[Any]:
    """``islice(items, stop)``."""
    return [items[i] for i in range(min(stop, len(items)))]


def dict_joined(first: Any, second: Any) -> dict[Any, Any]:
    """``{**first, **second}``."""
    found = {}
    for key in first:
        found[key] = first[key]
    for key in second:
        found[key] = second[key]
    return found


def repeated(value: Any, times: int) -> list[Any]:
    """``repeat(value, times)``."""
    return [value for _ in range(times)]


def starmap_list(function: Callable[..., Any], rows: Any) -> list[Any]:
    """``starmap(function, rows)``."""
    return [function(*row) for row in rows]

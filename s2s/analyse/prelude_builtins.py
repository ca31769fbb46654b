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


def floats_of(items: Any) -> list[float]:
    """What objects say that they are as numbers."""
    return [float(item) for item in items]


def total_of(items: Any, start: Any = 0) -> Any:
    """``sum(items, start)`` of objects that have ``__add__``, or at least one of them."""
    total = start + items[0]
    for i in range(1, len(items)):
        total = total + items[i]
    return total


def product_of(items: Any, start: Any = 1) -> Any:
    """``math.prod(items, start=start)`` of objects that have ``__mul__``, or at least one of them."""
    total = start * items[0]
    for i in range(1, len(items)):
        total = total * items[i]
    return total


def joined_of(parts: Any, start: Any) -> Any:
    """``sum(parts, start)`` of lists or tuples."""
    joined = start
    for part in parts:
        joined = joined + part
    return joined


def greatest_of(items: Any) -> Any:
    """``max(items)`` of objects that can be compared: the first of the largest."""
    best = items[0]
    for i in range(1, len(items)):
        item = items[i]
        if item > best:
            best = item
    return best


def least_of(items: Any) -> Any:
    """``min(items)`` of objects that can be compared: the first of the smallest."""
    best = items[0]
    for i in range(1, len(items)):
        item = items[i]
        if item < best:
            best = item
    return best


def least(items: Any) -> Any:
    """``min(items)`` of tuples."""
    return items[rt.sorted_order(items, False)[0]]


def greatest(items: Any) -> Any:
    """``max(items)`` of tuples."""
    return items[rt.sorted_order(items, True)[0]]


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
    found = [item for item in first]  # noqa: C416  what is not shared
    for item in second:
        found.append(item)
    return found


def chain_1(first: Any) -> list[Any]:
    """``chain(first)``."""
    return [item for item in first]  # noqa: C416  this is the definition


def chain_4(first: Any, second: Any, third: Any, fourth: Any) -> list[Any]:
    """``chain(first, second, third, fourth)``."""
    found = chain_3(first, second, third)
    for item in fourth:
        found.append(item)
    return found


def chain_3(first: Any, second: Any, third: Any) -> list[Any]:
    """``chain(first, second, third)``."""
    found = [item for item in first]  # noqa: C416  what is not shared
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


def some_items(items: Any, start: Any, stop: Any, step: Any = None) -> list[Any]:
    """``islice(items, start, stop, step)``."""
    return [items[i] for i in range(len(items))[start:stop:step]]


def zip_longest_2(first: Any, second: Any, fillvalue: Any = None) -> list[Any]:
    """``zip_longest(first, second, fillvalue=fillvalue)``."""
    found = []
    for i in range(max(len(first), len(second))):
        a = first[i] if i < len(first) else fillvalue
        b = second[i] if i < len(second) else fillvalue
        found.append((a, b))
    return found


def taken_while(function: Callable[..., Any], items: Any) -> list[Any]:
    """``takewhile(function, items)``."""
    found = []
    for item in items:
        if not function(item):
            break
        found.append(item)
    return found


def dropped_while(function: Callable[..., Any], items: Any) -> list[Any]:
    """``dropwhile(function, items)``."""
    found = []
    dropping = True
    for item in items:
        if dropping and not function(item):
            dropping = False
        if not dropping:
            found.append(item)
    return found


def filtered_out(function: Callable[..., Any] | None, items: Any) -> list[Any]:
    """``filterfalse(function, items)``."""
    if function is None:
        return [item for item in items if not item]
    return [item for item in items if not function(item)]


def compressed(items: Any, selectors: Any) -> list[Any]:
    """``compress(items, selectors)``."""
    return [item for item, chosen in zip(items, selectors) if chosen]  # noqa: B905  as it does


def product_same_2(items: Any) -> list[Any]:
    """``product(items, repeat=2)``."""
    return [(a, b) for a in items for b in items]


def product_same_3(items: Any) -> list[Any]:
    """``product(items, repeat=3)``."""
    return [(a, b, c) for a in items for b in items for c in items]


PRODUCTS: dict[Any, Callable[..., Any]] = {2: product_same_2, 3: product_same_3}


def item_getter(key: Any) -> Callable[[Any], Any]:
    """``operator.itemgetter(key)``."""
    return lambda value: value[key]


def items_getter(first: Any, second: Any) -> Callable[[Any], Any]:
    """``operator.itemgetter(first, second)``."""
    return lambda value: (value[first], value[second])


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


def grouped(items: Any, key: Any = None) -> list[Any]:
    """``groupby(items, key)``: each key with the list of the items that follow one another."""
    keys = items
    if key is not None:
        keys = [key(item) for item in items]
    found = []
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and keys[end] == keys[start]:
            end += 1
        found.append((keys[start], items[start:end]))
        start = end
    return found


def teed(items: Any) -> tuple[Any, Any]:
    """``tee(items)``."""
    listed = [item for item in items]  # noqa: C416  an array becomes a list
    return iter(listed), iter(listed)


def teed_3(items: Any, n: int) -> tuple[Any, Any, Any]:
    """``tee(items, 3)``."""
    listed = [item for item in items]  # noqa: C416  an array becomes a list
    return iter(listed), iter(listed), iter(listed)

"""Arguments that must not share memory: those that a function writes into, and the others."""

from __future__ import annotations

import functools
import types
from typing import Any

import numpy as np

from s2s.runtime.aliasing import is_data
from s2s.runtime.refused import Shared
from s2s.runtime.structures import field_names


def apart(written: tuple[Any, ...], others: tuple[Any, ...]) -> None:
    """Checks that no argument which is written into shares memory with one that is seen apart from it.

    The former are copied before the function runs: a write would not be seen through the latter. Or
    they have shadows, and the others, which are written into as well, have none.

    Raises:
        Shared: two of them share memory.

    >>> a = np.zeros(4)
    >>> apart((a[:2],), (a[2:], [a[3:]]))
    >>> apart((a[:2],), ([a[1:]],))
    Traceback (most recent call last):
    ...
    s2s.runtime.refused.Shared: an argument that the function writes into shares memory with another \
argument; differentiate a function that takes it once (`lambda a: f(a, a)`), or pass a copy if that is meant
    """
    if meet(written, others):
        raise Shared(
            "an argument that the function writes into shares memory with another argument",
            "differentiate a function that takes it once (`lambda a: f(a, a)`), or pass a copy if that is meant",
        )


def apart_each(*written: Any) -> None:
    """Checks that arguments which are written into, and what lists, tuples and dicts in them hold, are apart.

    What is there twice would get its whole derivative twice. Objects may refer to an array by several
    attributes: the derivative has it under each of them.

    Raises:
        Shared: two of them share memory.

    >>> a = np.zeros(4)
    >>> apart_each(a[:2], [a[2:], {"b": np.zeros(2)}])
    >>> apart_each([a[:2], a[1:]])
    Traceback (most recent call last):
    ...
    s2s.runtime.refused.Shared: an argument that the function writes into shares memory with another \
argument; differentiate a function that takes it once (`lambda a: f(a, a)`), or pass a copy if that is meant
    """
    seen: set[int] = set()
    of_owner: dict[int, list[Any]] = {}
    pending = list(written)
    twice = False
    while pending and not twice:
        item = pending.pop()
        if isinstance(item, np.ndarray):
            owner = item
            while isinstance(owner.base, np.ndarray):
                owner = owner.base
            others = of_owner.setdefault(id(owner), [])
            twice = any(overlap(item, one) for one in others)
            others.append(item)
        elif isinstance(item, (list, dict)):
            twice = id(item) in seen
            seen.add(id(item))
        if isinstance(item, (list, tuple, dict)):
            pending.extend(item.values() if isinstance(item, dict) else item)
    if twice:
        raise Shared(
            "an argument that the function writes into shares memory with another argument",
            "differentiate a function that takes it once (`lambda a: f(a, a)`), or pass a copy if that is meant",
        )


def apart_outside(written: tuple[Any, ...], others: tuple[Any, ...]) -> None:
    """Checks the same where one of the two comes from outside: a global or a closed-over variable.

    Raises:
        Shared: they share memory.
    """
    if meet(written, others):
        raise Shared(
            "an array that the function writes into is also reached by another name, one of the two "
            "being a global, a closed-over variable or a default value",
            "pass a copy as the argument",
        )


def meet(written: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    arrays, boxes = held_memory(written)
    for array, box in zip(*held_memory(others), strict=True):
        if box is not None and any(box is one for one in boxes):
            return True
        if array is not None and any(overlap(array, one) for one in arrays):
            return True
    return False


def distinct(value: Any) -> bool:
    """Checks that no array, list, dict or object stands in a value twice.

    ``copy.deepcopy`` would keep that, and the copies that s2s makes item by item would not.

    Raises:
        Shared: one does.

    >>> distinct([np.zeros(2), np.zeros(2)])
    True
    >>> distinct([[]] * 2)
    Traceback (most recent call last):
    ...
    s2s.runtime.refused.Shared: s2s cannot copy a structure in which one array, list or object \
stands twice; copy its parts one by one, and put the copies together
    """
    seen: set[int] = set()
    pending = [value]
    while pending:
        item = pending.pop()
        inner = inside(item)
        if isinstance(item, np.ndarray) or (inner is not None and not isinstance(item, tuple)):
            while isinstance(getattr(item, "base", None), np.ndarray):
                item = item.base
            if id(item) in seen:
                raise Shared(
                    "s2s cannot copy a structure in which one array, list or object stands twice",
                    "copy its parts one by one, and put the copies together",
                )
            seen.add(id(item))
        pending.extend(inner or ())
    return True


def inside(item: Any) -> list[Any] | None:
    """What a list, tuple, dict or object holds; None for other values."""
    if isinstance(item, (list, tuple)):
        return list(item)
    if isinstance(item, dict):
        return list(item.values())
    if is_data(item):
        return [getattr(item, name) for name in field_names(item) or ()]
    return None


def held_memory(value: Any) -> tuple[list[Any], list[Any]]:
    """The arrays, and the lists, dicts and objects, in a value: one of each pair is None."""
    arrays: list[Any] = []
    boxes: list[Any] = []
    seen: set[int] = set()
    pending = [value]
    while pending:
        item = pending.pop()
        inner: Any = ()
        if isinstance(item, tuple):
            inner = item
        elif isinstance(item, np.ndarray):
            arrays.append(item)
            boxes.append(None)
        elif isinstance(item, (list, dict)) or is_data(item):
            if id(item) in seen:
                continue
            seen.add(id(item))
            arrays.append(None)
            boxes.append(item)
            if isinstance(item, list):
                inner = item
            elif isinstance(item, dict):
                inner = item.values()
            else:
                inner = [getattr(item, name) for name in field_names(item) or ()]
        elif isinstance(item, types.MethodType):
            inner = (item.__self__,)
        elif isinstance(item, functools.partial):
            inner = (item.func, *item.args, *item.keywords.values())
        pending.extend(inner)
    return arrays, boxes


def overlap(first: Any, second: Any) -> bool:
    """Whether two arrays have an element in common; also where that takes long to find out."""
    if first is None or not np.may_share_memory(first, second):
        return False
    try:
        return np.shares_memory(first, second, max_work=10_000)  # type: ignore[arg-type]
    except RuntimeError:
        return True

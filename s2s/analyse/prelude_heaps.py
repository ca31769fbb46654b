"""`heapq` and `bisect` as Python text, and other functions that are known by a text alone."""

from __future__ import annotations

import bisect
import heapq
import math
import operator
from collections.abc import Callable
from typing import Any


def heap_rise(heap: list[Any], place: int, top: int = 0) -> None:
    """Moves an item up until the one above it is not larger, or it is at the top."""
    item = heap[place]
    while place > top:
        parent = (place - 1) // 2
        above = heap[parent]
        if not item < above:
            break
        heap[place] = above
        place = parent
    heap[place] = item


def heap_sink(heap: list[Any], start: int) -> None:
    """Moves an item down along the smaller ones to the end, and up again to where it belongs."""
    n = len(heap)
    item = heap[start]
    place = start
    child = 2 * place + 1
    while child < n:
        other = child + 1
        if other < n and not heap[child] < heap[other]:
            child = other
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    heap_rise(heap, place, start)


def heap_push(heap: list[Any], item: Any) -> None:
    """``heapq.heappush(heap, item)``."""
    heap.append(item)
    heap_rise(heap, len(heap) - 1)


def heap_pop(heap: list[Any]) -> Any:
    """``heapq.heappop(heap)``."""
    first = heap.pop()
    if len(heap) > 0:
        last = first
        first = heap[0]
        heap[0] = last
        heap_sink(heap, 0)
    return first


def heap_make(heap: list[Any]) -> None:
    """``heapq.heapify(heap)``."""
    half = len(heap) // 2
    for i in range(half):
        heap_sink(heap, half - 1 - i)


def heap_replace(heap: list[Any], item: Any) -> Any:
    """``heapq.heapreplace(heap, item)``."""
    first = heap[0]
    heap[0] = item
    heap_sink(heap, 0)
    return first


def heap_push_pop(heap: list[Any], item: Any) -> Any:
    """``heapq.heappushpop(heap, item)``."""
    result = item
    if len(heap) > 0 and heap[0] < item:
        result = heap[0]
        heap[0] = item
        heap_sink(heap, 0)
    return result


def heap_largest(n: int, items: Any, key: Any = None) -> list[Any]:
    """``heapq.nlargest(n, items, key=key)``."""
    return sorted(items, key=key, reverse=True)[: max(n, 0)]


def heap_smallest(n: int, items: Any, key: Any = None) -> list[Any]:
    """``heapq.nsmallest(n, items, key=key)``."""
    return sorted(items, key=key)[: max(n, 0)]


def place_right(a: Any, x: Any, lo: int = 0, hi: Any = None, key: Any = None) -> int:
    """``bisect.bisect_right(a, x, lo, hi, key=key)``."""
    low = lo
    high = len(a) if hi is None else hi
    while low < high:
        middle = (low + high) // 2
        item = a[middle] if key is None else key(a[middle])
        if x < item:
            high = middle
        else:
            low = middle + 1
    return low


def place_left(a: Any, x: Any, lo: int = 0, hi: Any = None, key: Any = None) -> int:
    """``bisect.bisect_left(a, x, lo, hi, key=key)``."""
    low = lo
    high = len(a) if hi is None else hi
    while low < high:
        middle = (low + high) // 2
        item = a[middle] if key is None else key(a[middle])
        if item < x:
            low = middle + 1
        else:
            high = middle
    return low


def inserted_right(a: list[Any], x: Any) -> None:
    """``bisect.insort_right(a, x)``."""
    a.insert(place_right(a, x), x)


def inserted_left(a: list[Any], x: Any) -> None:
    """``bisect.insort_left(a, x)``."""
    a.insert(place_left(a, x), x)


def item_of(items: Any, key: Any) -> Any:
    """``operator.getitem(items, key)``."""
    return items[key]


def hypotenuse(items: Any) -> float:
    """``math.hypot(*items)``: the distance from the origin, bit for bit."""
    return math.dist(items, [0.0] * len(items))


TEXTS: dict[object, Callable[..., Any]] = {
    heapq.heappush: heap_push, heapq.heappop: heap_pop, heapq.heapify: heap_make,
    heapq.heapreplace: heap_replace, heapq.heappushpop: heap_push_pop,
    heapq.nlargest: heap_largest, heapq.nsmallest: heap_smallest,
    bisect.bisect_right: place_right, bisect.bisect_left: place_left,
    bisect.insort_right: inserted_right, bisect.insort_left: inserted_left,
    operator.getitem: item_of,
}  # fmt: skip

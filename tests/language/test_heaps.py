"""`heapq`, `bisect`, `operator.getitem`, `math.hypot(*xs)`, `xs *= n` and other small things of Python's library."""

from __future__ import annotations

import bisect
import heapq
import math
import operator
import random
from collections import OrderedDict, defaultdict

import numpy as np
import pytest

from s2s.analyse import prelude_heaps as texts

from .table import Row, Table

row = Table()
X = np.array([0.6, 1.2, 0.7, 1.9])
GRAPH = {"a": ["b", "c"], "b": ["c", "d"], "c": ["d"], "d": []}


@row(X)
def shortest_path(w):
    edges = {
        ("a", "b"): w[0],
        ("a", "c"): w[1],
        ("b", "c"): w[2],
        ("c", "d"): w[3],
        ("b", "d"): w[1],
    }
    dist = {n: math.inf for n in GRAPH}
    dist["a"] = 0.0
    heap = [(0.0, "a")]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist[u]:
            continue
        for v in GRAPH[u]:
            new = d + edges[u, v]
            if new < dist[v]:
                dist[v] = new
                heapq.heappush(heap, (new, v))
    return dist["d"] ** 2


@row(X)
def merged(x):
    heap, total, k = list(x), 0.0, 1
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        total += k * (a + b)
        heapq.heappush(heap, a + b)
        k += 1
    return total


@row(X)
def replaced(x):
    heap = [x[0], x[1]]
    heapq.heapify(heap)
    a = heapq.heappushpop(heap, x[2])
    b = heapq.heapreplace(heap, x[3])
    return a * b + heap[0] * heapq.nsmallest(1, list(x))[0] + sum(heapq.nlargest(2, x))


@row(X)
def sorted_places(x):
    grid = np.linspace(0, 2, 5)
    items = sorted(x)
    bisect.insort(items, x[1] * x[2])
    place = bisect.bisect(grid, x[0]) + bisect.bisect_left([0.0, 1.0], x[0])
    return x[1] * place + sum(k * v for k, v in enumerate(items))


@row(X)
def distances(x):
    return math.hypot(*x) + math.hypot(*[v * 2 for v in x]) * operator.getitem(x, 2)


@row(X)
def repeated(x):
    items = [x[0], x[1]]
    other = items
    items *= 2
    return sum(i * v for i, v in enumerate(other)) * x[2]


@row(X)
def repeated_never(x):
    items = [x[0], x[1]]
    items *= 0
    return x[2] * (1 + len(items))


@row(X)
def dicts(x):
    table, default = OrderedDict(), defaultdict(float)
    table["a"] = x[0]
    table["b"] = x[1] * x[1]
    table.move_to_end("a")
    _, last = table.popitem()
    default["c"] += x[2]
    missing = default.get("d")
    return last * table["b"] + (default.get("c") or 0.0) * (2.0 if missing is None else missing)


@row.parametrize()
def test_right(row: Row) -> None:
    row.run()


@pytest.mark.parametrize("size", [1, 2, 5, 40])
def test_heaps_are_those_of_python(size: int) -> None:
    rng = random.Random(size)
    mine = [rng.randrange(20) for _ in range(size)]
    theirs = list(mine)
    texts.heap_make(mine)
    heapq.heapify(theirs)
    assert mine == theirs
    for _ in range(3 * size):
        item = rng.randrange(20)
        match rng.randrange(4):
            case 0:
                texts.heap_push(mine, item)
                heapq.heappush(theirs, item)
            case 1 if theirs:
                assert texts.heap_pop(mine) == heapq.heappop(theirs)
            case 2 if theirs:
                assert texts.heap_replace(mine, item) == heapq.heapreplace(theirs, item)
            case _:
                assert texts.heap_push_pop(mine, item) == heapq.heappushpop(theirs, item)
        assert mine == theirs
        place = rng.randrange(20)
        ordered = sorted(theirs)
        assert texts.place_right(ordered, place) == bisect.bisect_right(ordered, place)
        assert texts.place_left(ordered, place) == bisect.bisect_left(ordered, place)

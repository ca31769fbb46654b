"""A loop over a list counted its items before, though the loop itself changed how many there are.

By whatever name, or function, the loop changes them: it looks at the length at every step, as Python does.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check
from tests.second_derivatives import check_product


def appended(x):
    items = [x]
    for value in items:
        if len(items) < 4:
            items.append(value * x)
    return sum(items)


def inserted(x):
    items, total = [x, 2 * x, 3 * x], 0.0
    for value in items:
        total += value
        if len(items) < 5:
            items.insert(0, 0.0)
    return total


def removed(x):
    items, total = [x, 2 * x, 3 * x, 4 * x], 0.0
    for value in items:
        total += value
        items.remove(value)
    return total


def added_to(x):
    items, total = [x, 2 * x, 3 * x], 0.0
    for value in items:
        total += value
        if len(items) < 7:
            items += [value * value]
    return total


def numbered(x):
    items, total = [x, 2 * x], 0.0
    for i, value in enumerate(items):
        total += value * i
        if i < 3:
            items.append(value * x)
    return total


def _append(items, value):
    items.append(value)


def by_a_helper(x):
    items, total = [x], 0.0
    for value in items:
        total += value * value
        if len(items) < 4:
            _append(items, value * x)
    return total


def under_another_name(x):
    items, total = [x], 0.0
    other = items
    for value in items:
        total += value * value
        if len(other) < 4:
            other.append(value * x)
    return total


class Queue:
    def __init__(self, first):
        self.items = [first]

    def more(self, value):
        if len(self.items) < 4:
            self.items.append(value)


def by_a_method(x):
    queue, total = Queue(x), 0.0
    for value in queue.items:
        total += value * value
        queue.more(value * x)
    return total


def in_a_dict(x):
    table, total = {"items": [x]}, 0.0
    for value in table["items"]:
        total += value * value
        if len(table["items"]) < 4:
            table["items"].append(value * x)
    return total


def _added_up(items, other, x):
    total = 0.0
    for value in items:
        total += value * value
        if len(other) < 4:
            other.append(value * x)
    return total


def given_twice(x):
    items = [x]
    return _added_up(items, items, x)


def by_a_closure(x):
    items, total = [x], 0.0

    def more(value):
        items.append(value)

    for i, value in enumerate(items):
        total += value * (i + 1)
        if i < 3:
            more(value * x)
    return total


def in_a_map(x):
    items = [x]

    def squared(value):
        if len(items) < 4:
            items.append(value * x)
        return value * value

    return sum(map(squared, items))


def with_an_array(x):
    items, total = [x], 0.0
    for value, weight in zip(items, np.array([1.0, 2.0, 3.0])):
        total += weight * value
        _append(items, value * x)
    return total


def popped(x):
    items, total = [x, 2 * x, 3 * x], 0.0
    for value in items:
        total += value * items.pop()
    return total


def of_places_and_values(x):
    places, items, total = [0], [x, 2 * x, 3 * x, 4 * x], 0.0
    for place, item in zip(places, items):
        total += item * item * place
        places.append(place + 1)
    return total


def removed_and_left(x):
    items = [x, 2 * x, 3 * x]
    for value in items:
        if value > 1.5:
            items.remove(value)
            break
    return sum(items)


def overwritten(x):
    items = [x, 2 * x, 3 * x]
    for i, value in enumerate(items):
        items[i] = value * value
    return sum(items)


def of_a_copy(x):
    items = [x, 2 * x, 3 * x]
    for value in items[:]:
        items.append(value * x)
    return sum(items)


def of_places(x):
    queue, total = [0], 0.0
    for n in queue:
        total += x * x * n
        if n < 4:
            queue.append(n + 1)
            queue.append(n + 2)
    return total


_RIGHT = [
    appended, inserted, removed, added_to, numbered, by_a_helper, under_another_name, by_a_method,
    in_a_dict, given_twice, by_a_closure, in_a_map, with_an_array, popped, of_places_and_values,
    removed_and_left, overwritten, of_a_copy, of_places,
]  # fmt: skip


@pytest.mark.parametrize("fun", _RIGHT)
def test_right(fun) -> None:
    check(fun, 0.9)


@pytest.mark.parametrize("fun", [by_a_helper, numbered, given_twice])
def test_second_derivative(fun) -> None:
    check_product(fun, 0.9, 1.0)


def backwards(x):
    items, total = [x, 2 * x, 3 * x], 0.0
    for value in reversed(items):
        total += value
        _append(items, value)
    return total


def test_refused() -> None:
    with pytest.raises(s2s.UnsupportedError, match="longer or shorter"):
        s2s.grad(backwards)(0.7)


def helped_outside_of_the_loop(x):
    items, total = [x], 0.0
    _append(items, x * x)
    for value in items:
        total += value * np.sin(value)
    _append(items, total)
    return items[-1]


def test_plain_where_nothing_changes() -> None:
    assert "live_places" not in s2s.grad(helped_outside_of_the_loop).source_for(0.7)

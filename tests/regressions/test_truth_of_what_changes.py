"""`if xs:` of a list that changes later: the reverse sweep asked again, and went the other way."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def grown(x):
    found = []
    for i in range(3):
        if found:
            y = i + x * 2.0
        else:
            y = x * 3.0
        found.append(y)
    return sum(found)


def straight(x):
    found = []
    if found:
        y = x * 2.0
    else:
        y = x * 3.0
    found.append(y)
    if not found:
        y = y * 5.0
    return sum(found) * y


def shrunk(x):
    left = [1, 2]
    total = 0.0
    for _ in range(3):
        total += x * x if left else x
        if left:
            left.pop()
    return total


def both(x):
    left = [x, 2 * x]
    total = 0.0
    for _ in range(3):
        total += x ** len(left)
        if left and left[-1] > 1:
            total *= x
        if left:
            total += left.pop()
    return total


def named(x):
    seen = {}
    total = 0.0
    for i in range(3):
        if seen:
            total += x * 2.0
        else:
            total += x * x
        seen[i] = total
    return total


def of_one_element(x):
    level = np.zeros(1)
    total = 0.0
    for _ in range(3):
        if level:
            total += x * x
        else:
            total += x
        level += x
    return total


class Queue:
    def __init__(self) -> None:
        self.items = []

    def __len__(self) -> int:
        return len(self.items)

    def add(self, item) -> None:
        self.items.append(item)


def of_an_object(x):
    queue = Queue()
    for _ in range(3):
        if queue:
            queue.add(x * queue.items[0])
        else:
            queue.add(x * x)
    return queue.items[1] * queue.items[2]


def none_or_a_list(x):
    found = []
    total = 0.0
    for _ in range(3):
        factors = None if not found else found
        if factors is None:
            total += x
        else:
            total += x * x * factors[0]
        found.append(3.0)
    return total


@pytest.mark.parametrize(
    "fun",
    [grown, straight, shrunk, both, named, of_one_element, of_an_object, none_or_a_list],
)
def test_derivatives(fun) -> None:
    check(fun, 1.3)


def part_deleted(x):
    places = [1, 2, 3, 4]
    total = x * places[0]
    del places[::2]
    total *= places[-1] * x
    del places[1:]
    return total * len(places)


def test_slice_of_a_passive_list_is_deleted() -> None:
    check(part_deleted, 1.3)

"""A loop over a list counted its items before, though the loop itself added to them: a wrong value."""

from __future__ import annotations

import pytest

import s2s
from s2s.testing import check


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


@pytest.mark.parametrize("fun", [appended, inserted, removed, added_to, numbered])
def test_refused(fun) -> None:
    with pytest.raises(s2s.UnsupportedError, match="longer or shorter"):
        s2s.grad(fun)(0.7)


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


@pytest.mark.parametrize("fun", [removed_and_left, overwritten, of_a_copy, of_places])
def test_right(fun) -> None:
    check(fun, 0.9)

"""A loop over one list that puts items into another one was refused, as if it grew itself."""

from __future__ import annotations

import pytest

from s2s.testing import check


def returns(x):
    rewards = []
    for i in range(4):
        rewards.append(x**i)
    total, found = 0.0, []
    for r in reversed(rewards):
        total = r + 0.9 * total
        found.insert(0, total)
    return sum(v * i for i, v in enumerate(found))


def taken_out(x):
    items, out = [], []
    for i in range(3):
        items.append(x * i)
    for i, v in enumerate(reversed(items)):
        out.insert(0, v * i)
        if i == 1:
            out.pop()
    return sum(out) * x


def handed_in(items):
    made = [1.0]
    for v in reversed(items):
        made.insert(0, v)
    return made


def by_a_helper(x):
    items = [x]
    for i in range(3):
        items.append(x * i)
    return sum(a * i * x for i, a in enumerate(handed_in(items)))


def other_name(x):
    items = [x, x * 2]
    same = items
    for v in items:
        if len(items) < 5:
            same.append(v * 1.5)
    return sum(items) * x


def held(x):
    items = [x, x * 2]
    table = {"a": items}
    for v in items:
        inner = table["a"]
        if len(items) < 5:
            inner.insert(5, v * 1.5)
    return sum(items) * x


def swapped(x):
    first, second = [x], [x * 2]
    for _ in range(2):
        for v in first:
            if len(second) < 4:
                second.append(v * 2)
        first, second = second, first
    return sum(first) + 2 * sum(second) * x


def grown(items, others):
    for v in items:
        if len(others) < 5:
            others.append(v * 1.3)


def one_list_twice(x):
    items = [x]
    grown(items, items)
    return sum(items) * x


def perhaps(x):
    items = [x]
    others = items if x > 1 else [x * 3]
    for v in items:
        if len(others) < 4:
            others.append(v * 2)
    return sum(items) + 2 * sum(others)


PROGRAMS = [returns, taken_out, by_a_helper, other_name, held, swapped, one_list_twice, perhaps]


@pytest.mark.parametrize("x", [0.7, 1.7])
@pytest.mark.parametrize("program", PROGRAMS)
def test_lists(program, x: float) -> None:
    check(program, x)

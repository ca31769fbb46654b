"""Two values that read the same in the text, and differ where they stand, had one name."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

V = np.array([0.4, 0.5, -0.6])


class Pair:
    def __init__(self, a, b, c):
        self.a, self.b, self.c = a, b, c

    def scaled(self, *parts):
        return self.a * sum(parts)


def items_of_a_list_that_changes(x, v):
    q = [x, v[0]]
    s = np.multiply(*q)
    q[0] = x * x
    return s * np.multiply(*q)


def two_stars_in_one_call(x, v):
    v[0] *= x
    pair = Pair(*v)
    return pair.scaled(*v, *v, x, *v)


def elements_of_an_array_that_changes(x, v):
    v[0] = x
    pair = Pair(*v)
    v[1] *= x
    again = Pair(*v)
    return pair.scaled(*v) * again.b + again.scaled(*v) * pair.b


def objects_of_one_class(x, v):
    first = Pair(x, v[0], x)
    x = x * x
    first.b = x
    second = Pair(x, v[0], x)
    return first.scaled(x) * second.scaled(x) * second.b * first.b


def in_both_branches(x, v):
    q = [x, v[0]]
    if x > 0.3:
        s = np.multiply(*q)
    else:
        s = np.multiply(*q) * 2.0
    q[1] = s
    return s * np.multiply(*q)


def loops_that_read_the_same(x, v):
    q = [x, v[0]]
    s = 0.0
    for a, b in zip(q, v):
        s += a * b
    q[0] = s
    for a, b in zip(q, v):
        s += a * b
    return s


@pytest.mark.parametrize(
    "fun",
    [
        items_of_a_list_that_changes,
        two_stars_in_one_call,
        elements_of_an_array_that_changes,
        objects_of_one_class,
        in_both_branches,
        loops_that_read_the_same,
    ],
)
def test_same_text(fun) -> None:
    check(fun, 0.7, V)

"""A `Counter` whose values a derivative flows to: it was refused."""

from __future__ import annotations

from collections import Counter

import pytest

from s2s.testing import check_grads


class Means:
    def __init__(self):
        self.total, self.count = Counter(), Counter()

    def add(self, key, value):
        self.total[key] += value
        self.count[key] += 1

    def mean(self, key):
        return self.total[key] / self.count[key] if key in self.total else 0.0


def sums(x):
    c = Counter()
    for i in range(4):
        c[i % 2] += x * i
    return c[0] * c[1] + c["none"] * x + len(c)


def most_common(x):
    c, s = Counter(), 0.0
    for word, value in (("a", x), ("b", x * x), ("a", 2 * x)):
        c[word] += value
    for _, value in c.most_common(1):
        s += value
    for word in c:
        s += c[word]
    return s * len(c) + c.total() + sum(c.values())


def in_attributes(x):
    m = Means()
    for i in range(5):
        m.add(i % 2, x**i)
    return m.mean(0) * m.mean(1) + m.mean(7)


def stored_and_asked(x):
    c = Counter()
    c["a"] -= x
    c["b"] = x * x
    if "a" in c and c.get("z", 0) == 0:
        c["a"] *= 2
    return c["a"] * c["b"]


def of_letters(x):
    n = Counter("hello")
    return x * n["l"] + sum(v * x for v in n.values())


PROGRAMS = [sums, most_common, in_attributes, stored_and_asked, of_letters]


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, order=2)

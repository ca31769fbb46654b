"""Lists and trees of a dataclass, made in the function: they were refused.

Also containers of `collections` in attributes (refused), and named tuples with items of their own
(wrong values: they are refused).
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


@dataclass
class Link:
    val: float
    next: Any = None


@dataclass
class Tree:
    v: float
    kids: list = field(default_factory=list)


@dataclass
class Branch:
    left: Any
    right: Any
    v: float = 0.0


def linked(x):
    head = None
    for i in range(3):
        head = Link(x * i + 1, head)
    s = 1.0
    while head is not None:
        s = s * head.val + 1
        head = head.next
    return s


def reversed_in_place(x):
    head, p, s, i = None, None, 0.0, 1
    for j in range(3):
        head = Link(x * j + 1, head)
    while head:
        after = head.next
        head.next = p
        p, head = head, after
    while p:
        s += p.val * i
        i, p = i + 1, p.next
    return s


def history(x):
    s, out = Link(x), 0.0
    for _ in range(3):
        s = Link(s.val * x + 1, s)
    while s is not None:
        out, s = out * 0.5 + s.val, s.next
    return out


def total(t, depth=1):
    return t.v * depth + sum(total(kid, depth + 1) for kid in t.kids)


def tree(x):
    t = Tree(x)
    t.kids.append(Tree(x * x))
    t.kids[0].kids.append(Tree(2 * x))
    return total(t)


def value(t):
    if t is None:
        return 0.0
    return t.v + value(t.left) * 2 + value(t.right) ** 2


def binary(x):
    return value(Branch(Branch(None, None, x), Branch(Branch(None, None, x * x), None, x), 1.0))


class Filter:
    def __init__(self, k):
        self.k, self.xs = k, deque([0.0, 0.0], maxlen=2)

    def __call__(self, x):
        y = self.k * x + sum(self.xs)
        self.xs.appendleft(x)
        return y


def queue_in_an_attribute(x):
    f = Filter(x)
    return f(x * 2) * f(x + 1) * f(x * x)


class Account:
    def __init__(self):
        self.held, self.log = defaultdict(float), defaultdict(list)

    def trade(self, s, q):
        self.held[s] += q
        self.log[s].append(q * q)


def tables_in_attributes(x):
    a = Account()
    a.trade("A", x)
    a.trade("A", x * x)
    a.trade("B", 2 * x)
    return a.held["A"] ** 2 + sum(a.log["A"]) * a.log["B"][0]


@dataclass
class Optimiser:
    m: Any = None
    v: Any = None

    def step(self, p, g):
        if self.m is None:
            self.m = np.zeros_like(g)
            self.v = [0.0] * len(g)
        self.m = 0.9 * self.m + 0.1 * g
        for i in range(len(g)):
            self.v[i] = self.v[i] * 0.9 + g[i] ** 2
        return p - 0.1 * self.m / (np.sqrt(np.array(self.v)) + 1e-3)


def fields_that_are_none_first(x):
    p, o = np.array([x, 2.0]), Optimiser()
    for _ in range(3):
        p = o.step(p, 2 * p * x)
    return p.sum()


PROGRAMS = [
    linked, reversed_in_place, history, tree, binary, queue_in_an_attribute, tables_in_attributes,
    fields_that_are_none_first,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))
    assert s2s.value_and_grad(fun)(0.6)[0] == pytest.approx(fun(0.6))


class OwnItems(NamedTuple):
    a: float
    b: float

    def __len__(self):
        return 7

    def __getitem__(self, i):
        return 5.0


def its_own_items(v):
    n = OwnItems(v[0], v[1])
    return len(n) * v[0] + n[0] * v[1]


def test_named_tuples_with_items_of_their_own_are_refused() -> None:
    with pytest.raises(s2s.S2SError, match="a function of its own"):
        s2s.grad(its_own_items)(np.array([1.0, 2.0]))

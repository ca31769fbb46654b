"""Ordinary code that was refused for reasons that were not true: nothing in it changes what it seemed to."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


class Layer:
    def __init__(self, w):
        self.cache = {}
        self.w = w

    def __call__(self, *args, **words):
        return self.forward(*args, **words)

    def forward(self, x, scale=1.0):
        self.cache["x"] = x
        return x * self.w * scale


def words_handed_on(x):
    return Layer(x)(2.0) * Layer(x * x)(x, scale=3.0)


def columns(x):
    frame = {"a": [1.0, 2.0 * x], "b": [2.0, x]}
    total = 0.0
    for a, b in zip(*frame.values(), strict=True):
        total += a * b
    return total * sum(max(row) for row in zip(*frame.values()))  # noqa: B905


class Stack:
    class Node:
        def __init__(self, v, rest=None):
            self.v = v
            self.rest = rest

    kind = Node

    def __init__(self):
        self.head = None

    def push(self, v):
        self.head = self.Node(v, self.head)

    def total(self):
        found, node = 0.0, self.head
        while node is not None:
            found = found * 0.5 + node.v
            node = node.rest
        return found

    def others(self, v):
        return self.kind(v).v * type(self).Node(v * v).v


def class_inside(x):
    stack = Stack()
    for i in range(3):
        stack.push(x * i + x * x)
    return stack.total() * stack.others(x)


def hull(x):
    points = np.array([[x, 1.0], [2.0, 0.5], [1.0, x]])
    found = []
    for p in sorted(map(tuple, points)):
        while len(found) >= 2:
            found.pop()
        found.append(p)
    return found[0][1] * found[0][0]


@pytest.mark.parametrize(
    "fun", [words_handed_on, columns, class_inside, hull], ids=lambda fun: fun.__name__
)
def test_it_is_right(fun) -> None:
    check(fun, 0.6)

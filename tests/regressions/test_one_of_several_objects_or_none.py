"""One of several objects, or None: was refused; and a function that held numbers of two kinds crashed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from s2s.testing import check


class Box:
    def __init__(self, s, rest=None):
        self.s = s
        self.rest = rest

    def walk(self):
        found, box = 0.0, self
        while box is not None:
            found += box.s
            box = box.rest
        return found


class Double(Box):
    def __init__(self, s, rest=None):
        super().__init__(s * 2, rest)


def chain_of_two_classes(y):
    box = Box(y)
    for _ in range(2):
        box = Double(box.walk(), box)
    return box.s


def best(y):
    found = None
    for i in range(3):
        box = Box(y * i) if i % 2 else Double(y + i)
        if found is None or box.s > found.s:
            found = box
        found.s = found.s * y
    return found.s * y


def first_above(boxes, level):
    for box in boxes:
        if box.s > level:
            return box
    return None


def found(y):
    box = first_above([Box(y), Double(y), Box(5 * y)], 1.0)
    if box is None:
        return y
    return box.s * y


def not_found(y):
    box = first_above([Box(y), Double(y), Box(5 * y)], 100.0)
    if box is None:
        return y * y
    return box.s * y


class Tree:
    def __init__(self, v):
        self.v = v
        self.left = self.right = None

    def put(self, v):
        if v < self.v:
            if self.left is None:
                self.left = type(self)(v)
            else:
                self.left.put(v)
        elif self.right is None:
            self.right = Other(v)
        else:
            self.right.put(v)

    def total(self):
        s = self.v * self.v
        if self.left is not None:
            s += self.left.total()
        if self.right is not None:
            s += 0.5 * self.right.total()
        return s


class Other(Tree):
    pass


def tree(y):
    root = Tree(y)
    for factor in (0.5, 2.0, 1.0, 0.7):
        root.put(factor * y)
    return root.total()


@pytest.mark.parametrize(
    "fun", [chain_of_two_classes, best, found, not_found, tree], ids=lambda fun: fun.__name__
)
def test_it_is_right(fun) -> None:
    check(fun, 0.6)


def held(x, y):
    factor = None

    def scaled(v):
        return v if factor is None else v * factor

    total = 0.0
    for i in range(3):
        total += scaled(y) ** 2
        factor = x[i]
    return total


def held_and_only_asked(x, y):
    shift = x[0]
    angle = lambda v: math.cos(v) * shift  # noqa: E731
    total = 0.0
    for _ in range(2):
        shift = math.tanh(shift + y)
    n = 0
    while n < 3:
        n += 1
        if angle(y) > -0.1:
            total += x[1]
    return total


@pytest.mark.parametrize("fun", [held, held_and_only_asked], ids=lambda fun: fun.__name__)
def test_function_that_holds_numbers_of_two_kinds(fun) -> None:
    check(fun, np.array([0.3, 0.5, 0.2]), 0.59)

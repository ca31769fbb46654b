"""A pattern of a class inside of another was read as if it matched: "does not know the attribute"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

import s2s
from s2s.testing import check


@dataclass
class Num:
    v: float


@dataclass
class Node:
    op: str
    args: tuple


def value(e):
    match e:
        case Num(v):
            return v
        case Node("add", (a, b)):
            return value(a) + value(b)
        case Node("mul", args):
            r = 1.0
            for a in args:
                r *= value(a)
            return r
        case Node("pow", (a, Num(p))):
            return value(a) ** p


def by_attributes(e):
    if isinstance(e, Num):
        return e.v
    if e.op == "add":
        return by_attributes(e.args[0]) + by_attributes(e.args[1])
    if e.op == "pow":
        return by_attributes(e.args[0]) ** e.args[1].v
    r = 1.0
    for a in e.args:
        r *= by_attributes(a)
    return r


TREES = [
    Node("add", (Num(3.0), Node("mul", (Num(2.0), Num(5.0))))),
    Node("add", (Num(3.0), Node("pow", (Num(2.0), Num(5.0))))),
    Node("pow", (Node("mul", (Num(2.0), Num(1.5))), Num(3.0))),
]


@pytest.mark.parametrize("tree", TREES, ids=["mul", "pow", "outer"])
def test_trees(tree: Node) -> None:
    assert s2s.grad(value)(tree) == s2s.grad(by_attributes)(tree)


def one_decides(x: Any, n: int) -> Any:
    m = n or 3
    if n > 5 or True:
        x = x * 2
    if (n > 5 and False) or n:
        x = x * 3
    if not (n and 0):
        x = x * x * 5
    while n < 4 and True and n != 3:
        n += 1
        x = x * 2
    return x * m * (n > 1 or 3)


@pytest.mark.parametrize("n", [0, 2, 7])
def test_one_test_decides(n: int) -> None:
    check(lambda x: one_decides(x, n), 1.7)
    assert s2s.grad(one_decides)(1.7, n) == pytest.approx(
        s2s.grad(lambda x: one_decides(x, n))(1.7)
    )

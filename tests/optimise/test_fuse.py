"""Loops whose trips do not depend on each other need no stack; others keep it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing.check import check


def pairs(x):
    total = 0.0
    for i in range(len(x)):
        for j in range(i):
            total += math.sqrt(1.0 + (x[i] - x[j]) ** 2)
    return total


def branches(x):
    total = 0.0
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] > 0.5:
                total += x[i, j] ** 3
            else:
                total -= math.sin(x[i, j])
    return total


def inner_recurrence(x, n):
    total = 0.0
    for i in range(n):
        y = x
        for j in range(3):
            y = y * x + j
        total += y / (i + 1)
    return total


def carried(x, n):
    y = x
    for i in range(n):
        y = math.sin(y) * x + i
    return y


def last_value_used(x):
    total = 0.0
    v = 1.0
    for i in range(len(x)):
        v = x[i] * x[i]
        total += v * v
    return total * v


def table_changes(x):
    table = {"a": x[0], "b": 0.0}
    total = 0.0
    for i in range(len(x)):
        table["b"] = table["a"] * x[i]
        total += table["b"] * table["a"]
        table["a"] = table["b"] + x[i]
        total += table["a"] * table["b"]
    return total


def list_changes_later(x):
    weights = [1.0, 2.0, 3.0]
    total = 0.0
    for i in range(len(x)):
        w = weights[i]
        total += x[i] * x[i] * w
    weights[0] = 5.0
    return total + weights[0] * x[0]


def bound_changes_later(x):
    n = 2
    total = 0.0
    for i in range(n):
        v = x[i]
        total += v * v
    n = 3
    for i in range(n):
        v = x[i]
        total += v * v * v
    return total


X = np.array([0.3, 1.2, -0.7])
TABLE = [
    (pairs, (X,), 0),
    (pairs, (X.tolist(),), 0),
    (branches, (np.array([[0.3, 0.9], [1.2, -0.4]]),), 0),
    (inner_recurrence, (1.1, 3), 1),
    (carried, (1.1, 3), 1),
    (last_value_used, (X,), 1),
    (table_changes, (X,), 1),
    (list_changes_later, (X,), None),
    (bound_changes_later, (X,), 0),
]


@pytest.mark.parametrize(
    ("fun", "args", "stacks"), TABLE, ids=lambda value: getattr(value, "__name__", "")
)
def test_loop(fun: Callable[..., Any], args: tuple[Any, ...], stacks: int | None) -> None:
    check(fun, *args)
    if stacks is not None:
        assert s2s.source(fun, *args).count("= []") == stacks

"""A list that holds an int among floats, read by an index; one list given to a product twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check


def numbered(xs):
    return sum(i * x for i, x in enumerate(xs))


def squares(xs):
    return sum(x * x for x in xs)


def indexed(xs):
    total = 0.0
    for i in range(len(xs)):
        total += xs[i] ** 2
    return total


def table(xs):
    entries = {"a": xs[0], "b": xs[1], "c": xs[2]}
    return sum(value**2 for value in entries.values())


@pytest.mark.parametrize("items", [[2.0, 3, 4.0], (3, 2.0, 1), [2.0, True, np.int64(3)]])
@pytest.mark.parametrize("fun", [numbered, squares, indexed, table])
def test_int_among_floats(fun: Callable[[Any], Any], items: Any) -> None:
    found = s2s.grad(fun)(items)
    expected = s2s.grad(fun)(type(items)(float(item) for item in items))
    assert type(found) is type(items)
    for item, one, other in zip(items, found, expected, strict=True):
        assert one == (other if isinstance(item, float) else None)


def test_values_of_a_dict() -> None:
    assert s2s.grad(lambda d: sum(v * v for v in d.values()))({"a": 1, "b": 2.0}) == {
        "a": None, "b": 4.0,
    }  # fmt: skip


def test_one_list_twice() -> None:
    check(lambda xs: np.dot(xs, xs), [2.0, 3.0, 4.0])
    check(lambda xs: np.inner(xs, xs) + np.vdot(xs, xs), (2.0, 3.0, 4.0))

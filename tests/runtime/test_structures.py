"""Cotangents of structures: zeros, sums, and the way back to the primal's own types."""

from __future__ import annotations

import dataclasses
import types
from collections import namedtuple
from typing import Any

import numpy as np
import pytest

from s2s import runtime as rt

Point = namedtuple("Point", "x y")


@dataclasses.dataclass
class Body:
    mass: float
    place: np.ndarray
    name: str = "body"


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    size: float
    count: int


class Plain:
    def __init__(self) -> None:
        self.w = np.ones(2)
        self.n = 3


def same(first: Any, second: Any) -> bool:
    """Whether two structures are equal in types, shapes, dtypes and values."""
    if type(first) is not type(second):
        return False
    if isinstance(first, np.ndarray):
        return first.dtype == second.dtype and np.array_equal(first, second)
    if isinstance(first, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(same(first[k], second[k]) for k in first)
    if dataclasses.is_dataclass(first):
        names = [f.name for f in dataclasses.fields(first)]
        return all(same(getattr(first, n), getattr(second, n)) for n in names)
    if hasattr(first, "__dict__"):
        return same(vars(first), vars(second))
    return bool(first == second)


ZEROS = [
    (1.5, 0.0),
    (1 + 2j, 0j),
    (np.float32(2.0), np.float32(0.0)),
    (3, 0.0),
    (True, 0.0),
    ("text", None),
    (None, None),
    (len, None),
    (np.arange(3), None),
    (np.ones((2, 1), np.float32), np.zeros((2, 1), np.float32)),
    ((1.5, 2), [0.0, 0.0]),
    ([1.5, [2.5]], [0.0, [0.0]]),
    (Point(1.0, 2.0), [0.0, 0.0]),
    ({"a": 1.0, "b": "c"}, {"a": 0.0, "b": None}),
    (Frozen(1.0, 2), types.SimpleNamespace(size=0.0, count=0.0)),
]


@pytest.mark.parametrize(("value", "expected"), ZEROS)
def test_zeros_like(value: Any, expected: Any) -> None:
    assert same(rt.zeros_like(value), expected)


def test_zeros_like_an_object() -> None:
    assert same(rt.zeros_like(Plain()), types.SimpleNamespace(w=np.zeros(2), n=0.0))
    assert same(
        rt.zeros_like(Body(1.0, np.ones(2))),
        types.SimpleNamespace(mass=0.0, place=np.zeros(2), name=None),
    )


def test_zeros_like_gives_memory_of_its_own() -> None:
    x = np.ones(3)
    assert not np.shares_memory(rt.zeros_like(x), x)


def test_add_leaves_its_arguments_alone() -> None:
    a, b = np.ones(2), np.full(2, 2.0)
    np.testing.assert_array_equal(rt.add(a, b), [3.0, 3.0])
    np.testing.assert_array_equal(a, [1.0, 1.0])
    first, second = [1.0, [a]], [None, [b]]
    total = rt.add(first, second)
    assert total[0] == 1.0
    np.testing.assert_array_equal(total[1][0], [3.0, 3.0])
    assert first == [1.0, [a]]


def test_add_structures() -> None:
    assert rt.add(None, 1.0) == 1.0
    assert rt.add(1.0, None) == 1.0
    assert rt.add(None, None) is None
    assert rt.add({"a": 1.0}, {"a": 2.0, "b": 3.0}) == {"a": 3.0, "b": 3.0}
    total = rt.add(types.SimpleNamespace(x=1.0, n=None), types.SimpleNamespace(x=0.5, n=None))
    assert total == types.SimpleNamespace(x=1.5, n=None)
    with pytest.raises(TypeError, match="becomes longer"):
        rt.add([1.0], [1.0, 2.0])


MIRRORS = [
    (1.5, np.float64(2.0), 2.0),
    (1.5, None, 0.0),
    (np.float32(1.5), 2.0, np.float32(2.0)),
    (1 + 2j, 3.0, 3 + 0j),
    (1.5, 2.0 + 1j, 2.0),
    (2, 5.0, None),
    ("a", None, None),
    (np.ones(2, np.float32), np.ones(2), np.ones(2, np.float32)),
    (np.ones(2), None, np.zeros(2)),
    (np.array(1.5), np.float64(2.0), np.array(2.0)),
    (np.arange(2), None, None),
    ((1.0, 2), [3.0, None], (3.0, None)),
    ([1.0, (2.0,)], [3.0, [4.0]], [3.0, (4.0,)]),
    ((1.0, 2.0), None, (0.0, 0.0)),
    (Point(1.0, 2.0), [3.0, 4.0], Point(3.0, 4.0)),
    ({"a": 1.0, "b": 2.0}, {"a": 3.0}, {"a": 3.0, "b": 0.0}),
    (Frozen(1.0, 2), types.SimpleNamespace(size=3.0, count=None), Frozen(3.0, None)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("primal", "cotangent", "expected"), MIRRORS)
def test_mirror(primal: Any, cotangent: Any, expected: Any) -> None:
    assert same(rt.mirror(primal, cotangent), expected)


def test_mirror_an_object() -> None:
    got = rt.mirror(Plain(), types.SimpleNamespace(w=np.ones(2), n=None))
    assert type(got) is Plain and got.n is None
    np.testing.assert_array_equal(got.w, [1.0, 1.0])


def test_mirror_refuses_another_shape() -> None:
    with pytest.raises(ValueError, match="shape"):
        rt.mirror(np.ones(3), np.ones(2))


def test_accumulate_at_counts_repeats() -> None:
    target = np.zeros((2, 3))
    rt.accumulate_at(target, (0, [1, 1, 2]), np.array([1.0, 2.0, 4.0]))
    np.testing.assert_array_equal(target, [[0.0, 3.0, 4.0], [0.0, 0.0, 0.0]])
    rt.accumulate_at(target, target > 3.5, 1.0)
    assert target[0, 2] == 5.0


def test_accumulate_at_in_structures() -> None:
    assert rt.accumulate_at([1.0, None, 2.0], 1, 3.0) == [1.0, 3.0, 2.0]
    assert rt.accumulate_at([1.0, None, 2.0], slice(1, None), [3.0, None]) == [1.0, 3.0, 2.0]
    assert rt.accumulate_at({"a": 1.0}, "a", 2.0) == {"a": 3.0}

"""A property of an object with active state is read, or set, as the user wrote it where nothing flows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from s2s.testing import check_grads


class Box:
    def __init__(self, side, values):
        self.side = side
        self.values = values
        self.name = "box"

    @property
    def size(self):
        return self.side * self.values[1]

    @property
    def limit(self):
        return 2.0 if self.side > 0 else 1.0

    @limit.setter
    def limit(self, value):
        self.bound = value

    @property
    def scale(self):
        return self.side

    @scale.setter
    def scale(self, value):
        self.side = value * 2.0


def read_into_what_is_not_used(x, v):
    box = Box(x, v * 1.0)
    notes = {"a": x}
    notes["a"] += notes.setdefault("c", box.size)
    return float(np.sum(v)) + box.values[0] * x


def set_to_a_constant(x, v):
    box = Box(x, v * 1.0)
    box.limit = 3.0
    return box.values[0] * x * box.bound


def set_and_not_used(x, v):
    box = Box(x, v * 1.0)
    other = Box(x * 2.0, v)
    other.scale = x
    return box.values[0] * x


def set_and_used(x, v):
    box = Box(x, v * 1.0)
    box.scale = x * x
    box.scale = 3.0 if x > 10.0 else box.scale * x
    return box.side * box.values[1]


def of_a_passive_object(x, v):
    box = Box(2.0, np.ones(3))
    box.limit = 3.0
    return x * box.bound * box.scale + v[0]


@pytest.mark.parametrize(
    "fun",
    [
        of_a_passive_object,
        read_into_what_is_not_used,
        set_to_a_constant,
        set_and_not_used,
        set_and_used,
    ],
)
def test_right(fun: Callable[..., Any]) -> None:
    check_grads(fun, 0.6, np.array([0.5, -1.2, 2.0]), modes=("rev", "fwd"))

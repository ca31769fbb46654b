"""`(1,) + tuple(x)`: the sum was taken for a sequence of ints, and nothing flowed through it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from s2s.testing import check

X = np.array([0.5, 0.7, 0.2])


def around(x):
    t = (1,) + tuple(x) + (2.0,)  # noqa: RUF005
    return t[1] * t[-1] + sum(t[2:4])


def bounds(x):
    t = [0] + list(x) + [2]  # noqa: RUF005
    return sum(a * b for a, b in zip(t, t[1:]))


def led_by_none(x):
    t = [None] + list(x)  # noqa: RUF005
    return t[1] * t[2]


def repeated(x):
    t = [0] * 2 + list(x)
    return t[2] * t[3] + sum(t)


@pytest.mark.parametrize("program", [around, bounds, led_by_none, repeated])
def test_joined(program: Callable[[Any], Any]) -> None:
    check(program, X)

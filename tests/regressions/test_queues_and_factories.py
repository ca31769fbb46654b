"""A deque that was reversed or unpacked, and frozen dataclasses that make their own defaults."""

from __future__ import annotations

import dataclasses
import math
from collections import deque

import pytest

from s2s.testing import check


def last_values(x):
    kept = deque(maxlen=3)
    for i in range(5):
        kept.append(x * i + 1.0)
    return kept


def reversed_in_a_loop(x):
    total = 0.0
    for v in reversed(last_values(x)):
        total = total * 0.5 + v * v
    return total


def reversed_in_a_zip(x):
    kept = last_values(x)
    total = 0.0
    for v, w in zip(kept, reversed(kept)):  # noqa: B905
        total = total * 0.5 + v * v * w
    return total


def reversed_in_a_comprehension(x):
    return [2.0 * v for v in reversed(last_values(x))][0] + math.prod(last_values(x))


def unpacked(x):
    kept = deque([x, x * 2.0])
    kept.appendleft(x**2)
    kept.rotate(1)
    a, b, c = kept
    return a * b**2 * c**3


@dataclasses.dataclass(frozen=True)
class Options:
    step: float = 0.1
    extra: dict = dataclasses.field(default_factory=dict)
    names: list = dataclasses.field(default_factory=list)


def replaced_options(x):
    options = dataclasses.replace(Options(), step=x)
    return options.step**2


def made_options(x):
    options = dataclasses.replace(Options(step=x, names=["a"]), extra={"k": x})
    return options.step**2 * options.extra["k"] * len(options.names)


@pytest.mark.parametrize(
    "fun",
    [
        reversed_in_a_loop,
        reversed_in_a_zip,
        reversed_in_a_comprehension,
        unpacked,
        replaced_options,
        made_options,
    ],
)
def test_program(fun) -> None:
    check(fun, 0.7)

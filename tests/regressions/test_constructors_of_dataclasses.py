"""A dataclass with an `__init__` of its own was taken to hold its arguments: tests of None were decided wrongly."""

from __future__ import annotations

import math
from collections import namedtuple
from dataclasses import InitVar, dataclass, field

import pytest

import s2s


@dataclass
class Own:
    area: float
    side: float

    def __init__(self, area, side=None):
        self.area = area
        self.side = side if side is not None else math.sqrt(area)


@dataclass(frozen=True)
class Frozen:
    area: float
    side: float

    def __init__(self, area, side=None):
        object.__setattr__(self, "area", area)
        object.__setattr__(self, "side", math.sqrt(area) if side is None else side)


@dataclass
class After:
    area: float
    side: float = None

    def __post_init__(self):
        if self.side is None:
            self.side = math.sqrt(self.area)


@dataclass
class Left:
    area: float
    side: float = field(init=False)

    def __post_init__(self):
        self.side = self.area * self.area


@dataclass
class Passed:
    area: float
    factor: InitVar[float] = 2.0
    side: float = None

    def __post_init__(self, factor):
        self.side = self.area * factor


class Pair(namedtuple("Pair", "area side")):
    def __new__(cls, area, side=None):
        return super().__new__(cls, area, math.sqrt(area) if side is None else side)


CLASSES = [Own, Frozen, After, Left, Passed, Pair]


@pytest.mark.parametrize("cls", CLASSES)
def test_passive_objects(cls) -> None:
    def scaled(x):
        side = cls(4.0).side
        return 0.0 * x if side is None else x * side

    assert s2s.grad(scaled)(2.0) == cls(4.0).side


@pytest.mark.parametrize("cls", [Own, After, Left, Passed])
def test_active_objects(cls) -> None:
    def scaled(x):
        held = cls(x)
        return 0.0 * x if held.side is None else held.side * held.area

    slope = (scaled(2.0 + 1e-6) - scaled(2.0 - 1e-6)) / 2e-6
    assert s2s.grad(scaled)(2.0) == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("cls", [Frozen, Pair])
def test_refused(cls) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(lambda x: cls(x).side)(2.0)


def test_passed_on() -> None:
    assert s2s.grad(lambda x: Passed(x, x).side)(3.0) == 6.0

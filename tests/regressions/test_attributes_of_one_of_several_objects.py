"""An attribute of one of several objects was refused where it was stored, or where only some have it."""

from __future__ import annotations

import pytest

import s2s


class Plain:
    def __init__(self, level: float) -> None:
        self.level = level

    def flow(self) -> float:
        return 0.5 * self.level


class Valved(Plain):
    def __init__(self, level: float, valve: float) -> None:
        super().__init__(2.0 * level)
        self.valve = valve

    def flow(self) -> float:
        return self.valve * self.level


def stored(x: float) -> float:
    vessels = [Plain(x), Valved(x, 3.0 * x)]
    for vessel in vessels:
        vessel.level += x * vessel.level
    return sum(vessel.level**2 for vessel in vessels)


def replaced(x: float) -> float:
    total = 0.0
    for vessel in (Plain(x), Valved(x, x)):
        vessel.level = vessel.flow() * x
        total += vessel.flow()
    return total


def only_some(x: float) -> float:
    total = 0.0
    for vessel in (Plain(x), Valved(x, x), Plain(x * x)):
        if type(vessel).__name__ == "Valved":
            total += vessel.valve * vessel.level
        vessel.level -= x
        total += vessel.level
    return total


@pytest.mark.parametrize("fun", [stored, replaced, only_some])
def test_derivatives(fun: object) -> None:
    s2s.check_grads(fun, 1.3, order=2, modes=("fwd", "rev"))


def test_an_object_without_the_attribute_is_pythons_error() -> None:
    def fun(x: float) -> float:
        total = 0.0
        for vessel in (Plain(x), Valved(x, x)):
            total += vessel.valve
        return total

    with pytest.raises(AttributeError, match="valve"):
        s2s.grad(fun)(1.3)

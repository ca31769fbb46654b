"""A method that raises, if it does, before the first of several plain writes was refused inside of `try`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.errors import UnsupportedError
from s2s.testing.check import check


class Gas:
    def __init__(self, temperature):
        self.temperature = temperature
        self.change = temperature * 0.0
        self.log = []

    def set(self, value):
        if value < 0:
            raise ValueError("negative")
        self.log.append(value - self.temperature)
        self.change = value - self.temperature
        self.temperature = value

    def late(self, value):
        self.change = value - self.temperature
        if value < 0:
            raise ValueError("negative")
        self.temperature = value

    def divided(self, value):
        if value > 1:
            raise ZeroDivisionError("large")
        self.change = value - self.temperature
        self.temperature = value / (value - 0.7)

    def of_arrays(self, values):
        if values[0] < 0:
            raise ValueError("negative")
        self.change = values.sum()
        self.temperature = self.temperature + (values * np.ones(len(self.log) + 2)).sum()


def several(t):
    gas, total = Gas(t), 0.0
    for step in (0.1, -5.0, 0.2):
        try:
            gas.set(gas.temperature + step * t)
        except ValueError:
            total = total + gas.temperature**2
    return total + gas.temperature * gas.change + sum(gas.log)


def raises_late(t):
    gas = Gas(t)
    try:
        gas.late(t - 5.0)
    except ValueError:
        return gas.temperature * gas.change
    return gas.temperature


def divides(t):
    gas = Gas(t)
    try:
        gas.divided(t + 0.0)
    except ZeroDivisionError:
        return gas.temperature * gas.change
    return gas.temperature


def shapes(t):
    gas = Gas(t)
    try:
        gas.of_arrays(np.array([t, t, t]))
    except ValueError:
        return gas.temperature * gas.change
    return gas.temperature


def test_right() -> None:
    check(several, 0.7)


@pytest.mark.parametrize("fun", [raises_late, divides, shapes])
def test_refused_where_it_may_be_in_part(fun: Any) -> None:
    with pytest.raises(UnsupportedError, match="where this"):
        s2s.grad(fun)(0.7)

"""Real programs to the second order, every third one to the third: each is the slope of the one before.

Along a direction v: first the dot-product identity, then the derivative of the gradient against differences
of gradients, and the derivative of that one against differences of it. What cannot be done is an error
that says where.
"""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s
from s2s.testing.probe import pairing, step_along
from tests.programs.checker import directions
from tests.programs.collection import Entry
from tests.programs.test_programs import ENTRIES

STEPS = (1e-3, 5e-4, 2.5e-4)
UNKNOWN_RANK = "could not tell that this augmented assignment overwrites an array"


class Line(NamedTuple):
    """A program along a direction."""

    entry: Entry
    along: tuple[Any, ...]

    def at(self, step: float) -> tuple[Any, ...]:
        """The arguments, moved."""
        args = list(copy.deepcopy(self.entry.args))
        chosen = tuple(args[i] for i in self.entry.wrt)
        moved = step_along(chosen, self.along, step)
        for i, value in zip(self.entry.wrt, moved, strict=True):
            args[i] = value
        return tuple(args)

    @property
    def tangents(self) -> tuple[Any, ...]:
        """One for each argument; None for those that stand still."""
        found = dict(zip(self.entry.wrt, self.along, strict=True))
        return tuple(found.get(i) for i in range(len(self.entry.args)))

    def slope(self, gradient: Any) -> tuple[float, float]:
        """The derivative of a gradient along the line and along itself, and how far it can be trusted."""

        def phi(step: float) -> float:
            return pairing(gradient(*self.at(step)), self.along)

        rows = [(phi(h) - phi(-h)) / (2.0 * h) for h in STEPS]
        while len(rows) > 1:  # Richardson: the error of each row is a quarter of the last one's
            power = 4.0 ** (len(STEPS) - len(rows) + 1)
            better = [(power * b - a) / (power - 1.0) for a, b in zip(rows, rows[1:], strict=False)]
            error = abs(better[-1] - rows[-1])
            rows = better
        return rows[0], error + 1e-12 * abs(phi(0.0)) / STEPS[-1]


def assert_close(found: float, expected: float, error: float) -> None:
    assert abs(found - expected) <= 1e-6 * max(1.0, abs(expected)) + 20.0 * error, (found, expected)


# The other fields take minutes more than a suite may.
CHOSEN = [e for e in ENTRIES if e.name.startswith(("statistics", "dynamics", "learning"))]


@pytest.mark.parametrize("entry", CHOSEN, ids=lambda entry: entry.name)
def test_orders(entry: Entry) -> None:
    line = Line(entry, directions(entry)[0])
    try:
        check(line)
    except s2s.S2SError as error:  # a place in the program, or in the generated gradient of it
        assert ".py:" in str(error) or "<s2s " in str(error), error
    except TypeError as error:  # found only when it runs; it names the line in a note
        assert UNKNOWN_RANK in str(error) and any("<s2s " in n or ".py:" in n for n in error.__notes__)


def check(line: Line) -> None:
    """Check the orders."""
    gradient = s2s.grad(line.entry.fun, argnums=line.entry.wrt)
    tangents = line.tangents

    def second(*args: Any) -> Any:
        return s2s.jvp(gradient, args, tangents)[1]

    first = pairing(gradient(*line.at(0.0)), line.along)
    pushed = float(s2s.jvp(line.entry.fun, line.at(0.0), tangents)[1])
    assert np.isclose(pushed, first, rtol=1e-9, atol=1e-12), (pushed, first)
    product = pairing(second(*line.at(0.0)), line.along)
    assert_close(product, *line.slope(gradient))
    if [entry.name for entry in ENTRIES].index(line.entry.name) % 3:  # each takes seconds: one in three is enough for a suite
        return
    third = pairing(s2s.jvp(second, line.at(0.0), tangents)[1], line.along)
    assert_close(third, *line.slope(second))


def test_a_wrong_order_is_seen() -> None:
    def fun(x: Any) -> Any:
        return np.sum(x**4)

    line = Line(Entry(fun, (np.arange(1.0, 4.0),), (0,)), (np.ones(3),))
    slope, error = line.slope(lambda x: (4.0 * x**3,))
    assert_close(12.0 * 14.0, slope, error)
    with pytest.raises(AssertionError):
        assert_close(12.0 * 14.0 + 1e-2, slope, error)

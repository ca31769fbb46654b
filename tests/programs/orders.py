"""Derivatives of the programs to the third order, each checked as the slope of the one before.

``python -m tests.programs.orders [NAME ...]`` checks all three orders of every program, or of those whose
names start so, and prints how long each took: minutes, where the suite takes the third order of some.
"""

from __future__ import annotations

import copy
import sys
import time
from typing import Any, NamedTuple

import numpy as np

import s2s
from s2s.testing.leaves import float_leaves
from s2s.testing.probe import pairing, step_along
from tests.programs.checker import directions
from tests.programs.collection import Entry
from tests.programs.test_programs import ENTRIES

STEPS = (1e-3, 5e-4, 2.5e-4)


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


def check(line: Line, order: int) -> None:
    """Check the orders up to one, by both modes: the dot-product identity, then differences.

    Raises:
        AssertionError: a derivative is wrong.
    """
    gradient = s2s.grad(line.entry.fun, argnums=line.entry.wrt)
    tangents = line.tangents

    def second(*args: Any) -> Any:
        return s2s.jvp(gradient, args, tangents)[1]

    first = pairing(gradient(*line.at(0.0)), line.along)
    pushed = float(s2s.jvp(line.entry.fun, line.at(0.0), tangents)[1])
    assert np.isclose(pushed, first, rtol=1e-9, atol=1e-12), (pushed, first)
    product = pairing(second(*line.at(0.0)), line.along)
    assert_close(product, *line.slope(gradient))
    if order > 2:
        third = pairing(s2s.jvp(second, line.at(0.0), tangents)[1], line.along)
        assert_close(third, *line.slope(second))


def check_modes(line: Line) -> None:
    """Reverse over reverse and reverse over forward give the product that forward over reverse does.

    Raises:
        AssertionError: they differ by more than 1e-10 of its largest element.
    """
    fun, wrt, tangents, at = line.entry.fun, line.entry.wrt, line.tangents, line.at(0.0)
    gradient = s2s.grad(fun, argnums=wrt)

    def along(*args: Any) -> Any:
        return s2s.jvp(fun, args, tangents)[1]

    expected = _flat(s2s.jvp(gradient, at, tangents)[1])
    again = s2s.vjp(gradient, *at)[1](line.along)
    for found in (tuple(again[i] for i in wrt), s2s.grad(along, argnums=wrt)(*at)):
        largest = np.max(np.abs(expected), initial=0.0)
        np.testing.assert_allclose(_flat(found), expected, rtol=0.0, atol=1e-10 * largest)


def _flat(tree: Any) -> Any:
    return np.concatenate([np.zeros(0), *[np.ravel(leaf) for _, leaf in float_leaves(tree)]])


def main(starts: tuple[str, ...]) -> int:
    """Check all orders of the programs whose names start so; returns how many are not right."""
    wrong = 0
    for entry in ENTRIES:
        if not entry.name.startswith(starts or ("",)):
            continue
        began = time.perf_counter()
        try:
            line = Line(entry, directions(entry)[0])
            check(line, 3)
            check_modes(line)
            outcome = "right"
        except (s2s.S2SError, AssertionError) as error:
            wrong += 1
            outcome = f"{type(error).__name__}: {error}"
        print(f"{entry.name}: {outcome} ({time.perf_counter() - began:.1f} s)", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))

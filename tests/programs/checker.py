"""What is checked of a real program."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

import s2s
from s2s.testing.directional_derivative import directional_derivative
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import direction, pairing, step_along
from s2s.testing.same import same
from tests.programs.collection import Entry

DIRECTIONS = 3


class Slope:
    """The derivative of a program along a direction, by differences at several steps."""

    def __init__(self, entry: Entry, along: tuple[Any, ...]) -> None:
        chosen = tuple(entry.args[i] for i in entry.wrt)

        def phi(step: float) -> float:
            args = list(copy.deepcopy(entry.args))
            for i, moved in zip(entry.wrt, step_along(chosen, along, step), strict=True):
                args[i] = moved
            return float(entry.fun(*args))

        self.value, self.error = directional_derivative(phi)
        self.size = abs(phi(0.0))

    def settles(self) -> bool:
        """Whether the steps agree to at least six digits."""
        return bool(self.error <= 1e-6 * max(abs(self.value), 1e-2 * self.size, 1e-6))

    def agrees(self, found: float) -> bool:
        """Whether a derivative is this one."""
        allowed = 1e-6 * abs(self.value) + 1e-9 * self.size + 20.0 * self.error
        return abs(found - self.value) <= allowed


def directions(entry: Entry) -> list[tuple[Any, ...]]:
    """Some random directions through everything that is differentiated."""
    rng = np.random.default_rng(11)
    chosen = tuple(entry.args[i] for i in entry.wrt)
    return [direction(chosen, rng) for _ in range(DIRECTIONS)]


def run_twice(entry: Entry) -> None:
    """Check that a program gives a finite number, the same one again: a program to differentiate."""
    first, second = (entry.fun(*copy.deepcopy(entry.args)) for _ in range(2))
    assert np.ndim(first) == 0 and np.isfinite(first), first
    assert same(first, second, "value") is None


def check_entry(entry: Entry) -> None:
    """Check the value, the gradient and the arguments of one program.

    Raises:
        AssertionError: what s2s gives is not right; or finite differences do not settle, which
            is a defect of the program or of the point that was chosen.
    """
    args = copy.deepcopy(entry.args)
    expected = entry.fun(*copy.deepcopy(entry.args))
    value, gradient = s2s.value_and_grad(entry.fun, argnums=entry.wrt)(*args)
    _none(same(expected, value, "value"))
    _none(same(entry.args, args, "args"))
    _none(mirrors(tuple(args[i] for i in entry.wrt), gradient, "gradient"))
    for along in directions(entry):
        slope = Slope(entry, along)
        found = pairing(gradient, along)
        assert slope.settles(), f"finite differences: {slope.value!r} +- {slope.error:.1e}"
        assert slope.agrees(found), f"{found!r}, finite differences {slope.value!r}"
    again = s2s.grad(entry.fun, argnums=entry.wrt)(*args)
    _none(same(gradient, again, "second gradient"))
    _none(same(entry.args, args, "args"))
    _check_pullback(entry, args, gradient)
    _check_alone(entry, args, gradient)


def _check_alone(entry: Entry, args: tuple[Any, ...], gradient: tuple[Any, ...]) -> None:
    """Each argument alone: the others are passive then, and are written into all the same."""
    rng = np.random.default_rng(12)
    for i, whole in zip(entry.wrt, gradient, strict=True):
        if len(entry.wrt) == 1:
            return
        alone = s2s.grad(entry.fun, argnums=i)(*args)
        along = direction((entry.args[i],), rng)
        found, expected = pairing((alone,), along), pairing((whole,), along)
        scale = max(1.0, abs(expected))
        assert abs(found - expected) <= 1e-9 * scale, f"argument {i} alone: {found}, {expected}"


def _check_pullback(entry: Entry, args: tuple[Any, ...], gradient: tuple[Any, ...]) -> None:
    """A seed that is not 1, and a second use of the pullback."""
    _, pullback = s2s.vjp(entry.fun, *args)
    first, second = (copy.deepcopy(pullback(-2.0)) for _ in range(2))
    _none(same(first, second, "cotangent"))
    for along in directions(entry)[:1]:
        scaled = pairing(tuple(first[i] for i in entry.wrt), along)
        expected = -2.0 * pairing(gradient, along)
        assert np.isclose(scaled, expected, rtol=1e-9, atol=1e-12), (scaled, expected)
    _none(same(entry.args, args, "args"))


def _none(difference: str | None) -> None:
    assert difference is None, difference

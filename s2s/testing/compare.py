"""A gradient against finite differences of the program."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from s2s.testing.directional_derivative import directional_derivative
from s2s.testing.leaves import float_leaves, is_float, map_leaves
from s2s.testing.probe import direction, pairing, step_along

TINY_STEP = 1e-30
MOST_LEAVES = 8


class Tolerance(NamedTuple):
    """What `compare` accepts, relative to the size of the derivative and to that of the value."""

    relative: float = 1e-6
    absolute: float = 1e-9


def compare(
    fun: Callable[..., Any],
    args: tuple[Any, ...],
    gradient: tuple[Any, ...],
    seed: Any,
    rng: np.random.Generator,
    tolerance: Tolerance,
    complex_step: bool = False,
) -> list[str]:
    """Return what is wrong with `gradient`, one line each; an empty list if nothing is.

    Args:
        fun: the program.
        args: its arguments.
        gradient: one gradient per argument, of the product of the output with `seed`.
        seed: the cotangent of the output.
        rng: source of the directions.
        tolerance: how close is close.
        complex_step: use a tiny imaginary step (exact, for analytic programs) and no differences.

    The program is compared along one direction through all arguments at once, and leaf by leaf
    where there are few leaves or where the first comparison failed.
    """

    def phi_along(along: Any) -> tuple[float, float, float]:
        def phi(step: float) -> float:
            return pairing(seed, fun(*step_along(args, along, step)))

        if complex_step:
            moved = map_leaves(lambda leaf: 1j * leaf if is_float(leaf) else leaf, along)
            value = fun(*step_along(args, moved, TINY_STEP))
            return _imaginary(seed, value) / TINY_STEP, 0.0, abs(phi(0.0))
        return (*directional_derivative(phi), abs(phi(0.0)))

    along = direction(args, rng)
    problems = _problem("along a random direction", along, gradient, phi_along, tolerance)
    count = len(float_leaves(args))
    if problems or 1 < count <= MOST_LEAVES:
        found = []
        for chosen in range(count):
            path = float_leaves(args, "args")[chosen][0]
            found += _problem(
                f"with respect to {path}",
                _only(along, chosen),
                gradient,
                phi_along,
                tolerance,
            )
        problems = found or problems
    return problems


def _problem(
    what: str,
    along: Any,
    gradient: tuple[Any, ...],
    phi_along: Callable[[Any], tuple[float, float, float]],
    tolerance: Tolerance,
) -> list[str]:
    expected, error, value = phi_along(along)
    found = pairing(gradient, along)
    scale = max(abs(expected), abs(found)) if math.isfinite(found) else abs(expected)
    allowed = tolerance.relative * scale + tolerance.absolute * value
    if math.isnan(expected) or error > 1e-3 * max(scale, 1e-3 * value, 1e-12):
        return [f"{what}: finite differences do not settle ({expected!r} +- {error:.1e})"]
    if abs(found - expected) <= allowed + 20.0 * error:
        return []
    return [f"{what}: the gradient gives {found!r}, finite differences {expected!r} +- {error:.1e}"]


def _only(along: Any, chosen: int) -> Any:
    numbers = iter(range(len(float_leaves(along))))
    return map_leaves(
        lambda leaf: leaf if not is_float(leaf) or next(numbers) == chosen else 0.0 * leaf,
        along,
    )


def _imaginary(seed: Any, value: Any) -> float:
    pairs = zip(float_leaves(seed), float_leaves(value), strict=True)
    return float(sum(np.sum(np.asarray(a) * np.asarray(b)).imag for (_, a), (_, b) in pairs))

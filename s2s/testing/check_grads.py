"""The check that users put into their own tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from s2s.api.forward import jvp
from s2s.api.transforms import grad, vjp
from s2s.testing.compare import Tolerance, compare
from s2s.testing.directional_derivative import directional_derivative
from s2s.testing.leaves import float_leaves
from s2s.testing.mirrors import mirrors
from s2s.testing.paired import paired, pushed
from s2s.testing.probe import direction, pairing, seed, step_along


def check_grads(
    fun: Callable[..., Any],
    *args: Any,
    order: int = 1,
    modes: Sequence[str] = ("rev",),
    rtol: float = 1e-5,
    atol: float = 1e-8,
) -> None:
    """Check the derivatives of `fun` at `args` against finite differences.

    Every float argument is checked: numbers, arrays of any shape and float or complex dtype, and
    those inside tuples, lists, dicts, named tuples and dataclasses. The output may be any such
    value too. The point should lie inside the domain and off kinks: finite differences know
    nothing about the derivative at a kink.

    Args:
        fun: the function to check.
        *args: the arguments to check it at.
        order: 1 checks the derivative, 2 that of the derivative too, and so on, in every mix of the
            modes. An output that is no number is paired with a random cotangent for that.
        modes: which modes to check: "fwd" for forward, "rev" for reverse.
        rtol: accepted difference, relative to the derivative.
        atol: accepted difference, relative to the value of `fun`.

    Raises:
        AssertionError: if a derivative is wrong, naming the arguments concerned.
        ValueError: if no argument has a derivative, or `order` or `modes` make no sense.
    """
    _validate(args, order, modes)
    rng = np.random.default_rng(0)
    for mode in modes:
        find = _reverse_problems if mode == "rev" else _forward_problems
        problems = find(fun, args, rng, Tolerance(rtol, atol))
        if problems:
            name = getattr(fun, "__name__", repr(fun))
            lines = "\n  ".join(problems)
            raise AssertionError(
                f"the derivative of {name} (order {order}, mode {mode}):\n  {lines}"
            )
    if order > 1:
        for mode in modes:
            derived = _gradient(fun, args, rng) if mode == "rev" else pushed(fun, args, rng)
            check_grads(derived, *args, order=order - 1, modes=modes, rtol=rtol, atol=atol)


def _reverse_problems(
    fun: Callable[..., Any], args: tuple[Any, ...], rng: np.random.Generator, tolerance: Tolerance
) -> list[str]:
    value, pullback = vjp(fun, *args)
    cotangent = seed(value, rng)
    gradient = pullback(cotangent)
    defect = mirrors(args, gradient, "args")
    if defect is not None:
        return [defect]
    return compare(fun, args, gradient, cotangent, rng, tolerance)


def _forward_problems(
    fun: Callable[..., Any], args: tuple[Any, ...], rng: np.random.Generator, tolerance: Tolerance
) -> list[str]:
    tangents = direction(args, rng)
    value, tangent = jvp(fun, args, tangents)
    defect = mirrors(value, tangent, "value")
    if defect is not None:
        return [defect]
    cotangent = seed(value, rng)

    def phi(step: float) -> float:
        return pairing(cotangent, fun(*step_along(args, tangents, step)))

    expected, error = directional_derivative(phi)
    found, size = pairing(cotangent, tangent), abs(phi(0.0))
    allowed = tolerance.relative * max(abs(expected), abs(found)) + tolerance.absolute * size
    if abs(found - expected) <= allowed + 20.0 * error:
        return []
    return [f"the tangent gives {found!r}, finite differences {expected!r} +- {error:.1e}"]


def _gradient(
    fun: Callable[..., Any], args: tuple[Any, ...], rng: np.random.Generator
) -> Callable[..., Any]:
    """The pullback of a fixed cotangent, as a function of the arguments."""
    chosen = tuple(i for i, arg in enumerate(args) if float_leaves(arg))
    made: Callable[..., Any] = grad(
        paired(fun, args, rng), argnums=chosen if len(chosen) > 1 else chosen[0]
    )
    return made


def _validate(args: tuple[Any, ...], order: int, modes: Sequence[str]) -> None:
    if not float_leaves(args):
        raise ValueError("check_grads: none of the arguments is a float or an array of floats")
    if order < 1:
        raise ValueError(f"check_grads: order is {order}; it has to be 1 or more")
    unknown = [mode for mode in modes if mode not in ("fwd", "rev")]
    if unknown or not modes:
        raise ValueError(f"check_grads: modes is {modes!r}; the modes are 'fwd' and 'rev'")

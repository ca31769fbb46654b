"""The check that users put into their own tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from s2s.api import grad, vjp
from s2s.testing.compare import Tolerance, compare
from s2s.testing.leaves import float_leaves
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import seed


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
        order: 1 checks the gradient, 2 the gradient of the gradient too, and so on. Beyond 1 the
            output of `fun` has to be a scalar.
        modes: which modes to check; "rev" for reverse.
        rtol: accepted difference, relative to the derivative.
        atol: accepted difference, relative to the value of `fun`.

    Raises:
        AssertionError: if a derivative is wrong, naming the arguments concerned.
        ValueError: if no argument has a derivative, or `order` or `modes` make no sense.
    """
    _validate(args, order, modes)
    rng = np.random.default_rng(0)
    value, pullback = vjp(fun, *args)
    cotangent = seed(value, rng)
    gradient = pullback(cotangent)
    defect = mirrors(args, gradient, "args")
    problems = [defect] if defect is not None else []
    problems = problems or compare(fun, args, gradient, cotangent, rng, Tolerance(rtol, atol))
    if problems:
        name = getattr(fun, "__name__", repr(fun))
        lines = "\n  ".join(problems)
        raise AssertionError(f"the derivative of {name} (order {order}, mode rev):\n  {lines}")
    if order > 1:
        argnums = tuple(i for i, arg in enumerate(args) if float_leaves(arg))
        check_grads(
            grad(fun, argnums=argnums),
            *args,
            order=order - 1,
            modes=modes,
            rtol=rtol,
            atol=atol,
        )


def _validate(args: tuple[Any, ...], order: int, modes: Sequence[str]) -> None:
    if not float_leaves(args):
        raise ValueError("check_grads: none of the arguments is a float or an array of floats")
    if order < 1:
        raise ValueError(f"check_grads: order is {order}; it has to be 1 or more")
    unknown = [mode for mode in modes if mode != "rev"]
    if unknown or not modes:
        raise ValueError(f"check_grads: modes is {modes!r}; the mode there is, is 'rev'")

"""The checker through which every rule and every program of the tests goes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.api.transforms import value_and_grad, vjp
from s2s.testing.compare import Tolerance, compare
from s2s.testing.identity import identity
from s2s.testing.leaves import float_leaves, is_float
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import seed
from s2s.testing.same import same


def check(
    fun: Callable[..., Any],
    *args: Any,
    rtol: float | None = None,
    atol: float = 1e-9,
    complex_step: bool = False,
    rng_seed: int = 20,
) -> None:
    """Check everything that s2s promises about both modes of one call.

    The value is bit-equal to the program's; the gradients of all float arguments agree with finite
    differences for a random cotangent, mirror their arguments and come out the same from a second
    call of the pullback and from a second derivative; the arguments are unchanged bit for bit.
    Where the output is a real scalar, `value_and_grad` agrees too. The forward mode gives the same
    value, and a tangent that mirrors it and makes the same product with the cotangent.

    Args:
        fun: the program; called many times, so it should have no state that changes its value.
        *args: its arguments: numbers, arrays, and nested tuples, lists, dicts, named tuples and
            dataclasses of them, of any shape and dtype. What is not floating gets None.
        rtol: accepted difference, relative to the directional derivative; by default 1e-6, or what
            the precision of the arguments and of the value allows.
        atol: accepted difference, relative to the value.
        complex_step: compare with a complex step and not with differences.
        rng_seed: where the random directions start.

    Raises:
        AssertionError: with every discrepancy, one on a line.
    """
    before = copy.deepcopy(args)
    expected = fun(*copy.deepcopy(args))
    rng = np.random.default_rng(rng_seed)
    cotangent = seed(expected, rng)
    _require(bool(float_leaves(expected)), f"{_name(fun)} returns no float: {expected!r}")
    value, pullback = vjp(fun, *args)
    _agree("the value of vjp", same(expected, value, "value"))
    gradient = pullback(cotangent)
    _require(
        isinstance(gradient, tuple) and len(gradient) == len(args),
        f"the pullback returned {gradient!r}, not one gradient for each of {len(args)} arguments",
    )
    _agree("the gradient", mirrors(args, gradient, "args"))
    tolerance = Tolerance(_relative(args, expected) if rtol is None else rtol, atol)
    problems = compare(fun, before, gradient, cotangent, rng, tolerance, complex_step=complex_step)
    _require(
        not problems,
        f"the gradient of {_name(fun)} is wrong:\n  " + "\n  ".join(problems),
    )
    _repeat(fun, args, pullback, cotangent, gradient)
    _agree("the value after the pullback", same(expected, value, "value"))
    if is_float(expected) and np.ndim(expected) == 0 and not np.iscomplexobj(expected):
        _check_scalar(fun, args, expected, gradient, cotangent)
    _check_forward(fun, args, expected, gradient, cotangent, rng)
    _agree("an argument after the calls", same(before, args, "args"))


def _repeat(
    fun: Callable[..., Any],
    args: tuple[Any, ...],
    pullback: Callable[[Any], Any],
    cotangent: Any,
    gradient: Any,
) -> None:
    first = copy.deepcopy(gradient)
    _agree("the pullback's second result", same(first, pullback(cotangent), "gradient"))
    _agree("the first result after the second call", same(first, gradient, "gradient"))
    _, again = vjp(fun, *args)
    _agree("a second derivative's result", same(first, again(cotangent), "gradient"))


def _check_scalar(
    fun: Callable[..., Any],
    args: tuple[Any, ...],
    expected: Any,
    gradient: Any,
    cotangent: Any,
) -> None:
    argnums = tuple(i for i, arg in enumerate(args) if float_leaves(arg))
    value, partial = value_and_grad(fun, argnums=argnums)(*args)
    _agree("the value of value_and_grad", same(expected, value, "value"))
    chosen = tuple(args[i] for i in argnums)
    _agree("the gradient of value_and_grad", mirrors(chosen, partial, "args"))
    wanted = tuple(gradient[i] for i in argnums)
    coarsest = max(_precision(leaf) for _, leaf in float_leaves(wanted))
    tolerance = max(1e3 * coarsest, 1e-10)  # a program may be badly conditioned
    for (path, unit), (_, scaled) in zip(
        float_leaves(partial, "args"), float_leaves(wanted), strict=True
    ):
        close = np.allclose(
            np.asarray(unit) * cotangent,
            scaled,
            rtol=tolerance,
            atol=tolerance * float(np.max(np.abs(scaled), initial=0.0)) + 1e-300,
            equal_nan=True,
        )
        _require(close, f"value_and_grad and vjp disagree on {path}: {unit!r}, {scaled!r}")


def _check_forward(
    fun: Callable[..., Any],
    args: tuple[Any, ...],
    expected: Any,
    gradient: tuple[Any, ...],
    cotangent: Any,
    rng: np.random.Generator,
) -> None:
    value, problems = identity(fun, args, gradient, cotangent, rng)
    _agree("the value of jvp", same(expected, value, "value"))
    _require(not problems, f"the tangent of {_name(fun)} is wrong:\n  " + "\n  ".join(problems))


def _relative(args: tuple[Any, ...], expected: Any) -> float:
    leaves = [leaf for _, leaf in float_leaves((args, expected))]
    return max([1e-6] + [1e3 * _precision(leaf) for leaf in leaves])


def _precision(leaf: Any) -> float:
    return float(np.finfo(np.asarray(leaf).dtype).eps)


def _agree(what: str, difference: str | None) -> None:
    _require(difference is None, f"{what} differs: {difference}")


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise AssertionError(message)


def _name(fun: Callable[..., Any]) -> str:
    return getattr(fun, "__name__", repr(fun))

"""Forward mode against reverse mode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.api.forward import jvp
from s2s.testing.leaves import float_leaves
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import direction, pairing


def identity(
    fun: Callable[..., Any],
    args: tuple[Any, ...],
    gradient: tuple[Any, ...],
    cotangent: Any,
    rng: np.random.Generator,
) -> tuple[Any, list[str]]:
    """The value by forward mode, and what is wrong with the tangent that comes with it.

    The product of the tangent with the cotangent of the output equals that of the gradient with
    the tangents of the arguments, up to rounding.

    Args:
        fun: the program.
        args: its arguments.
        gradient: one gradient per argument, by reverse mode.
        cotangent: the cotangent of the output that it belongs to.
        rng: source of the direction.
    """
    tangents = direction(args, rng)
    value, tangent = jvp(fun, args, tangents)
    defect = mirrors(value, tangent, "value")
    if defect is not None:
        return value, [defect]
    forward, reverse = pairing(cotangent, tangent), pairing(gradient, tangents)
    size = _size(cotangent, tangent) + _size(gradient, tangents)
    leaves = [leaf for _, leaf in float_leaves((value, args))]
    allowed = size * max(float(np.finfo(np.asarray(leaf).dtype).eps) for leaf in leaves) * 1e4
    if abs(forward - reverse) <= allowed or not np.isfinite(reverse):
        return value, []
    return value, [f"the product with the cotangent is {forward!r}, by reverse mode {reverse!r}"]


def _size(left: Any, right: Any) -> float:
    pairs = zip(float_leaves(left), float_leaves(right), strict=True)
    return float(sum(np.sum(np.abs(np.asarray(a) * np.asarray(b))) for (_, a), (_, b) in pairs))

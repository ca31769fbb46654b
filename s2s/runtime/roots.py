"""How fast a function moves at a zero, as plain numbers: by differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def central_slope(function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The slope of a function of a number, or that of each element of an array by itself.

    >>> round(float(central_slope(lambda x, a: a * x * x, 3.0, (2.0,))), 6)
    12.0
    """
    # About the third root of the precision: the step for central differences.
    step = 6e-6 * np.maximum(np.abs(x), 1.0)
    return (function(x + step, *args) - function(x - step, *args)) / (2 * step)


def central_jacobian(function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The Jacobian of a function of an array, as a matrix."""
    at = np.asarray(x, dtype=float)
    columns = []
    for i in range(at.size):
        move = np.zeros(at.size)
        move[i] = 6e-6 * max(abs(np.ravel(at)[i]), 1.0)
        step = np.reshape(move, at.shape)
        change = np.ravel(function(at + step, *args)) - np.ravel(function(at - step, *args))
        columns.append(change / (2 * move[i]))
    return np.stack(columns, axis=-1)


def near(x: Any, found: Any) -> Any:
    """``found``, which is a zero only if a step of Newton's from there to ``x`` is short.

    Raises:
        ArithmeticError: it is not, or no slope is known there.
    """
    if not np.all(np.abs(np.subtract(x, found)) <= 1e-3 * (1.0 + np.abs(found))):
        raise ArithmeticError(
            "the point that SciPy found has no derivative: it is no simple zero or minimum "
            "(it did not converge, or the function is flat there)"
        )
    return found

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
    ahead = np.array(function(x + step, *args))  # it may fill one buffer each time
    return (ahead - function(x - step, *args)) / (2 * step)


def central_jacobian(function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The Jacobian of a function of an array, as a matrix."""
    at = np.asarray(x, dtype=float)
    columns = []
    for move in moves(at):
        step = np.reshape(move, at.shape)
        ahead = np.array(function(at + step, *args))  # it may fill one buffer each time
        change = np.ravel(ahead) - np.ravel(function(at - step, *args))
        columns.append(change / (2 * np.sum(move)))
    return np.stack(columns, axis=-1)


def moves(x: Any) -> Any:
    """The moves, one a row, of one element each by which slopes are measured about ``x``.

    >>> moves(np.array([0.0, 2.0])).tolist()
    [[6e-06, 0.0], [0.0, 1.2e-05]]
    """
    return np.diag(6e-6 * np.maximum(np.abs(np.ravel(x)), 1.0))


def float_vector(value: Any) -> Any:
    """Unknowns as SciPy gives them: an array of floats of one axis."""
    return np.array(value, dtype=float).reshape(-1)


def float_matrix(value: Any) -> Any:
    """A matrix of floats."""
    made = np.array(value, dtype=float)
    return made.reshape(made.shape[:2])


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


def between_ends(found: Any, bounds: Any) -> None:
    """That unknowns lie inside of bounds given as lower and upper ends.

    Raises:
        ArithmeticError: one lies at a bound.
    """
    if hasattr(bounds, "lb"):
        bounds = (bounds.lb, bounds.ub)
    low, high = np.asarray(bounds[0], dtype=float), np.asarray(bounds[1], dtype=float)
    room = 1e-6 * (1.0 + np.abs(found))
    if np.any(found - low < room) or np.any(high - found < room):
        raise ArithmeticError(
            "the point that SciPy found lies at a bound: it moves to one side only, "
            "and s2s has no derivative of it"
        )


def between_pairs(found: Any, bounds: Any) -> None:
    """The same for bounds given as one pair of ends for each unknown, or None."""
    if bounds is None:
        return
    if not hasattr(bounds, "lb"):
        pairs = [(-np.inf if a is None else a, np.inf if b is None else b) for a, b in bounds]
        bounds = ([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    between_ends(found, bounds)


def firmly_at_bounds(A: Any, b: Any, x: Any, free: Any) -> None:
    """That the unknowns of a linear fit that are not free are pushed against their bounds.

    Raises:
        ArithmeticError: one is not: the least change of the data frees it, on one side only.
    """
    push = np.abs(A.T @ (A @ x - b))[~free]
    if np.any(push <= 1e-9 * np.abs(A.T)[~free] @ np.abs(b)):
        raise ArithmeticError(
            "the point that SciPy found lies at a bound without being pushed against it: "
            "it has a derivative on one side only"
        )

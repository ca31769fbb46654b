"""Linear programs: a simple vertex stays one while the constraints that hold there are the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.optimize

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, fixed, passively
from s2s.runtime.roots import float_vector


@dataclass
class Program:
    """``scipy.optimize.OptimizeResult`` of a linear program."""

    x: Any
    fun: Any
    success: Any
    status: Any
    message: Any


def linprog(
    c: Any, A_ub: Any = None, b_ub: Any = None, A_eq: Any = None, b_eq: Any = None,
    bounds: Any = (0, None), method: str = "highs",
) -> Any:  # fmt: skip
    """``scipy.optimize.linprog``, at bounds that do not move."""
    bounds = fixed(bounds)
    result = passively(solved_program, c, A_ub, b_ub, A_eq, b_eq, bounds, method)
    found, limits = float_vector(result[0]), float_vector(result[1])
    held, tight = result[2], result[3]
    rows, ends = [np.eye(len(found))[held]], [limits[held]]
    if A_ub is not None:
        rows.append(np.reshape(np.asarray(A_ub) * 1.0, (-1, len(found)))[tight])
        ends.append((np.asarray(b_ub) * 1.0)[tight])
    if A_eq is not None:
        rows.append(np.reshape(np.asarray(A_eq) * 1.0, (-1, len(found))))
        ends.append(np.ravel(np.asarray(b_eq) * 1.0))
    x = as_value(np.linalg.solve(np.concatenate(rows), np.concatenate(ends)), found)
    value = as_value(np.dot(np.asarray(c) * 1.0, x), result[4])
    return Program(x, value, result[5], result[6], result[7])


def solved_program(
    c: Any, A_ub: Any, b_ub: Any, A_eq: Any, b_eq: Any, bounds: Any, method: str
) -> tuple[Any, ...]:
    """The solution, its bounds, which of them and of the inequalities hold, and what SciPy says.

    Raises:
        ArithmeticError: there is no solution, or it has no derivative: it is no simple vertex.
    """
    found = scipy.optimize.linprog(c, A_ub, b_ub, A_eq, b_eq, bounds, method)
    if found.x is None or not found.success:
        raise ArithmeticError(
            f"the linear program has no solution to differentiate: {found.message}"
        )
    low, high = np.abs(found.lower.residual) < 1e-8, np.abs(found.upper.residual) < 1e-8
    tight = np.zeros(0, bool) if A_ub is None else np.abs(found.ineqlin.residual) < 1e-8
    held = np.flatnonzero(low | high)
    equal = 0 if A_eq is None else np.size(b_eq)
    prices = [found.lower.marginals[low], found.upper.marginals[high & ~low]]
    prices += [] if A_ub is None else [found.ineqlin.marginals[tight]]
    simple = len(held) + int(np.sum(tight)) + equal == len(found.x)
    if not simple or np.any(np.abs(np.concatenate(prices)) < 1e-10):
        raise ArithmeticError(
            "the solution of the linear program has no derivative: it is no simple vertex,"
            " or another solution is as good"
        )
    return (
        found.x, found.x, held, np.flatnonzero(tight), found.fun, found.success, found.status,
        found.message,
    )  # fmt: skip


composite("scipy.optimize.linprog", linprog, may_raise=True)

"""How to step through a differential equation: the numbers of the steps, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.integrate


def step_tables() -> tuple[Any, ...]:
    """Where a step of order 8 looks, by its stages from 2 on, and how it gets there.

    Row and column 0 stand for where the step begins, 1 for the slope there, 13 for that at its end, and
    three more for slopes that serve what lies between. The last but one is what each slope counts in each of
    seven polynomials between the ends of a step, the last what stands for the place where the step begins.
    """
    known = scipy.integrate.DOP853
    moved = np.concatenate((known.B, np.zeros(4)))
    places = np.concatenate(([0.0], known.C, [1.0], known.C_EXTRA))
    reached, held = np.zeros((17, 17)), np.zeros((17, 17))
    reached[1:13, 1:13], reached[13, 1:], reached[14:, 1:] = known.A, moved, known.A_EXTRA
    held[:, 0] = 1.0
    shapes, unit = np.zeros((7, 17)), np.eye(16)
    shapes[:3, 1:] = moved, unit[0] - moved, 2 * moved - unit[0] - unit[12]
    shapes[3:, 1:] = known.D
    return places, reached, shapes, held


class CountedCalls:
    """The right-hand side of an equation, which must not be asked for too often."""

    def __init__(self, rhs: Callable[..., Any], args: Any) -> None:
        self.rhs, self.args, self.calls = rhs, args, 0

    def __call__(self, t: Any, y: Any) -> Any:
        """The slopes of the solution."""
        self.calls += 1
        if self.calls > 200_000:
            raise ArithmeticError(
                "s2s differentiates the solution of an equation in small explicit steps, of which "
                "this one needs too many: it is stiff; give the function that solves it a rule "
                "with `s2s.custom_vjp`"
            )
        return np.ravel(self.rhs(t, y, *self.args))


def steps_through(
    rhs: Callable[..., Any], y0: Any, start: Any, stop: Any, times: Any, args: Any
) -> tuple[Any, list[Any], Any]:
    """The ends of the steps that a solution needs, as shares of the way: from 0 to 1.

    Besides the numbers of the times that lie in each step, and the place of each time among all
    of these. Where no time passes there are no steps.

    Raises:
        ArithmeticError: they are very many, as for a stiff equation.
    """
    if start == stop:
        return np.zeros(0), [], np.zeros(0, int)
    y = np.ravel(np.asarray(y0)) * 1.0
    counted = CountedCalls(rhs, args)
    found = scipy.integrate.solve_ivp(counted, (start, stop), y, "DOP853", rtol=1e-9, atol=1e-10)
    if not found.success:
        raise ArithmeticError(f"s2s found no steps for this equation: {found.message}")
    shares = (found.t - start) / (stop - start)
    cells = np.searchsorted(shares[1:-1], (times - start) / (stop - start))
    members = [np.nonzero(cells == i)[0] for i in range(len(shares) - 1)]
    return shares, members, np.argsort(np.concatenate(members))

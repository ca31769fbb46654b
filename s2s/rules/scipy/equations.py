"""SciPy's solutions of ordinary differential equations, by what the right-hand side captures too.

The values are SciPy's own, bit by bit. The derivatives are those of the steps of order 8 of Dormand and
Prince (1980) through the same solution, and of the polynomials of order 7 between them that SciPy has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.integrate

from s2s.rules.declare import composite
from s2s.rules.scipy.following import followed
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_matrix, float_vector
from s2s.runtime.scipy_steps import step_tables, steps_through


@dataclass
class Solution:
    """``OdeResult`` of ``scipy.integrate.solve_ivp``."""

    t: Any
    y: Any
    success: Any
    status: Any
    message: Any
    nfev: Any
    sol: Any = None
    t_events: Any = None
    y_events: Any = None


def stepped(rhs: Callable[..., Any], y0: Any, start: Any, stop: Any, times: Any, args: Any) -> Any:
    """The solution at times between ``start`` and ``stop``, one a row."""
    shares, members, order = passively(steps_through, rhs, y0, start, stop, times, args)
    places, reached, shapes, held = passively(step_tables)
    places, reached, shapes = float_vector(places), float_matrix(reached), float_matrix(shapes)
    shares, held = float_vector(shares), float_matrix(held)
    first = np.ravel(np.asarray(y0)) * 1.0
    rows = np.zeros((17, len(first)), first.dtype)  # where a step begins, and its slopes
    rows[0], rows[1] = first, np.ravel(rhs(start, first, *args))
    if len(shares) == 0:  # no time passes
        return first + np.reshape(times - start, (-1, 1)) * rows[1]
    found = []
    for i in range(len(shares) - 1):
        t = start + (stop - start) * shares[i]
        h = (stop - start) * (shares[i + 1] - shares[i])
        ways = h * reached + held
        for s in range(2, 14):
            at = ways[s, :s] @ rows[:s]
            rows[s] = np.ravel(rhs(t + places[s] * h, at, *args))
        if len(members[i]) > 0:
            for s in range(14, 17):
                at = ways[s, :s] @ rows[:s]
                rows[s] = np.ravel(rhs(t + places[s] * h, at, *args))
            weights = powers_between((times[members[i]] - t) / h) @ shapes
            found.append(h * (weights @ rows) + rows[0])
        rows[0], rows[1] = ways[13] @ rows, rows[13].copy()
    return np.concatenate(found)[order]


def powers_between(x: Any) -> Any:
    """Polynomials at shares of a step, one share a row, that are 0 at its start."""
    rest = 1.0 - x
    xx, rr = x * x, rest * rest
    powers = (x, x * rest, xx * rest, xx * rr, xx * x * rr, xx * x * rr * rest, xx * xx * rr * rest)
    return np.stack(powers, axis=-1)


def odeint(
    func: Callable[..., Any], y0: Any, t: Any, args: Any = (), Dfun: Any = None,
    col_deriv: Any = 0, full_output: Any = 0, ml: Any = None, mu: Any = None, rtol: Any = None,
    atol: Any = None, tcrit: Any = None, h0: Any = 0.0, hmax: Any = 0.0, hmin: Any = 0.0,
    ixpr: Any = 0, mxstep: Any = 0, mxhnil: Any = 0, mxordn: Any = 12, mxords: Any = 5,
    printmessg: Any = 0, tfirst: Any = False,
) -> Any:  # fmt: skip
    """``scipy.integrate.odeint``."""
    given = args if isinstance(args, tuple) else (args,)
    values = passively(
        scipy.integrate.odeint, func, y0, t, given, Dfun, col_deriv, 0, ml, mu, rtol, atol, tcrit,
        h0, hmax, hmin, ixpr, mxstep, mxhnil, mxordn, mxords, printmessg, tfirst,
    )  # fmt: skip

    def rhs(at: Any, y: Any, *rest: Any) -> Any:
        return func(at, y, *rest) if tfirst else func(y, at, *rest)

    times = np.asarray(t) * 1.0
    return as_value(stepped(rhs, y0, times[0], times[-1], times, given), values)


def solve_ivp(
    fun: Callable[..., Any], t_span: Any, y0: Any, method: Any = "RK45", t_eval: Any = None,
    dense_output: Any = False, events: Any = None, vectorized: Any = False, args: Any = None,
    rtol: Any = 1e-3, atol: Any = 1e-6, max_step: Any = np.inf, first_step: Any = None,
    jac: Any = None,
) -> Any:  # fmt: skip
    """``scipy.integrate.solve_ivp``."""
    given = () if args is None else tuple(args)
    options = (rtol, atol, max_step, first_step, jac)
    found = passively(solved, fun, t_span, y0, method, t_eval, dense_output, events, given, options)

    def rhs(at: Any, y: Any, *rest: Any) -> Any:
        return fun(at, y, *rest)

    start, stop = 1.0 * t_span[0], 1.0 * t_span[1]
    last = 1.0 * stop
    moments, states = None, None
    if events is not None:
        moments, states = met_events(events, rhs, found, y0, start, given)
        if found.status == 1:
            last = moments[0][-1]
    if t_eval is None:
        times = np.concatenate([np.reshape(start, (1,)), found.t[1:-1], np.reshape(last, (1,))])
    else:
        times = np.asarray(t_eval)[: len(found.t)] * 1.0
    rows = stepped(rhs, y0, start, times[-1], times, given)

    def sol(at: Any) -> Any:
        """The solution between: from the start, to one place or several."""
        value = passively(found.sol, at)
        places = np.reshape(at, -1) * 1.0
        inside = stepped(rhs, y0, start, stop, places, given)
        return as_value(np.reshape(np.transpose(inside), (-1, *np.shape(at))), value)

    return Solution(
        as_value(times, found.t), as_value(np.transpose(rows), found.y), found.success,
        found.status, found.message, found.nfev, sol if dense_output else None, moments, states,
    )  # fmt: skip


def met_events(
    events: Any, rhs: Callable[..., Any], found: Any, y0: Any, start: Any, args: Any
) -> tuple[Any, Any]:
    """When an event was met, and the solution there."""

    def distance(at: Any) -> Any:
        """What is 0 at the event, along the solution."""
        y = stepped(rhs, y0, start, at, np.reshape(at, (1,)), args)[0]
        return events(at, y, *args)

    known = float_vector(passively(moments_of, found))
    met = [followed(distance, t, ()) for t in known]
    at = np.concatenate((known[:0], met))
    states = float_matrix(found.y_events[0])
    if len(known) > 0:
        states = as_value(stepped(rhs, y0, start, at[-1], at, args), found.y_events[0])
    return [at], [states]


def moments_of(found: Any) -> Any:
    """When the event was met.

    Raises:
        NotImplementedError: there are several.
    """
    if len(found.t_events) != 1:
        raise NotImplementedError("solve_ivp has a rule for one event at a time: `events=event`")
    return found.t_events[0]


def solved(
    fun: Callable[..., Any], t_span: Any, y0: Any, method: Any, t_eval: Any, dense: Any, events: Any,
    args: Any, options: Any,
) -> Any:  # fmt: skip
    """What ``scipy.integrate.solve_ivp`` gives, with the options that were given."""
    rtol, atol, max_step, first_step, jac = options
    words = {"rtol": rtol, "atol": atol, "max_step": max_step, "first_step": first_step}
    if jac is not None:
        words["jac"] = jac
    return scipy.integrate.solve_ivp(
        fun, t_span, y0, method, t_eval, dense, events, args=args, **words
    )


composite("scipy.integrate.odeint", odeint, may_raise=True, unsupported=("full_output", "Dfun"))
composite(
    "scipy.integrate.solve_ivp", solve_ivp, may_raise=True,
    unsupported=("vectorized",),
)  # fmt: skip

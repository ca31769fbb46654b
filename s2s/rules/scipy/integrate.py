"""SciPy's integrals of functions and solutions of equations, by what the functions capture too.

The values are SciPy's own, bit by bit. The derivatives are those of a rule with fixed nodes that
gives the same integral, and of the steps of Dormand and Prince (1980) through the same solution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.integrate

from s2s.rules.declare import composite
from s2s.rules.scipy import sampled as _sampled
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_vector
from s2s.runtime.scipy_nodes import quad_nodes, step_shares, vector_nodes

assert _sampled  # imported for its effect: integrals of samples are declared


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


def quad(
    func: Callable[..., Any], a: Any, b: Any, args: Any = (), full_output: Any = 0,
    epsabs: Any = 1.49e-8, epsrel: Any = 1.49e-8, limit: Any = 50, points: Any = None,
    weight: Any = None, wvar: Any = None, wopts: Any = None, maxp1: Any = 50, limlst: Any = 50,
    complex_func: Any = False,
) -> Any:  # fmt: skip
    """``scipy.integrate.quad``."""
    given = args if isinstance(args, tuple) else (args,)
    options = (epsabs, epsrel, limit)
    value, error, shares, weights = passively(quad_nodes, func, a, b, given, options)
    shares, weights = float_vector(shares), float_vector(weights)
    if np.isfinite(a) and np.isfinite(b):
        lower, width = 1.0 * a, 1.0 * b - a
    elif np.isfinite(a):
        lower, width = 1.0 * a, 1.0
    elif np.isfinite(b):
        lower, width = 1.0 * b, 1.0
    else:
        lower, width = 0.0, 1.0
    total = 0.0
    for i in range(len(shares)):
        total = total + width * weights[i] * func(lower + width * shares[i], *given)
    return as_value(total, value), error


def fixed_quad(func: Callable[..., Any], a: Any, b: Any, args: Any = (), n: Any = 5) -> Any:
    """``scipy.integrate.fixed_quad``."""
    nodes, weights = np.polynomial.legendre.leggauss(n)
    value = passively(scipy.integrate.fixed_quad, func, a, b, args, n)
    total = np.sum(weights * func((b - a) * (nodes + 1) / 2.0 + a, *args), axis=-1) * (b - a) / 2.0
    return as_value(total, value[0]), None


def stepped(rhs: Callable[..., Any], y: Any, start: Any, stop: Any, shares: Any, args: Any) -> Any:
    """The solution at ``stop``: steps of order 5 (Dormand and Prince, 1980)."""
    for i in range(len(shares) - 1):
        h = (stop - start) * (shares[i + 1] - shares[i])
        t = start + (stop - start) * shares[i]
        k1 = rhs(t, y, *args)
        k2 = rhs(t + h / 5, y + h * (k1 / 5), *args)
        k3 = rhs(t + 3 * h / 10, y + h * (3 / 40 * k1 + 9 / 40 * k2), *args)
        k4 = rhs(t + 4 * h / 5, y + h * (44 / 45 * k1 - 56 / 15 * k2 + 32 / 9 * k3), *args)
        k5 = rhs(
            t + 8 * h / 9,
            y + h * (19372 / 6561 * k1 - 25360 / 2187 * k2 + 64448 / 6561 * k3 - 212 / 729 * k4),
            *args,
        )
        last = 9017 / 3168 * k1 - 355 / 33 * k2 + 46732 / 5247 * k3 + 49 / 176 * k4
        k6 = rhs(t + h, y + h * (last - 5103 / 18656 * k5), *args)
        mean = 35 / 384 * k1 + 500 / 1113 * k3 + 125 / 192 * k4 - 2187 / 6784 * k5 + 11 / 84 * k6
        y = y + h * mean
    return y


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
        moved = func(at, y, *rest) if tfirst else func(y, at, *rest)
        return np.ravel(np.array(moved))  # the user may fill one buffer again and again

    times = np.asarray(t)
    shares = passively(step_shares, rhs, y0, times, given)
    y = np.ravel(np.asarray(y0)) * 1.0
    rows = [y]
    for j in range(len(times) - 1):
        y = stepped(rhs, y, times[j], times[j + 1], shares[j], given)
        rows.append(y)
    return as_value(np.stack(rows), values)


def solve_ivp(
    fun: Callable[..., Any], t_span: Any, y0: Any, method: Any = "RK45", t_eval: Any = None,
    dense_output: Any = False, events: Any = None, vectorized: Any = False, args: Any = None,
    rtol: Any = 1e-3, atol: Any = 1e-6, max_step: Any = np.inf, first_step: Any = None,
    jac: Any = None,
) -> Any:  # fmt: skip
    """``scipy.integrate.solve_ivp``."""
    given = () if args is None else tuple(args)
    options = (rtol, atol, max_step, first_step, jac)
    found = passively(solved, fun, t_span, y0, method, t_eval, dense_output, given, options)

    def rhs(at: Any, y: Any, *rest: Any) -> Any:
        return np.ravel(np.array(fun(at, y, *rest)))  # as above

    start, stop = t_span
    times = ends_moved(found, start, stop) if t_eval is None else np.asarray(t_eval)
    places = np.concatenate([np.reshape(1.0 * start, (1,)), times])
    shares = passively(step_shares, rhs, y0, places, given)
    y = np.ravel(np.asarray(y0)) * 1.0
    rows = []
    for j in range(len(shares)):
        y = stepped(rhs, y, places[j], places[j + 1], shares[j], given)
        rows.append(y)

    def sol(at: Any) -> Any:
        """The solution between: from the start, to one place or several."""
        value = passively(found.sol, at)
        if np.ndim(at) == 0:
            return as_value(solution_at(rhs, y0, start, at, given), value)
        return as_value(
            np.stack([solution_at(rhs, y0, start, one, given) for one in at], axis=1), value
        )

    return Solution(
        as_value(times, found.t), as_value(np.stack(rows, axis=1), found.y), found.success,
        found.status, found.message, found.nfev, sol if dense_output else None,
    )  # fmt: skip


def ends_moved(found: Any, start: Any, stop: Any) -> Any:
    """Where the solver stepped: the ends move with those that were given, the rest are numbers."""
    last = np.reshape(1.0 * stop, (1,)) if found.status == 0 else found.t[-1:]
    return np.concatenate([np.reshape(1.0 * start, (1,)), found.t[1:-1], last])


def solution_at(rhs: Callable[..., Any], y0: Any, start: Any, stop: Any, args: Any) -> Any:
    """The solution at one place."""
    places = np.stack((1.0 * start, 1.0 * stop))
    shares = passively(step_shares, rhs, y0, places, args)
    return stepped(rhs, np.ravel(np.asarray(y0)) * 1.0, places[0], places[1], shares[0], args)


def dblquad(
    func: Callable[..., Any], a: Any, b: Any, gfun: Any, hfun: Any, args: Any = (),
    epsabs: Any = 1.49e-8, epsrel: Any = 1.49e-8,
) -> Any:  # fmt: skip
    """``scipy.integrate.dblquad``: one integral in another."""
    given = args if isinstance(args, tuple) else (args,)
    value, error = passively(scipy.integrate.dblquad, func, a, b, gfun, hfun, given, epsabs, epsrel)

    def inner(x: Any) -> Any:
        low = float(gfun(x)) if callable(gfun) else float(gfun)
        high = float(hfun(x)) if callable(hfun) else float(hfun)
        return quad(lambda y: func(y, x, *given), low, high)[0]

    return as_value(quad(inner, a, b)[0], value), error


def tplquad(
    func: Callable[..., Any], a: Any, b: Any, gfun: Any, hfun: Any, qfun: Any, rfun: Any,
    args: Any = (), epsabs: Any = 1.49e-8, epsrel: Any = 1.49e-8,
) -> Any:  # fmt: skip
    """``scipy.integrate.tplquad``: an integral in one in another."""
    given = args if isinstance(args, tuple) else (args,)
    value, error = passively(
        scipy.integrate.tplquad, func, a, b, gfun, hfun, qfun, rfun, given, epsabs, epsrel
    )

    def middle(x: Any) -> Any:
        low = float(gfun(x)) if callable(gfun) else float(gfun)
        high = float(hfun(x)) if callable(hfun) else float(hfun)
        return quad(lambda y: innermost(func, y, x, qfun, rfun, given), low, high)[0]

    return as_value(quad(middle, a, b)[0], value), error


def innermost(func: Callable[..., Any], y: Any, x: Any, qfun: Any, rfun: Any, args: Any) -> Any:
    """The integral over the third variable."""
    low = float(qfun(x, y)) if callable(qfun) else float(qfun)
    high = float(rfun(x, y)) if callable(rfun) else float(rfun)
    return quad(lambda z: func(z, y, x, *args), low, high)[0]


def quad_vec(
    f: Callable[..., Any], a: Any, b: Any, epsabs: Any = 1e-200, epsrel: Any = 1e-8,
    norm: Any = "2", cache_size: Any = 100e6, limit: Any = 10000, workers: Any = 1,
    points: Any = None, quadrature: Any = None, full_output: Any = False, *, args: Any = (),
) -> Any:  # fmt: skip
    """``scipy.integrate.quad_vec`` between finite ends."""
    given = args if isinstance(args, tuple) else (args,)
    options = (epsabs, epsrel, norm, limit)
    value, error, shares, weights = passively(vector_nodes, f, a, b, given, options)
    shares, weights = float_vector(shares), float_vector(weights)
    lower, width = 1.0 * a, 1.0 * b - a
    total = 0.0
    for i in range(len(shares)):
        total = total + width * weights[i] * f(lower + width * shares[i], *given)
    return as_value(total, value), error


def solved(
    fun: Callable[..., Any], t_span: Any, y0: Any, method: Any, t_eval: Any, dense: Any, args: Any,
    options: Any,
) -> Any:  # fmt: skip
    """What ``scipy.integrate.solve_ivp`` gives, with the options that were given."""
    rtol, atol, max_step, first_step, jac = options
    words = {"rtol": rtol, "atol": atol, "max_step": max_step, "first_step": first_step}
    if jac is not None:
        words["jac"] = jac
    return scipy.integrate.solve_ivp(fun, t_span, y0, method, t_eval, dense, args=args, **words)


composite(
    "scipy.integrate.quad", quad, may_raise=True,
    unsupported=("full_output", "points", "weight", "wvar", "wopts", "complex_func"),
)  # fmt: skip
composite("scipy.integrate.dblquad", dblquad, may_raise=True)
composite("scipy.integrate.tplquad", tplquad, may_raise=True)
composite(
    "scipy.integrate.quad_vec", quad_vec, may_raise=True,
    unsupported=("workers", "points", "quadrature", "full_output"),
)  # fmt: skip
composite("scipy.integrate.fixed_quad", fixed_quad, may_raise=True)
composite("scipy.integrate.odeint", odeint, may_raise=True, unsupported=("full_output", "Dfun"))
composite(
    "scipy.integrate.solve_ivp", solve_ivp, may_raise=True,
    unsupported=("events", "vectorized"),
)  # fmt: skip

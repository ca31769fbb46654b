"""SciPy's zeros and minima of functions, as they move with what the functions capture and are given.

Where ``f(x, p) = 0``, ``x`` moves with ``p`` by ``-f_p / f_x``. These texts say it as steps towards the
zero, taken from the one that SciPy found: ``x - f(x, p) / slope`` with a slope that is a plain number.
Each step has one more derivative right than the one before. Two are taken; the second also corrects
the error of the slope, which comes from differences (Griewank and Walther, Evaluating Derivatives,
2nd edition, section 15.1). The value is SciPy's own, bit by bit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.optimize

from s2s.derived import gradient
from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import central_jacobian, central_slope, near

_RTOL = 8.881784197001252e-16


@dataclass
class Root:
    """``scipy.optimize.OptimizeResult`` of a zero of a system."""

    x: Any
    fun: Any
    success: Any
    status: Any
    message: Any
    nfev: Any


@dataclass
class ScalarRoot:
    """``scipy.optimize.RootResults``."""

    root: Any
    converged: Any
    iterations: Any
    function_calls: Any
    flag: Any


@dataclass
class LeastSquares:
    """``scipy.optimize.OptimizeResult`` of a fit."""

    x: Any
    cost: Any
    fun: Any
    success: Any
    status: Any
    message: Any
    nfev: Any


@dataclass
class Minimum:
    """``scipy.optimize.OptimizeResult`` of a minimum."""

    x: Any
    fun: Any
    success: Any
    message: Any
    nfev: Any


def followed(f: Callable[..., Any], found: Any, args: Any) -> Any:
    """A zero of a function of a number, or of each element of an array by itself."""
    slope = passively(central_slope, f, found, args)
    x = found - f(found, *args) / slope
    passively(near, x, found)
    x = x - f(x, *args) / slope
    return as_value(x, found)


def followed_system(f: Callable[..., Any], found: Any, args: Any) -> Any:
    """A zero of as many functions as there are unknowns."""
    slopes = passively(central_jacobian, f, found, args)
    x = found - np.reshape(np.linalg.solve(slopes, np.ravel(f(found, *args))), np.shape(found))
    passively(near, x, found)
    x = x - np.reshape(np.linalg.solve(slopes, np.ravel(f(x, *args))), np.shape(found))
    return as_value(x, found)


def brentq(
    f: Callable[..., Any], a: Any, b: Any, args: Any = (), xtol: Any = 2e-12, rtol: Any = _RTOL,
    maxiter: Any = 100, full_output: Any = False, disp: Any = True,
) -> Any:  # fmt: skip
    """``scipy.optimize.brentq``."""
    args = args if isinstance(args, tuple) else (args,)
    found = passively(scipy.optimize.brentq, f, a, b, args, xtol, rtol, maxiter, False, disp)
    return followed(f, found, args)


def brenth(
    f: Callable[..., Any], a: Any, b: Any, args: Any = (), xtol: Any = 2e-12, rtol: Any = _RTOL,
    maxiter: Any = 100, full_output: Any = False, disp: Any = True,
) -> Any:  # fmt: skip
    """``scipy.optimize.brenth``."""
    args = args if isinstance(args, tuple) else (args,)
    found = passively(scipy.optimize.brenth, f, a, b, args, xtol, rtol, maxiter, False, disp)
    return followed(f, found, args)


def bisect(
    f: Callable[..., Any], a: Any, b: Any, args: Any = (), xtol: Any = 2e-12, rtol: Any = _RTOL,
    maxiter: Any = 100, full_output: Any = False, disp: Any = True,
) -> Any:  # fmt: skip
    """``scipy.optimize.bisect``."""
    args = args if isinstance(args, tuple) else (args,)
    found = passively(scipy.optimize.bisect, f, a, b, args, xtol, rtol, maxiter, False, disp)
    return followed(f, found, args)


def ridder(
    f: Callable[..., Any], a: Any, b: Any, args: Any = (), xtol: Any = 2e-12, rtol: Any = _RTOL,
    maxiter: Any = 100, full_output: Any = False, disp: Any = True,
) -> Any:  # fmt: skip
    """``scipy.optimize.ridder``."""
    args = args if isinstance(args, tuple) else (args,)
    found = passively(scipy.optimize.ridder, f, a, b, args, xtol, rtol, maxiter, False, disp)
    return followed(f, found, args)


def toms748(
    f: Callable[..., Any], a: Any, b: Any, args: Any = (), k: Any = 1, xtol: Any = 2e-12,
    rtol: Any = _RTOL, maxiter: Any = 100, full_output: Any = False, disp: Any = True,
) -> Any:  # fmt: skip
    """``scipy.optimize.toms748``."""
    args = args if isinstance(args, tuple) else (args,)
    found = passively(scipy.optimize.toms748, f, a, b, args, k, xtol, rtol, maxiter, False, disp)
    return followed(f, found, args)


def newton(
    func: Callable[..., Any], x0: Any, fprime: Any = None, args: Any = (), tol: Any = 1.48e-08,
    maxiter: Any = 50, fprime2: Any = None, x1: Any = None, rtol: Any = 0.0,
    full_output: Any = False, disp: Any = True,
) -> Any:  # fmt: skip
    """``scipy.optimize.newton``."""
    found = passively(
        scipy.optimize.newton, func, x0, fprime, args, tol, maxiter, fprime2, x1, rtol, False, disp
    )
    return followed(func, found, args)


def root_scalar(
    f: Callable[..., Any], args: Any = (), method: Any = None, bracket: Any = None,
    fprime: Any = None, fprime2: Any = None, x0: Any = None, x1: Any = None, xtol: Any = None,
    rtol: Any = None, maxiter: Any = None, options: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.root_scalar``."""
    given = args if isinstance(args, tuple) else (args,)
    result = passively(
        scipy.optimize.root_scalar, f, given, method, bracket, fprime, fprime2, x0, x1, xtol, rtol,
        maxiter, options,
    )  # fmt: skip
    found = result.root
    return ScalarRoot(
        followed(f, found, given), result.converged, result.iterations, result.function_calls,
        result.flag,
    )  # fmt: skip


def fixed_point(
    func: Callable[..., Any], x0: Any, args: Any = (), xtol: Any = 1e-8, maxiter: Any = 500,
    method: Any = "del2",
) -> Any:  # fmt: skip
    """``scipy.optimize.fixed_point``."""
    found = passively(scipy.optimize.fixed_point, func, x0, args, xtol, maxiter, method)

    def distance(x: Any, *rest: Any) -> Any:
        return func(x, *rest) - x

    return followed(distance, found, args)


def fsolve(
    func: Callable[..., Any], x0: Any, args: Any = (), fprime: Any = None, full_output: Any = 0,
    col_deriv: Any = 0, xtol: Any = 1.49012e-08, maxfev: Any = 0, band: Any = None,
    epsfcn: Any = None, factor: Any = 100, diag: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.fsolve``."""
    given = args if isinstance(args, tuple) else (args,)
    found = np.asarray(passively(
        scipy.optimize.fsolve, func, x0, given, fprime, 0, col_deriv, xtol, maxfev, band, epsfcn,
        factor, diag,
    ), dtype=float)  # fmt: skip
    return followed_system(func, found, given)


def root(
    fun: Callable[..., Any], x0: Any, args: Any = (), method: Any = "hybr", jac: Any = None,
    tol: Any = None, callback: Any = None, options: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.root``."""
    given = args if isinstance(args, tuple) else (args,)
    result = passively(
        scipy.optimize.root, fun, x0, given, method, jac, tol, callback, options
    )  # fmt: skip
    found = np.asarray(result.x, dtype=float)
    x = followed_system(fun, found, given)
    return Root(x, result.fun, result.success, result.status, result.message, result.nfev)


def minimize(
    fun: Callable[..., Any], x0: Any, args: Any = (), method: Any = None, jac: Any = None,
    hess: Any = None, hessp: Any = None, bounds: Any = None, constraints: Any = (),
    tol: Any = None, callback: Any = None, options: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.minimize`` without bounds: a minimum is a zero of the gradient."""
    given = args if isinstance(args, tuple) else (args,)
    result = passively(
        scipy.optimize.minimize, fun, x0, given, method, jac, hess, hessp, None, (), tol, callback,
        options,
    )  # fmt: skip
    found = np.asarray(result.x, dtype=float)
    x = followed_system(gradient(fun), found, given)
    value = as_value(fun(x, *given), result.fun)
    return Minimum(x, value, result.success, result.message, result.nfev)


def least_squares(
    fun: Callable[..., Any], x0: Any, jac: Any = "2-point", bounds: Any = (-np.inf, np.inf),
    method: Any = "trf", ftol: Any = 1e-8, xtol: Any = 1e-8, gtol: Any = 1e-8, x_scale: Any = 1.0,
    loss: Any = "linear", f_scale: Any = 1.0, diff_step: Any = None, tr_solver: Any = None,
    tr_options: Any = None, jac_sparsity: Any = None, max_nfev: Any = None, verbose: Any = 0,
    args: Any = (), kwargs: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.least_squares`` without bounds: a zero of the gradient of the squares."""
    given = args if isinstance(args, tuple) else (args,)
    options = (jac, method, ftol, xtol, gtol, x_scale, max_nfev)
    result = passively(fitted_squares, fun, x0, given, options)
    found = np.ravel(np.asarray(result.x, dtype=float))

    def squares(x: Any, *rest: Any) -> Any:
        misses = fun(x, *rest)
        return 0.5 * np.sum(misses * misses)

    x = followed_system(gradient(squares), found, given)
    misses = as_value(fun(x, *given), result.fun)
    cost = as_value(0.5 * np.sum(misses * misses), result.cost)
    return LeastSquares(x, cost, misses, result.success, result.status, result.message, result.nfev)


def fitted_squares(fun: Callable[..., Any], x0: Any, args: Any, options: Any) -> Any:
    """What ``scipy.optimize.least_squares`` gives, with the options that were given."""
    jac, method, ftol, xtol, gtol, x_scale, max_nfev = options
    return scipy.optimize.least_squares(
        fun, x0, jac, method=method, ftol=ftol, xtol=xtol, gtol=gtol, x_scale=x_scale,
        max_nfev=max_nfev, args=args,
    )  # fmt: skip


def minimize_scalar(
    fun: Callable[..., Any], bracket: Any = None, bounds: Any = None, args: Any = (),
    method: Any = None, tol: Any = None, options: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.minimize_scalar``: a minimum inside of its bounds."""
    given = args if isinstance(args, tuple) else (args,)
    result = passively(
        scipy.optimize.minimize_scalar, fun, bracket, bounds, given, method, tol, options
    )  # fmt: skip
    x = as_value(followed(gradient(fun), float(result.x), given), result.x)
    value = as_value(fun(x, *given), result.fun)
    return Minimum(x, value, result.success, result.message, result.nfev)


_NUMBERS: tuple[Callable[..., Any], ...] = (brentq, brenth, bisect, ridder, toms748, newton, fsolve)
_RECORDS: tuple[Callable[..., Any], ...] = (root_scalar, fixed_point, root, minimize_scalar)
for _text in (*_NUMBERS, *_RECORDS):
    composite(
        f"scipy.optimize.{_text.__name__}", _text, may_raise=True,
        unsupported=("full_output",) if _text in _NUMBERS else (),
    )  # fmt: skip
composite(
    "scipy.optimize.least_squares", least_squares, may_raise=True,
    unsupported=("bounds", "loss", "f_scale", "diff_step", "tr_solver", "tr_options", "jac_sparsity", "verbose", "kwargs"),
)  # fmt: skip
composite(
    "scipy.optimize.minimize", minimize, may_raise=True, unsupported=("bounds", "constraints")
)

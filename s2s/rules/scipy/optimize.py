"""SciPy's zeros and minima of functions, as they move with what the functions capture and are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.optimize

from s2s.derived import gradient
from s2s.rules.declare import composite
from s2s.rules.scipy import fits as _fits
from s2s.rules.scipy import programs as _programs
from s2s.rules.scipy.following import followed, followed_system, followed_vector
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import between_pairs, float_vector

assert _fits and _programs  # imported for their effect: their rules are declared

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
class Minimum:
    """``scipy.optimize.OptimizeResult`` of a minimum."""

    x: Any
    fun: Any
    success: Any
    message: Any
    nfev: Any


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
    """``scipy.optimize.minimize``: a minimum inside of its bounds is a zero of the gradient."""
    given = args if isinstance(args, tuple) else (args,)
    result = passively(
        scipy.optimize.minimize, fun, x0, given, method, jac, hess, hessp, bounds, (), tol,
        callback, options,
    )  # fmt: skip
    passively(between_pairs, result.x, bounds)
    if isinstance(jac, bool) and jac:

        def valued(x: Any, *rest: Any) -> Any:
            return fun(x, *rest)[0]

        return least(valued, result, given)
    return least(fun, result, given)


def least(f: Callable[..., Any], result: Any, args: Any) -> Any:
    """The minimum that ``scipy.optimize.minimize`` found of a function."""

    def objective(x: Any, *rest: Any) -> Any:  # a method of an object is not called by its name
        return f(x, *rest)

    x = followed_vector(gradient(objective), float_vector(result.x), args)
    value = as_value(f(x, *args), result.fun)
    return Minimum(x, value, result.success, result.message, result.nfev)


def fmin(
    func: Callable[..., Any], x0: Any, args: Any = (), xtol: Any = 1e-4, ftol: Any = 1e-4,
    maxiter: Any = None, maxfun: Any = None, full_output: Any = 0, disp: Any = 1, retall: Any = 0,
    callback: Any = None, initial_simplex: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.fmin``."""
    found = passively(
        scipy.optimize.fmin, func, x0, args, xtol, ftol, maxiter, maxfun, 0, disp, 0, callback,
        initial_simplex,
    )  # fmt: skip
    given = args if isinstance(args, tuple) else (args,)
    return followed_vector(gradient(func), float_vector(found), given)


def fmin_bfgs(
    f: Callable[..., Any], x0: Any, fprime: Any = None, args: Any = (), gtol: Any = 1e-5,
    norm: Any = np.inf, epsilon: Any = 1.4901161193847656e-08, maxiter: Any = None,
    full_output: Any = 0, disp: Any = 1, retall: Any = 0, callback: Any = None, xrtol: Any = 0,
    c1: Any = 1e-4, c2: Any = 0.9, hess_inv0: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.fmin_bfgs``."""
    found = passively(
        scipy.optimize.fmin_bfgs, f, x0, fprime, args, gtol, norm, epsilon, maxiter, 0, disp, 0,
        callback, xrtol, c1, c2, hess_inv0,
    )  # fmt: skip
    given = args if isinstance(args, tuple) else (args,)
    return followed_vector(gradient(f), float_vector(found), given)


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
composite("scipy.optimize.minimize", minimize, may_raise=True, unsupported=("constraints",))
for _text in (fmin, fmin_bfgs):
    composite(
        f"scipy.optimize.{_text.__name__}", _text, may_raise=True,
        unsupported=("full_output", "retall"),
    )  # fmt: skip

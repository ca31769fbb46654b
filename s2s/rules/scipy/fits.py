"""SciPy's fits by least squares, as they move with the data and what the functions capture.

The fit is a zero of the gradient of the sum of squares, misses included that are left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.optimize

from s2s.derived import gradient
from s2s.rules.declare import composite
from s2s.rules.scipy.following import followed_vector
from s2s.runtime.fits import fitted_curve, fitted_squares
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import between_ends, firmly_at_bounds, float_matrix, float_vector, moves


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


def least_squares(
    fun: Callable[..., Any], x0: Any, jac: Any = "2-point", bounds: Any = (-np.inf, np.inf),
    method: Any = "trf", ftol: Any = 1e-8, xtol: Any = 1e-8, gtol: Any = 1e-8, x_scale: Any = 1.0,
    loss: Any = "linear", f_scale: Any = 1.0, diff_step: Any = None, tr_solver: Any = None,
    tr_options: Any = None, jac_sparsity: Any = None, max_nfev: Any = None, verbose: Any = 0,
    args: Any = (), kwargs: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.least_squares``: a fit inside of its bounds."""
    given = args if isinstance(args, tuple) else (args,)
    options = (jac, bounds, method, ftol, xtol, gtol, x_scale, loss, f_scale, diff_step, max_nfev)
    result = passively(fitted_squares, fun, x0, given, options)
    found = float_vector(result.x)
    passively(between_ends, found, bounds)

    def squares(x: Any, *rest: Any) -> Any:
        misses = np.atleast_1d(fun(x, *rest))
        return 0.5 * np.sum(losses((misses / f_scale) ** 2, loss)) * f_scale**2

    x = followed_vector(gradient(squares), found, given)
    misses = as_value(np.atleast_1d(fun(x, *given)), result.fun)
    cost = as_value(squares(x, *given), result.cost)
    return LeastSquares(x, cost, misses, result.success, result.status, result.message, result.nfev)


def losses(z: Any, loss: Any) -> Any:
    """What ``scipy.optimize.least_squares`` makes of squares of misses."""
    if loss == "soft_l1":
        return 2.0 * (np.sqrt(1.0 + z) - 1.0)
    if loss == "huber":
        far = z > 1.0
        return np.where(far, 2.0 * np.sqrt(np.where(far, z, 1.0)) - 1.0, z)
    if loss == "cauchy":
        return np.log1p(z)
    return np.arctan(z) if loss == "arctan" else z


def leastsq(
    func: Callable[..., Any], x0: Any, args: Any = (), Dfun: Any = None, full_output: Any = False,
    col_deriv: Any = False, ftol: Any = 1.49012e-08, xtol: Any = 1.49012e-08, gtol: Any = 0.0,
    maxfev: Any = 0, epsfcn: Any = None, factor: Any = 100, diag: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.leastsq``."""
    given = args if isinstance(args, tuple) else (args,)
    result = passively(
        scipy.optimize.leastsq, func, x0, given, Dfun, 0, col_deriv, ftol, xtol, gtol, maxfev,
        epsfcn, factor, diag,
    )  # fmt: skip

    def squares(x: Any, *rest: Any) -> Any:
        misses = np.atleast_1d(func(x, *rest))
        return 0.5 * np.sum(misses * misses)

    return followed_vector(gradient(squares), float_vector(result[0]), given), result[1]


def curve_fit(
    f: Callable[..., Any], xdata: Any, ydata: Any, p0: Any = None, sigma: Any = None,
    absolute_sigma: Any = False, check_finite: Any = None, bounds: Any = (-np.inf, np.inf),
    method: Any = None, jac: Any = None, *, full_output: Any = False, nan_policy: Any = None,
    maxfev: Any = None, ftol: Any = None, xtol: Any = None, gtol: Any = None,
    max_nfev: Any = None, x_scale: Any = None, epsfcn: Any = None,
) -> Any:  # fmt: skip
    """``scipy.optimize.curve_fit``: a fit inside of its bounds."""
    words = (maxfev, ftol, xtol, gtol, max_nfev, x_scale, epsfcn)
    options = (p0, sigma, absolute_sigma, check_finite, bounds, method, jac, words)
    result = passively(fitted_curve, f, xdata, ydata, options)
    found = float_vector(result[0])
    covariance = float_matrix(result[1])
    passively(between_ends, found, bounds)
    places = np.asarray(xdata, dtype=float)
    values = np.asarray(ydata, dtype=float)

    def squares(p: Any) -> Any:
        left = weighed(f(places, *p) - values, sigma)
        return 0.5 * np.sum(left * left)

    p = followed_vector(gradient(squares), found, ())
    if not np.all(np.isfinite(covariance)):
        return p, covariance
    columns = []
    for move in moves(found):
        change = weighed(f(places, *(p + move)) - f(places, *(p - move)), sigma)
        columns.append(change / (2 * np.sum(move)))
    slopes = np.stack(columns, axis=-1)
    spread = np.linalg.inv(slopes.T @ slopes)
    if not absolute_sigma:
        spread = spread * (2 * squares(p) / (len(slopes) - len(found)))
    return p, as_value(spread, covariance)


def nnls(A: Any, b: Any, *, maxiter: Any = None) -> Any:
    """``scipy.optimize.nnls``: a fit of the unknowns that are not 0, of which the others stay there."""
    A, b = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
    result = passively(scipy.optimize.nnls, A, b)
    found = float_vector(result[0])
    passively(firmly_at_bounds, A, b, found, found > 0)
    x = as_value(free_fit(A, b, found, found > 0), found)
    misses = A @ x - b
    return x, as_value(np.linalg.norm(misses), result[1])


def free_fit(A: Any, b: Any, found: Any, free: Any) -> Any:
    """The fit by least squares of the unknowns that are free, the others where they were found."""
    x = np.where(free, 0.0, found)
    columns = A[:, free]
    rest = b - A @ x
    x[free] = np.linalg.solve(columns.T @ columns, columns.T @ rest)
    return x


@dataclass
class BoundedFit:
    """``scipy.optimize.OptimizeResult`` of a linear fit in bounds."""

    x: Any
    fun: Any
    cost: Any
    active_mask: Any
    success: Any
    status: Any
    message: Any
    nit: Any


def lsq_linear(
    A: Any, b: Any, bounds: Any = (-np.inf, np.inf), method: Any = "trf", tol: Any = 1e-10,
    lsq_solver: Any = None, lsmr_tol: Any = None, max_iter: Any = None, verbose: Any = 0,
) -> Any:  # fmt: skip
    """``scipy.optimize.lsq_linear`` of a dense matrix and bounds that do not move."""
    A, b = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
    found = passively(
        scipy.optimize.lsq_linear,
        A,
        b,
        bounds,
        method,
        tol,
        lsq_solver,
        lsmr_tol,
        max_iter,
        verbose,
    )
    at = float_vector(found.x)
    free = float_vector(found.active_mask) == 0
    passively(firmly_at_bounds, A, b, at, free)
    x = as_value(free_fit(A, b, at, free), at)
    misses = as_value(A @ x - b, found.fun)
    cost = as_value(0.5 * np.sum(misses * misses), found.cost)
    return BoundedFit(
        x, misses, cost, found.active_mask, found.success, found.status, found.message, found.nit
    )


def weighed(misses: Any, sigma: Any) -> Any:
    """Misses in units of their deviations, or apart where those are given as a covariance."""
    if sigma is None:
        return misses
    if np.ndim(sigma) == 2:
        return np.linalg.solve(np.linalg.cholesky(sigma), misses)
    return misses / sigma


composite(
    "scipy.optimize.least_squares", least_squares, may_raise=True,
    unsupported=("tr_solver", "tr_options", "jac_sparsity", "verbose", "kwargs"),
)  # fmt: skip
composite("scipy.optimize.nnls", nnls, may_raise=True, unsupported=("maxiter",))
composite(
    "scipy.optimize.lsq_linear", lsq_linear, may_raise=True,
    unsupported=("lsq_solver", "lsmr_tol", "verbose"),
)  # fmt: skip
composite("scipy.optimize.leastsq", leastsq, may_raise=True, unsupported=("full_output",))
composite(
    "scipy.optimize.curve_fit", curve_fit, may_raise=True, unsupported=("full_output", "nan_policy")
)

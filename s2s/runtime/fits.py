"""SciPy's fits, called with the options that a program gave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import scipy.optimize


def fitted_squares(fun: Callable[..., Any], x0: Any, args: Any, options: Any) -> Any:
    """What ``scipy.optimize.least_squares`` gives."""
    jac, bounds, method, ftol, xtol, gtol, x_scale, loss, f_scale, diff_step, max_nfev = options
    return scipy.optimize.least_squares(
        fun, x0, jac, bounds, method, ftol, xtol, gtol, x_scale, loss, f_scale, diff_step,
        max_nfev=max_nfev, args=args,
    )  # fmt: skip


def fitted_curve(f: Callable[..., Any], xdata: Any, ydata: Any, options: Any) -> Any:
    """What ``scipy.optimize.curve_fit`` gives: the fit and its covariance."""
    p0, sigma, absolute_sigma, check_finite, bounds, method, jac, given = options
    names = ("maxfev", "ftol", "xtol", "gtol", "max_nfev", "x_scale", "epsfcn")
    words = {name: value for name, value in zip(names, given, strict=True) if value is not None}
    return scipy.optimize.curve_fit(
        f, xdata, ydata, p0, sigma, absolute_sigma, check_finite, bounds, method, jac, **words
    )

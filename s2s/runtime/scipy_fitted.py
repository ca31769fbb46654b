"""What stands for SciPy's splines of FITPACK: ``splrep`` and its kin, ``UnivariateSpline`` and its kin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.interpolate

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.scipy_interpolators import passive_points
from s2s.runtime.scipy_splines import BasisSpline, basis_ct, collocation_back, least_coefficients


@dataclass
class FittedSpline:
    """``scipy.interpolate.UnivariateSpline`` and its kin."""

    _eval_args: Any
    ext: Any

    def __call__(self, x: Any, nu: int = 0, ext: Any = None) -> Any:
        """The value of the spline, or of its derivative of order ``nu``."""
        knots, c, k = self._eval_args
        chosen = self.ext if ext is None else ext
        return fitted_value(c, knots, k, x, nu, chosen)

    def derivative(self, n: int = 1) -> Any:
        """The derivative of order ``n``, again such a spline."""
        knots, c, k = self._eval_args
        made = BasisSpline(knots, c, k, True, 0).derivative(n)
        ended = np.concatenate((made.c, np.zeros(k + 1 - n)))
        return FittedSpline((passively(inner_knots, knots, n), ended, k - n), self.ext)

    def integral(self, a: Any, b: Any) -> Any:
        """The integral between two places."""
        return splint(a, b, self._eval_args)


def inner_knots(t: Any, n: int) -> Any:
    """The knots without the first and last ``n``."""
    return np.asarray(t, dtype=float)[n : len(t) - n]


def interpolated_spline(
    x: Any, y: Any, w: Any = None, bbox: Any = (None, None), k: Any = 3, ext: Any = 0,
    check_finite: Any = False,
) -> Any:  # fmt: skip
    """``scipy.interpolate.InterpolatedUnivariateSpline``."""
    places = passive_points(x)
    c = fitted_coefficients(y, places, k)
    return FittedSpline((passively(fitted_knots, places, y, k), c, k), ext)


def univariate_spline(
    x: Any, y: Any, w: Any = None, bbox: Any = (None, None), k: Any = 3, s: Any = None,
    ext: Any = 0, check_finite: Any = False,
) -> Any:  # fmt: skip
    """``scipy.interpolate.UnivariateSpline`` through all points."""
    passively(only_through_points, s)
    return interpolated_spline(x, y, w, bbox, k, ext)


def only_through_points(s: Any) -> None:
    """Refuses splines that smooth.

    Raises:
        NotImplementedError: it smooths.
    """
    if s is None or s != 0:
        raise NotImplementedError(
            "UnivariateSpline of values that vary has a rule without smoothing only: give it `s=0`, or use "
            "LSQUnivariateSpline or make_lsq_spline, whose knots are given"
        )


def least_spline(
    x: Any, y: Any, t: Any, w: Any = None, bbox: Any = (None, None), k: Any = 3, ext: Any = 0,
    check_finite: Any = False,
) -> Any:  # fmt: skip
    """``scipy.interpolate.LSQUnivariateSpline``."""
    places, inner, weights = passive_points(x), passive_points(t), passive_points(w)
    found = passively(least_found, places, y, inner, weights, k)
    knots = found[0]
    c = least_coefficients(y, places, knots, k, weights, 0)
    ended = np.concatenate((c, np.zeros(k + 1)))
    return FittedSpline((knots, as_value(ended, found[1]), k), ext)


def least_found(x: Any, y: Any, t: Any, w: Any, k: Any) -> tuple[Any, Any]:
    """The knots and coefficients that SciPy finds."""
    made = scipy.interpolate.LSQUnivariateSpline(x, y, t, w, k=k)
    return made._eval_args[0], made._eval_args[1]


def splint(a: Any, b: Any, tck: Any, full_output: Any = 0) -> Any:
    """``scipy.interpolate.splint``."""
    knots, c, k = tck
    found = passively(scipy.interpolate.splint, a, b, tck)
    kept = passive_points(knots)
    return as_value(BasisSpline(kept, c, k, False, 0).integrate(a, b), found)


def splrep(
    x: Any, y: Any, w: Any = None, xb: Any = None, xe: Any = None, k: Any = 3, task: Any = 0,
    s: Any = None, t: Any = None, full_output: Any = 0, per: Any = 0, quiet: Any = 1,
) -> Any:  # fmt: skip
    """``scipy.interpolate.splrep`` through all points."""
    if s is not None and s != 0:
        raise NotImplementedError("splrep has a rule without smoothing only: s=0")
    places = passive_points(x)
    return passively(fitted_knots, places, y, k), fitted_coefficients(y, places, k), k


def splev(x: Any, tck: Any, der: Any = 0, ext: Any = 0) -> Any:
    """``scipy.interpolate.splev`` of a triple of knots, coefficients and degree."""
    knots, c, k = tck
    return fitted_value(c, passive_points(knots), k, x, der, ext)


def fitted_knots(x: Any, y: Any, k: Any) -> Any:
    """The knots that ``splrep`` chooses."""
    return scipy.interpolate.splrep(x, y, k=k, s=0)[0]


def fitted_coefficients(y: Any, x: Any, k: Any) -> Any:
    """The coefficients that ``splrep`` finds."""
    return scipy.interpolate.splrep(x, y, k=k, s=0)[1]


def fitted_coefficients_ct(ct: Any, y: Any, x: Any, k: Any) -> Any:
    """The cotangent of the values in ``fitted_coefficients``: the spline is the only one."""
    return collocation_back(ct[: len(x)], x, fitted_knots(x, y, k), k, [[], []])


def fitted_value(c: Any, t: Any, k: Any, x: Any, nu: int, ext: Any) -> Any:
    """The values that ``splev`` gives; nan where the knots are too few for the degree.

    SciPy's ``splev`` does not look at the lengths, and reads and writes beyond the arrays.

    Raises:
        ValueError: there are no knots at all.
    """
    if len(t) == 0:
        raise ValueError("a spline has knots")
    if len(t) < 2 * (k + 1) or len(c) < len(t) - k - 1:
        return np.full(np.shape(x), np.nan)
    return scipy.interpolate.splev(x, (t, c, k), nu, ext)


def fitted_inside(t: Any, k: Any, x: Any, ext: Any) -> Any:
    """Where a spline moves with the place: outside it may be held, or zero."""
    inside = (np.asarray(x) >= t[k]) & (np.asarray(x) <= t[-k - 1])
    return inside | (ext in (0, "extrapolate"))


def fitted_slope(c: Any, t: Any, k: Any, x: Any, nu: int, ext: Any) -> Any:
    """The derivative of the values that ``splev`` gives by the places."""
    slope = fitted_value(c, t, k, x, nu + 1, 0)
    if len(t) <= k:
        return slope  # nan: there is no spline
    return np.where(fitted_inside(t, k, x, ext), slope, 0.0)


def fitted_ct(ct: Any, c: Any, t: Any, k: Any, x: Any, nu: int, ext: Any) -> Any:
    """The cotangent of the coefficients in ``splev``."""
    t, places = np.asarray(t), np.asarray(x)
    if ext in (1, "zeros"):
        ct = np.where(fitted_inside(t, k, x, ext), ct, 0.0)
    if ext not in (0, "extrapolate"):
        places = np.clip(places, t[k], t[-k - 1])
    return basis_ct(ct, c, t, k, places, nu, True, 0)

"""What stands for SciPy's splines: by B-splines, and those whose slopes follow from the values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.interpolate

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.scipy_interpolators import Spline, passive_points


@dataclass
class BasisSpline:
    """``scipy.interpolate.BSpline``."""

    t: Any
    c: Any
    k: Any
    extrapolate: Any
    axis: Any

    def __call__(self, x: Any, nu: int = 0, extrapolate: Any = None) -> Any:
        """The value of the spline, or of its derivative of order ``nu``."""
        chosen = self.extrapolate if extrapolate is None else extrapolate
        return basis_value(self.c, self.t, self.k, x, nu, chosen, self.axis)

    def derivative(self, nu: int = 1) -> Any:
        """The derivative of order ``nu``, again a B-spline; de Boor (1978), chapter X."""
        if nu < 1:
            raise NotImplementedError("s2s differentiates derivatives of order 1 and above")
        c, t, k = self.c[: len(self.t) - self.k - 1] * 1.0, self.t * 1.0, self.k
        for _ in range(nu):
            steps = t[k + 1 : -1] - t[1 : -k - 1]
            c = (c[1:] - c[:-1]) * k / np.reshape(steps, (-1,) + (1,) * (np.ndim(c) - 1))
            t, k = t[1:-1], k - 1
        return BasisSpline(t, c, k, self.extrapolate, self.axis)

    def antiderivative(self, nu: int = 1) -> Any:
        """The antiderivative of order ``nu`` that is 0 at the first knot."""
        if nu < 1:
            raise NotImplementedError("s2s differentiates antiderivatives of order 1 and above")
        c, t, k = self.c[: len(self.t) - self.k - 1] * 1.0, self.t * 1.0, self.k
        for _ in range(nu):
            steps = np.reshape(t[k + 1 :] - t[: -k - 1], (-1,) + (1,) * (np.ndim(c) - 1))
            sums = np.cumsum(c * steps, axis=0) / (k + 1)
            c = np.concatenate((0.0 * sums[:1], sums), axis=0)
            t, k = np.concatenate((t[:1], t, t[-1:])), k + 1
        kept = False if isinstance(self.extrapolate, str) else self.extrapolate
        return BasisSpline(t, c, k, kept, self.axis)

    def integrate(self, a: Any, b: Any, extrapolate: Any = None) -> Any:
        """The integral between two places."""
        chosen = self.extrapolate if extrapolate is None else extrapolate
        if isinstance(chosen, str):
            raise NotImplementedError(
                "s2s differentiates integrals of splines that are not periodic"
            )
        found = passively(basis_integral, self.c, self.t, self.k, a, b, chosen)
        if not chosen:
            a = np.clip(a, self.t[self.k], self.t[-self.k - 1])
            b = np.clip(b, self.t[self.k], self.t[-self.k - 1])
        sums = self.antiderivative()
        return as_value(sums(b, 0, True) - sums(a, 0, True), found)


@dataclass
class FittedSpline:
    """``scipy.interpolate.UnivariateSpline``, of fixed data."""

    _eval_args: Any
    ext: Any

    def __call__(self, x: Any, nu: int = 0, ext: Any = None) -> Any:
        """The value of the spline, or of its derivative of order ``nu``."""
        knots, c, k = self._eval_args
        chosen = self.ext if ext is None else ext
        return fitted_value(c, knots, k, x, nu, chosen)


def basis_spline(t: Any, c: Any, k: Any, extrapolate: Any = True, axis: int = 0) -> Any:
    """``scipy.interpolate.BSpline``."""
    return BasisSpline(
        passive_points(np.asarray(t) * 1.0), np.asarray(c) * 1.0, k, extrapolate, axis
    )


def interpolating_spline(
    x: Any, y: Any, k: Any = 3, t: Any = None, bc_type: Any = None, axis: int = 0,
    check_finite: bool = True,
) -> Any:  # fmt: skip
    """``scipy.interpolate.make_interp_spline``."""
    places, given = passive_points(x), passive_points(t)
    knots = passively(spline_knots, places, y, k, given, bc_type, axis)
    c = basis_coefficients(y, places, k, given, bc_type, axis)
    return BasisSpline(knots, c, k, True, axis)


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


def basis_integral(c: Any, t: Any, k: Any, a: Any, b: Any, extrapolate: Any) -> Any:
    """The integral that SciPy finds."""
    return scipy.interpolate.BSpline.construct_fast(
        np.asarray(t, float), c, k, extrapolate
    ).integrate(a, b)


def has_bases(t: Any, k: Any) -> bool:
    """Whether knots have room for a spline: SciPy's compiled code writes beyond its arrays if not."""
    return len(t) >= 2 * (k + 1) and bool(t[k] < t[-k - 1])


def interpolating(x: Any, y: Any, k: Any, t: Any, bc_type: Any, axis: int) -> Any:
    """``make_interp_spline`` where there are points and knots enough for it.

    Raises:
        ValueError: there are not.
    """
    enough = len(x) > (k if bc_type is None else 1)
    if not enough or (t is not None and not has_bases(t, k)):
        raise ValueError("a spline has more points than its degree, and knots around them")
    return scipy.interpolate.make_interp_spline(x, y, k, t, bc_type, axis)


def spline_knots(x: Any, y: Any, k: Any, t: Any, bc_type: Any, axis: int) -> Any:
    """The knots that ``make_interp_spline`` chooses."""
    return interpolating(x, y, k, t, bc_type, axis).t


def basis_coefficients(y: Any, x: Any, k: Any, t: Any, bc_type: Any, axis: int) -> Any:
    """The coefficients that ``make_interp_spline`` finds."""
    return np.array(interpolating(x, y, k, t, bc_type, axis).c)


def basis_coefficients_ct(ct: Any, y: Any, x: Any, k: Any, t: Any, bc_type: Any, axis: int) -> Any:
    """The cotangent of the values in ``basis_coefficients``.

    Raises:
        NotImplementedError: the condition at the ends has values of its own.
    """
    if bc_type is not None and not isinstance(bc_type, str):
        raise NotImplementedError("make_interp_spline has a rule for bc_type by name only")
    unit = interpolating(x, np.eye(len(x)), k, t, bc_type, 0).c
    rows = np.moveaxis(np.asarray(y), axis, 0)
    back = np.tensordot(unit, np.reshape(ct, (len(unit), *np.shape(rows)[1:])), ((0,), (0,)))
    return np.moveaxis(back, 0, axis)


def basis_value(c: Any, t: Any, k: Any, x: Any, nu: int, extrapolate: Any, axis: int) -> Any:
    """The value of a B-spline, or of a derivative of it; nan where the knots have no room for one."""
    if not has_bases(t, k) or np.shape(c)[axis] < len(t) - k - 1:
        shape = np.shape(c)
        return np.full((*shape[:axis], *np.shape(x), *shape[axis + 1 :]), np.nan)
    return scipy.interpolate.BSpline.construct_fast(np.asarray(t, float), c, k, extrapolate, axis)(
        x, nu
    )


def basis_slope_at(
    ct: Any, c: Any, t: Any, k: Any, x: Any, nu: int, extrapolate: Any, axis: int
) -> Any:
    """The cotangent of the places at which a B-spline is evaluated."""
    share = ct * basis_value(c, t, k, x, nu + 1, extrapolate, axis)
    rank = np.ndim(x)
    others = tuple([i for i in range(np.ndim(share)) if not axis <= i < axis + rank])
    return np.sum(share, others)


def basis_slope_dot(
    dot: Any, c: Any, t: Any, k: Any, x: Any, nu: int, extrapolate: Any, axis: int
) -> Any:
    """The tangent that the places' gives to a B-spline's value."""
    slope = basis_value(c, t, k, x, nu + 1, extrapolate, axis)
    rest = np.ndim(slope) - axis - np.ndim(x)
    return slope * np.reshape(dot, np.shape(x) + (1,) * rest)


def basis_matrix(t: Any, k: Any, x: Any, nu: int, extrapolate: Any) -> Any:
    """What each place reads of each coefficient: sparse where SciPy has it so."""
    places, knots = np.ravel(x), np.asarray(t)
    inside = np.all((places >= knots[k]) & (places <= knots[-k - 1]))
    if nu == 0 and inside and np.size(places):
        return scipy.interpolate.BSpline.design_matrix(places, knots, k)
    unit = np.eye(len(knots) - k - 1)
    return scipy.interpolate.BSpline(knots, unit, k, extrapolate)(places, nu)


def basis_ct(ct: Any, c: Any, t: Any, k: Any, x: Any, nu: int, extrapolate: Any, axis: int) -> Any:
    """The cotangent of the coefficients of a B-spline.

    Raises:
        NotImplementedError: the coefficients do not run along the first axis.
    """
    if axis != 0:
        raise NotImplementedError("BSpline has a rule for coefficients along the first axis only")
    if np.size(c) == 0:
        return np.zeros(np.shape(c))
    if not has_bases(t, k):
        return np.full(np.shape(c), np.nan)
    matrix = basis_matrix(t, k, x, nu, extrapolate)
    count = matrix.shape[1]
    given = np.nan_to_num(np.reshape(ct, (matrix.shape[0], -1)))
    total = np.zeros(np.shape(c))
    total[:count] = np.reshape(matrix.T @ given, (count, *np.shape(c)[1:]))
    return total


def fitted_knots(x: Any, y: Any, k: Any) -> Any:
    """The knots that ``splrep`` chooses."""
    return scipy.interpolate.splrep(x, y, k=k, s=0)[0]


def fitted_coefficients(y: Any, x: Any, k: Any) -> Any:
    """The coefficients that ``splrep`` finds."""
    return scipy.interpolate.splrep(x, y, k=k, s=0)[1]


def fitted_coefficients_ct(ct: Any, y: Any, x: Any, k: Any) -> Any:
    """The cotangent of the values in ``fitted_coefficients``: the spline is the only one."""
    knots = fitted_knots(x, y, k)
    unit = scipy.interpolate.make_interp_spline(x, np.eye(len(x)), k, knots).c
    return np.matmul(np.transpose(unit), ct[: len(unit)])


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


def rows_of(x: Any, like: Any) -> Any:
    """Numbers along the first axis, to stand beside ``like``."""
    return np.reshape(x, np.shape(x) + (1,) * (np.ndim(like) - 1))


def hermite_pieces(x: Any, y: Any, slopes: Any) -> Any:
    """The coefficients of cubic pieces, by the values and slopes at the knots (first axis)."""
    step = rows_of(np.diff(x), y)
    rise = np.diff(y, axis=0) / step
    third = (slopes[:-1] + slopes[1:] - 2 * rise) / step
    return np.stack((third / step, (rise - slopes[:-1]) / step - third, slopes[:-1], y[:-1]))


def hermite_spline(x: Any, y: Any, dydx: Any, axis: int = 0, extrapolate: Any = None) -> Any:
    """``scipy.interpolate.CubicHermiteSpline``."""
    knots = np.asarray(passive_points(x), dtype=float)
    rows, slopes = np.moveaxis(np.asarray(y), axis, 0), np.moveaxis(np.asarray(dydx), axis, 0)
    found = passively(scipy.interpolate.CubicHermiteSpline, x, y, dydx, axis, extrapolate)
    c = as_value(hermite_pieces(knots, rows, slopes), found.c)
    return Spline(c, knots, True if extrapolate is None else extrapolate, axis)


def pchip_spline(x: Any, y: Any, axis: int = 0, extrapolate: Any = None) -> Any:
    """``scipy.interpolate.PchipInterpolator``: slopes by Fritsch and Butland (1984)."""
    knots = np.asarray(passive_points(x), dtype=float)
    rows = np.moveaxis(np.asarray(y), axis, 0)
    found = passively(scipy.interpolate.PchipInterpolator, x, y, axis, extrapolate)
    c = as_value(hermite_pieces(knots, rows, pchip_slopes(knots, rows)), found.c)
    return Spline(c, knots, True if extrapolate is None else extrapolate, axis)


def pchip_slopes(x: Any, y: Any) -> Any:
    """The slopes that keep the values monotone."""
    step = rows_of(np.diff(x), y)
    rise = np.diff(y, axis=0) / step
    if len(x) == 2:
        return np.concatenate((rise, rise))
    flat = (rise[1:] * rise[:-1]) <= 0
    first, second = 2 * step[1:] + step[:-1], step[1:] + 2 * step[:-1]
    before, after = np.where(flat, 1.0, rise[:-1]), np.where(flat, 1.0, rise[1:])
    mean = np.where(flat, 0.0, (first + second) / (first / before + second / after))
    low = pchip_end(step[0], step[1], rise[0], rise[1])
    high = pchip_end(step[-1], step[-2], rise[-1], rise[-2])
    return np.concatenate((low[None], mean, high[None]))


def pchip_end(step: Any, next_step: Any, rise: Any, next_rise: Any) -> Any:
    """The slope at an end: three points, limited."""
    slope = ((2 * step + next_step) * rise - step * next_rise) / (step + next_step)
    turned = np.sign(slope) != np.sign(rise)
    steep = (np.sign(rise) != np.sign(next_rise)) & (np.abs(slope) > 3 * np.abs(rise))
    return np.where(turned, 0.0, np.where(steep, 3 * rise, slope))


def akima_spline(
    x: Any, y: Any, axis: int = 0, *, method: str = "akima", extrapolate: Any = None
) -> Any:
    """``scipy.interpolate.Akima1DInterpolator``."""
    knots = np.asarray(passive_points(x), dtype=float)
    rows = np.moveaxis(np.asarray(y), axis, 0)
    found = passively(akima_found, x, y, axis, method, extrapolate)
    c = as_value(hermite_pieces(knots, rows, akima_slopes(knots, rows, method)), found.c)
    return Spline(c, knots, False if extrapolate is None else extrapolate, axis)


def akima_found(x: Any, y: Any, axis: int, method: str, extrapolate: Any) -> Any:
    """What SciPy makes of the values."""
    return scipy.interpolate.Akima1DInterpolator(x, y, axis, method=method, extrapolate=extrapolate)


def akima_slopes(x: Any, y: Any, method: str) -> Any:
    """The slopes by Akima (1970), or as changed for ``makima``."""
    rise = np.diff(y, axis=0) / rows_of(np.diff(x), y)
    low = 2 * rise[:1] - rise[1:2]
    high = 2 * rise[-1:] - rise[-2:-1]
    m = np.concatenate((2 * low - rise[:1], low, rise, high, 2 * high - rise[-1:]))
    change = np.abs(np.diff(m, axis=0))
    if method == "makima":
        change = change + 0.5 * np.abs(m[1:] + m[:-1])
    total = change[2:] + change[:-2]
    level = total <= 1e-9 * np.max(total)
    share = np.where(level, 0.5, change[:-2] / np.where(level, 1.0, total))
    middle = m[1:-2] + share * (m[2:-1] - m[1:-2])
    return np.where(level, 0.5 * (m[3:] + m[:-3]), middle)

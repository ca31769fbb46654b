"""What stands for SciPy's splines: by B-splines, and those whose slopes follow from the values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.interpolate
import scipy.linalg

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


def least_squares_spline(
    x: Any, y: Any, t: Any, k: Any = 3, w: Any = None, axis: int = 0, check_finite: bool = True, *,
    method: str = "qr",
) -> Any:  # fmt: skip
    """``scipy.interpolate.make_lsq_spline``."""
    places, knots, weights = passive_points(x), passive_points(t), passive_points(w)
    c = least_coefficients(y, places, knots, k, weights, axis)
    return BasisSpline(passively(np.array, knots, float), c, k, True, axis)


def least_coefficients(y: Any, x: Any, t: Any, k: Any, w: Any, axis: int) -> Any:
    """The coefficients that ``make_lsq_spline`` finds: they are linear in the values."""
    return np.array(closest(x, y, t, k, w, axis).c)


def closest(x: Any, y: Any, t: Any, k: Any, w: Any, axis: int) -> Any:
    """``make_lsq_spline`` where there are points and knots enough for it.

    Raises:
        ValueError: there are not.
    """
    if len(t) < 2 * (k + 1) or not has_bases(t, k) or len(x) < len(t) - k - 1:
        raise ValueError("a spline has no more coefficients than points, and knots around them")
    return scipy.interpolate.make_lsq_spline(x, y, t, k, w, axis)


def least_coefficients_ct(ct: Any, y: Any, x: Any, t: Any, k: Any, w: Any, axis: int) -> Any:
    """The cotangent of the values in ``least_coefficients``."""
    unit = closest(x, np.eye(len(x)), t, k, w, 0).c
    rows = np.moveaxis(np.asarray(y), axis, 0)
    back = np.tensordot(unit, np.reshape(ct, (len(unit), *np.shape(rows)[1:])), ((0,), (0,)))
    return np.moveaxis(back, 0, axis)


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


def basis_coefficients_dot(
    dot: Any, x: Any, k: Any, t: Any, bc_type: Any, axis: int
) -> Any:  # fmt: skip
    """The tangent of the coefficients: what is given at the ends stands still."""
    return basis_coefficients(dot, x, k, t, still_conditions(bc_type), axis)


def still_conditions(bc_type: Any) -> Any:
    """The same conditions at the ends, of derivatives that are 0."""
    if bc_type is None or isinstance(bc_type, str):
        return bc_type
    return tuple([
        end if end is None or isinstance(end, str) else [(nu, 0.0 * v) for nu, v in end]
        for end in bc_type
    ])  # fmt: skip


def given_orders(bc_type: Any) -> list[list[int]]:
    """The orders of the derivatives that are given at each of the two ends."""
    names = {"clamped": [1], "natural": [2], "not-a-knot": []}
    both = (bc_type, bc_type) if bc_type is None or isinstance(bc_type, str) else bc_type
    return [
        [] if end is None else names[end] if isinstance(end, str) else [nu for nu, _ in end]
        for end in both
    ]


def basis_coefficients_ct(ct: Any, y: Any, x: Any, k: Any, t: Any, bc_type: Any, axis: int) -> Any:
    """The cotangent of the values in ``basis_coefficients``."""
    rows = np.moveaxis(np.asarray(y), axis, 0)
    given = np.reshape(ct, (len(ct), -1))
    if k < 1 or (isinstance(bc_type, str) and bc_type == "periodic"):
        unit = interpolating(x, np.eye(len(x)), k, t, bc_type, 0).c
        back = np.transpose(unit) @ given
    else:
        knots = spline_knots(x, np.zeros(len(x)), k, t, still_numbers(bc_type), 0)
        back = collocation_back(given, x, knots, k, given_orders(bc_type))
    return np.moveaxis(np.reshape(back, np.shape(rows)), 0, axis)


def still_numbers(bc_type: Any) -> Any:
    """The same conditions for values that are numbers."""
    if bc_type is None or isinstance(bc_type, str):
        return bc_type
    return tuple([[(nu, 0.0) for nu in orders] for orders in given_orders(bc_type)])


def collocation_back(ct: Any, x: Any, t: Any, k: int, orders: list[list[int]]) -> Any:
    """What a cotangent of a spline's coefficients is for the values: the transposed system, solved."""
    bands, matrix = transposed_collocation(x, t, k, orders)
    back = scipy.linalg.solve_banded(bands, matrix, ct)
    return back[len(orders[0]) : len(orders[0]) + len(x)]


def transposed_collocation(
    x: Any, t: Any, k: int, orders: list[list[int]]
) -> tuple[tuple[int, int], Any]:
    """The diagonals of the matrix that leads from coefficients to values and derivatives, transposed."""
    design = scipy.interpolate.BSpline.design_matrix(x, t, k).tocoo()
    rows, columns, numbers = [design.row + len(orders[0])], [design.col], [design.data]
    count = design.shape[1]
    for end, place, first in ((0, x[0], 0), (1, x[-1], count - k - 1)):
        for i, nu in enumerate(orders[end]):
            unit = np.zeros((count, k + 1))
            unit[np.arange(first, first + k + 1), np.arange(k + 1)] = 1.0
            numbers.append(scipy.interpolate.BSpline(t, unit, k)(place, nu))
            rows.append(np.full(k + 1, i + end * (len(orders[0]) + len(x))))
            columns.append(np.arange(first, first + k + 1))
    row, column = np.concatenate(rows), np.concatenate(columns)
    lower, upper = max(int(np.max(column - row)), 0), max(int(np.max(row - column)), 0)
    matrix = np.zeros((lower + upper + 1, count))
    matrix[upper + column - row, row] = np.concatenate(numbers)
    return (lower, upper), matrix


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
    knots = np.asarray(x) * 1.0
    rows, slopes = np.moveaxis(np.asarray(y), axis, 0), np.moveaxis(np.asarray(dydx), axis, 0)
    found = passively(scipy.interpolate.CubicHermiteSpline, x, y, dydx, axis, extrapolate)
    c = as_value(hermite_pieces(knots, rows, slopes), found.c)
    return Spline(c, knots, True if extrapolate is None else extrapolate, axis)


def pchip_spline(x: Any, y: Any, axis: int = 0, extrapolate: Any = None) -> Any:
    """``scipy.interpolate.PchipInterpolator``: slopes by Fritsch and Butland (1984)."""
    knots = np.asarray(x) * 1.0
    rows = np.moveaxis(np.asarray(y), axis, 0)
    found = passively(scipy.interpolate.PchipInterpolator, x, y, axis, extrapolate)
    c = as_value(hermite_pieces(knots, rows, pchip_slopes(knots, rows)), found.c)
    return Spline(c, knots, True if extrapolate is None else extrapolate, axis)


def pchip_interpolate(xi: Any, yi: Any, x: Any, der: int = 0, axis: int = 0) -> Any:
    """``scipy.interpolate.pchip_interpolate`` of one derivative.

    Raises:
        NotImplementedError: several are asked for.
    """
    if not isinstance(der, int):
        raise NotImplementedError("pchip_interpolate has a rule for one derivative at a time")
    found = passively(scipy.interpolate.pchip_interpolate, xi, yi, x, der, axis)
    return as_value(pchip_spline(xi, yi, axis)(x, der), found)


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
    knots = np.asarray(x) * 1.0
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

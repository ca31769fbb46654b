"""What stands for SciPy's interpolators: objects with the same attributes, and fewer methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.interpolate
import scipy.linalg
import scipy.special

from s2s.runtime.guarded import as_value, passively


@dataclass
class Spline:
    """``scipy.interpolate.CubicSpline`` and ``PPoly``."""

    c: Any
    x: Any
    extrapolate: Any
    axis: Any

    def __call__(self, x: Any, nu: int = 0, extrapolate: Any = None) -> Any:
        """The value of the spline, or of its derivative of order ``nu``."""
        chosen = self.extrapolate if extrapolate is None else extrapolate
        return piecewise_value(self.c, self.x, x, nu, chosen, self.axis)

    def derivative(self, nu: int = 1) -> Any:
        """The derivative of order ``nu``, again piecewise polynomials."""
        if nu < 1:
            raise NotImplementedError("s2s differentiates derivatives of order 1 and above")
        kept = np.shape(self.c)[0] - nu
        if kept < 1:
            c = 0.0 * self.c[:1]
        else:
            c = self.c[:kept] * rising(self.c, kept, nu)
        return Spline(c, self.x, self.extrapolate, self.axis)

    def antiderivative(self, nu: int = 1) -> Any:
        """The antiderivative of order ``nu`` that is 0 at the first knot."""
        if nu != 1:
            raise NotImplementedError("s2s differentiates antiderivatives of order 1")
        found = passively(antiderivative_of, self.c, self.x)
        raised = self.c / rising(self.c, np.shape(self.c)[0], 1)
        steps = np.reshape(np.diff(self.x), (-1,) + (1,) * (np.ndim(self.c) - 2))
        gained = raised[0]
        for i in range(1, len(raised)):
            gained = gained * steps + raised[i]
        gained = gained * steps
        constants = np.cumsum(gained, axis=0) - gained
        c = as_value(np.concatenate((raised, constants[None]), axis=0), found)
        kept = False if isinstance(self.extrapolate, str) else self.extrapolate
        return Spline(c, self.x, kept, self.axis)

    def integrate(self, a: Any, b: Any, extrapolate: Any = None) -> Any:
        """The integral between two places."""
        chosen = self.extrapolate if extrapolate is None else extrapolate
        if isinstance(chosen, str):
            raise NotImplementedError(
                "s2s differentiates integrals of splines that are not periodic"
            )
        found = passively(integral_of, self.c, self.x, a, b, chosen, self.axis)
        sums = self.antiderivative()
        return as_value(sums(b, 0, chosen) - sums(a, 0, chosen), found)


def rising(c: Any, count: int, nu: int) -> Any:
    """What the powers of ``count`` coefficients give when they are differentiated ``nu`` times."""
    factors = scipy.special.poch(np.arange(count, 0, -1), nu)
    return np.reshape(factors, (-1,) + (1,) * (np.ndim(c) - 1))


def antiderivative_of(c: Any, x: Any) -> Any:
    """The coefficients that SciPy finds."""
    return scipy.interpolate.PPoly(c, x).antiderivative().c


def integral_of(c: Any, x: Any, a: Any, b: Any, extrapolate: Any, axis: int) -> Any:
    """The integral that SciPy finds."""
    return scipy.interpolate.PPoly.construct_fast(
        c, np.asarray(x, float), extrapolate, axis
    ).integrate(a, b)


@dataclass
class Grid:
    """``scipy.interpolate.RegularGridInterpolator``."""

    grid: Any
    values: Any
    method: Any
    bounds_error: Any
    fill_value: Any

    def __call__(self, xi: Any) -> Any:
        """The interpolated values, at rows of coordinates or at arrays of each coordinate."""
        if isinstance(xi, tuple):
            places = np.stack(np.broadcast_arrays(*xi), axis=-1)
        else:
            places = np.asarray(xi)
        if np.ndim(places) == 1:
            places = np.reshape(places, (-1, len(self.grid)))
        return grid_value(
            self.grid, self.values, places, self.method, self.bounds_error, self.fill_value
        )


def passive_points(points: Any) -> Any:
    """The points themselves: they have no derivative, which is an error where one is wanted."""
    return points


def spline_coefficients(x: Any, y: Any, axis: int, bc_type: Any) -> Any:
    """The coefficients of ``scipy.interpolate.CubicSpline``."""
    return scipy.interpolate.CubicSpline(x, y, axis, bc_type).c


def spline_coefficients_dot(dot: Any, x: Any, axis: int, bc_type: Any) -> Any:
    """The tangent of the coefficients. The two ends of what is periodic are one value: they move alike."""
    if isinstance(bc_type, str) and bc_type == "periodic":
        moved = np.moveaxis(np.asarray(dot), axis, 0)
        end = np.expand_dims((moved[0] + moved[-1]) / 2, 0)
        dot = np.moveaxis(np.concatenate((end, moved[1:-1], end)), 0, axis)
    return scipy.interpolate.CubicSpline(x, dot, axis, bc_type).c


def spline_system(x: Any, bc_type: Any) -> tuple[Any, Any]:
    """The equations for the slopes at the knots: banded matrix, and that of the right-hand side.

    The right-hand side is a banded matrix too, applied to the divided differences.
    """
    dx = np.diff(x)
    n = len(x)
    matrix, right = np.zeros((3, n)), np.zeros((3, n))
    matrix[1, 1:-1] = 2 * (dx[:-1] + dx[1:])
    matrix[0, 2:], matrix[2, :-2] = dx[:-1], dx[1:]
    # Row i of the right-hand side has the differences i - 1 and i.
    right[0, 1:-1], right[1, 1:-1] = 3 * dx[1:], 3 * dx[:-1]
    if bc_type == "natural":
        matrix[1, 0], matrix[0, 1], right[1, 0] = 2 * dx[0], dx[0], 3 * dx[0]
        matrix[1, -1], matrix[2, -2], right[0, -1] = 2 * dx[-1], dx[-1], 3 * dx[-1]
    elif bc_type == "clamped":
        matrix[1, 0], matrix[1, -1] = 1.0, 1.0
    else:
        first, last = x[2] - x[0], x[-1] - x[-3]
        matrix[1, 0], matrix[0, 1] = dx[1], first
        right[1, 0] = (dx[0] + 2 * first) * dx[1] / first
        right[2, 0] = dx[0] ** 2 / first
        matrix[1, -1], matrix[2, -2] = dx[-2], last
        right[0, -1] = (2 * last + dx[-1]) * dx[-2] / last
        right[2, -1] = dx[-1] ** 2 / last
    return matrix, right


def spline_coefficients_ct(ct: Any, x: Any, y: Any, axis: int, bc_type: Any) -> Any:
    """The cotangent of the values in ``spline_coefficients``.

    Raises:
        NotImplementedError: the condition at the ends has values of its own.
    """
    if not isinstance(bc_type, str):
        raise NotImplementedError("CubicSpline has a rule for bc_type given as one string only")
    y, x = np.moveaxis(np.asarray(y), axis, 0), np.asarray(x)
    if len(x) < 4 or bc_type == "periodic":
        unit = spline_coefficients_dot(np.eye(len(x)), x, 0, bc_type)
        return np.moveaxis(np.tensordot(unit, ct, ([0, 1], [0, 1])), 0, axis)
    tail = [1] * (np.ndim(y) - 1)
    dx = np.reshape(np.diff(x), [-1, *tail])
    # c = (t / dx, (slope - s0) / dx - t, s0, y0) with t = (s0 + s1 - 2 slope) / dx.
    t_bar = ct[0] / dx - ct[1]
    slope_bar = ct[1] / dx - 2 * t_bar / dx
    s_bar = np.zeros(np.shape(y))
    s_bar[:-1] += t_bar / dx - ct[1] / dx + ct[2]
    s_bar[1:] += t_bar / dx
    matrix, right = spline_system(x, bc_type)
    turned = np.zeros((3, len(x)))
    turned[0, 1:], turned[1], turned[2, :-1] = matrix[2, :-1], matrix[1], matrix[0, 1:]
    back = scipy.linalg.solve_banded((1, 1), turned, s_bar)
    weight = [np.reshape(row, [-1, *tail]) for row in right]
    slope_bar = slope_bar + weight[0][1:] * back[1:] + weight[1][:-1] * back[:-1]
    slope_bar[1] += weight[2][0] * back[0]
    slope_bar[-2] += weight[2][-1] * back[-1]
    y_bar = np.zeros(np.shape(y))
    y_bar[:-1] += ct[3] - slope_bar / dx
    y_bar[1:] += slope_bar / dx
    return np.moveaxis(y_bar, 0, axis)


def piecewise_value(c: Any, knots: Any, x: Any, nu: int, extrapolate: Any, axis: int) -> Any:
    """The value of a piecewise polynomial, or of a derivative of it."""
    made = scipy.interpolate.PPoly.construct_fast(c, np.asarray(knots, float), extrapolate, axis)
    return made(x, nu)


def piecewise_slope(
    ct: Any, c: Any, knots: Any, x: Any, nu: int, extrapolate: Any, axis: int
) -> Any:
    """The cotangent of the places at which a piecewise polynomial is evaluated."""
    share = ct * piecewise_value(c, knots, x, nu + 1, extrapolate, axis)
    rank = np.ndim(x)
    others = tuple([i for i in range(np.ndim(share)) if not axis <= i < axis + rank])
    return np.sum(share, others)


def piecewise_slope_dot(
    dot: Any, c: Any, knots: Any, x: Any, nu: int, extrapolate: Any, axis: int
) -> Any:
    """The tangent that the places' gives to a piecewise polynomial's value."""
    slope = piecewise_value(c, knots, x, nu + 1, extrapolate, axis)
    rest = np.ndim(slope) - axis - np.ndim(x)
    return slope * np.reshape(dot, np.shape(x) + (1,) * rest)


def piecewise_ct(ct: Any, c: Any, knots: Any, x: Any, nu: int, extrapolate: Any, axis: int) -> Any:
    """The cotangent of the coefficients of a piecewise polynomial."""
    places, count, knots = np.ravel(x), np.shape(c)[1], np.asarray(knots)
    rank = np.ndim(x)
    moved = np.moveaxis(ct, list(range(axis, axis + rank)), list(range(rank)))
    given = np.reshape(moved, (len(places), *np.shape(c)[2:]))
    if extrapolate == "periodic":
        places = knots[0] + np.mod(places - knots[0], knots[-1] - knots[0])
    cell = np.clip(np.searchsorted(knots, places, "right") - 1, 0, count - 1)
    if not extrapolate:
        inside = (places >= knots[0]) & (places <= knots[-1])
        given = np.where(np.reshape(inside, [-1] + [1] * (np.ndim(given) - 1)), given, 0.0)
    unit = places - knots[cell]
    order = np.shape(c)[0] - 1
    total = np.zeros(np.shape(c))
    for k in range(order + 1 - nu):
        power = order - k
        factor = float(np.prod(np.arange(power - nu + 1, power + 1))) * unit ** (power - nu)
        np.add.at(total[k], cell, np.reshape(factor, [-1] + [1] * (np.ndim(given) - 1)) * given)
    return total


def grid_value(
    grid: Any, values: Any, xi: Any, method: str, bounds_error: bool, fill_value: Any
) -> Any:
    """The values that ``scipy.interpolate.RegularGridInterpolator`` gives."""
    made = scipy.interpolate.RegularGridInterpolator(grid, values, method, bounds_error, fill_value)
    return made(xi)


def grid_corners(grid: Any, xi: Any, method: str, fill_value: Any) -> list[Any]:
    """The corners of the cell around each place: index, weight, slopes by the coordinates.

    Raises:
        NotImplementedError: the method is not linear.
    """
    if method != "linear":
        raise NotImplementedError("RegularGridInterpolator has a rule for the linear method only")
    places = np.asarray(xi)
    shares, slopes, index = [], [], []
    outside = np.zeros(np.shape(places)[:-1], bool)
    for i, axis in enumerate([np.asarray(axis) for axis in grid]):
        low = np.clip(np.searchsorted(axis, places[..., i], "right") - 1, 0, len(axis) - 2)
        step = axis[low + 1] - axis[low]
        share = (places[..., i] - axis[low]) / step
        shares.append((1 - share, share))
        slopes.append((-1 / step, 1 / step))
        index.append((low, low + 1))
        outside = outside | (places[..., i] < axis[0]) | (places[..., i] > axis[-1])
    inside = np.where(outside, 0.0 if fill_value is not None else 1.0, 1.0)
    found = []
    for number in range(2 ** len(grid)):
        sides = [(number >> i) & 1 for i in range(len(grid))]
        parts = [shares[i][side] for i, side in enumerate(sides)]
        turned = []
        for i, side in enumerate(sides):
            rest = parts[:i] + parts[i + 1 :]
            turned.append(np.prod(np.stack([slopes[i][side], *rest]), axis=0) * inside)
        weight = np.prod(np.stack(parts), axis=0) * inside
        place = tuple([index[i][side] for i, side in enumerate(sides)])
        found.append((place, weight, np.stack(turned, axis=-1)))
    return found


def grid_values_ct(ct: Any, grid: Any, values: Any, xi: Any, method: str, fill_value: Any) -> Any:
    """The cotangent of the values on the grid."""
    total = np.zeros(np.shape(values))
    for place, weight, _ in grid_corners(grid, xi, method, fill_value):
        spread = np.reshape(weight, np.shape(weight) + (1,) * (np.ndim(values) - len(grid)))
        share = np.reshape(ct, np.shape(weight) + np.shape(values)[len(grid) :])
        np.add.at(total, place, spread * share)
    return total


def grid_slopes(grid: Any, values: Any, xi: Any, method: str, fill_value: Any) -> Any:
    """The derivatives of interpolated numbers by the coordinates, which come last.

    Raises:
        NotImplementedError: the values on the grid are not numbers.
    """
    values = np.asarray(values)
    if np.ndim(values) != len(grid):
        raise NotImplementedError("RegularGridInterpolator has slopes for numbers only")
    total: Any = 0.0
    for place, _, slopes in grid_corners(grid, xi, method, fill_value):
        total = total + np.expand_dims(values[place], -1) * slopes
    return total


def cubic_spline(
    x: Any, y: Any, axis: int = 0, bc_type: Any = "not-a-knot", extrapolate: Any = None
) -> Any:
    """``scipy.interpolate.CubicSpline``."""
    default = "periodic" if bc_type == "periodic" else True
    chosen = default if extrapolate is None else extrapolate
    return Spline(spline_coefficients(x, y, axis, bc_type), x, chosen, axis)


def regular_grid(
    points: Any, values: Any, method: str = "linear", bounds_error: bool = True,
    fill_value: Any = float("nan"),
) -> Any:  # fmt: skip
    """``scipy.interpolate.RegularGridInterpolator``."""
    passive = passive_points(points), passive_points(fill_value)
    return Grid(passive[0], values, method, bounds_error, passive[1])


def line_value(
    knots: Any, y: Any, x: Any, kind: Any, axis: int, bounds_error: Any, fill_value: Any
) -> Any:
    """The values that ``scipy.interpolate.interp1d`` gives."""
    return scipy.interpolate.interp1d(knots, y, kind, axis, True, bounds_error, fill_value)(x)


def line_cells(knots: Any, y: Any, x: Any, kind: Any, fill_value: Any) -> tuple[Any, Any, Any, Any]:
    """The knots on both sides of each place, the share of the second, and its slope.

    Raises:
        NotImplementedError: the kind is not linear, or the values at the knots are not numbers.
    """
    if kind not in ("linear", 1) or np.ndim(y) != 1:
        raise NotImplementedError(
            "interp1d has a rule for the linear kind and numbers at the knots only"
        )
    order = np.argsort(knots, kind="stable")
    places = np.asarray(knots)[order]
    high = np.clip(np.searchsorted(places, x), 1, len(places) - 1)
    step = places[high] - places[high - 1]
    share = (x - places[high - 1]) / step
    outside = np.less(x, places[0]) | np.greater(x, places[-1])
    held = outside & (not isinstance(fill_value, str))
    return (
        order[high - 1],
        order[high],
        np.where(held, np.nan, share),
        np.where(held, 0.0, 1 / step),
    )


def line_values_ct(ct: Any, knots: Any, y: Any, x: Any, kind: Any, fill_value: Any) -> Any:
    """The cotangent of the values at the knots."""
    low, high, share, _ = line_cells(knots, y, x, kind, fill_value)
    held = np.isnan(share)
    total = np.zeros(np.shape(y))
    np.add.at(total, low, np.where(held, 0.0, ct * (1 - share)))
    np.add.at(total, high, np.where(held, 0.0, ct * share))
    return total


def line_slope(knots: Any, y: Any, x: Any, kind: Any, fill_value: Any) -> Any:
    """The derivative of the interpolated values by the places."""
    low, high, _, slope = line_cells(knots, y, x, kind, fill_value)
    y = np.asarray(y)
    return (y[high] - y[low]) * slope


def line_values_dot(dot: Any, knots: Any, y: Any, x: Any, kind: Any, fill_value: Any) -> Any:
    """The tangent that the values' at the knots gives."""
    low, high, share, _ = line_cells(knots, y, x, kind, fill_value)
    held = np.isnan(share)
    return np.where(held, 0.0, dot[low] + np.where(held, 0.0, share) * (dot[high] - dot[low]))

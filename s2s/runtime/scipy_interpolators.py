"""What stands for SciPy's interpolators: objects with the same attributes, and fewer methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.interpolate
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
        one = np.ndim(places) == 1
        if one:
            places = np.reshape(places, (-1, len(self.grid)))
        found = grid_value(
            self.grid, self.values, places, self.method, self.bounds_error, self.fill_value
        )
        # Coordinates that are numbers give a number: an array of rank 0.
        return np.reshape(found, np.shape(found)[1:]) if one and isinstance(xi, tuple) else found


def passive_points(points: Any) -> Any:
    """The points themselves: they have no derivative, which is an error where one is wanted."""
    return points


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


def piece_cells(c: Any, knots: Any, x: Any, extrapolate: Any) -> tuple[Any, Any]:
    """The piece in which each place lies, and the place as it is read there."""
    places, knots = np.ravel(x), np.asarray(knots)
    if extrapolate == "periodic":
        places = knots[0] + np.mod(places - knots[0], knots[-1] - knots[0])
    return np.clip(np.searchsorted(knots, places, "right") - 1, 0, np.shape(c)[1] - 1), places


def piecewise_ct(ct: Any, c: Any, knots: Any, x: Any, nu: int, extrapolate: Any, axis: int) -> Any:
    """The cotangent of the coefficients of a piecewise polynomial."""
    knots, rank = np.asarray(knots), np.ndim(x)
    moved = np.moveaxis(ct, list(range(axis, axis + rank)), list(range(rank)))
    given = np.reshape(moved, (np.size(x), *np.shape(c)[2:]))
    cell, places = piece_cells(c, knots, x, extrapolate)
    if not extrapolate:
        inside = (places >= knots[0]) & (places <= knots[-1])
        given = np.where(np.reshape(inside, [-1] + [1] * (np.ndim(given) - 1)), given, 0.0)
    unit = np.reshape(places - knots[cell], (-1, 1))
    order, given = np.shape(c)[0] - 1, np.reshape(given, (len(places), -1))
    width = given.shape[1]
    total = np.zeros((order + 1, np.shape(c)[1] * width))
    slots = np.ravel(np.reshape(cell * width, (-1, 1)) + np.arange(width))  # one axis is far faster
    for k in range(order + 1 - nu):
        power = order - k
        factor = float(np.prod(np.arange(power - nu + 1, power + 1))) * unit ** (power - nu)
        np.add.at(total[k], slots, np.ravel(factor * given))
    return np.reshape(total, np.shape(c))


def piecewise_knots_ct(
    ct: Any, c: Any, knots: Any, x: Any, nu: int, extrapolate: Any, axis: int
) -> Any:
    """The cotangent of the knots of a piecewise polynomial: a piece moves with the knot at its start.

    Where it is periodic, each period more moves the place back by the length of one.
    """
    share = np.ravel(piecewise_slope(ct, c, knots, x, nu, extrapolate, axis))
    cell, places = piece_cells(c, knots, x, extrapolate)
    total = np.zeros(np.shape(knots))
    np.add.at(total, cell, -share)
    around = np.sum(share * periods(knots, x, places))
    total[0] += around
    total[-1] -= around
    return total


def piecewise_knots_dot(
    dot: Any, c: Any, knots: Any, x: Any, nu: int, extrapolate: Any, axis: int
) -> Any:
    """The tangent that the knots' gives to a piecewise polynomial's value."""
    cell, places = piece_cells(c, knots, x, extrapolate)
    moved = dot[cell] - periods(knots, x, places) * (dot[0] - dot[-1])
    return -piecewise_slope_dot(
        np.reshape(moved, np.shape(x)), c, knots, x, nu, extrapolate, axis
    )  # fmt: skip


def periods(knots: Any, x: Any, places: Any) -> Any:
    """How many periods lie between places and where they are read."""
    return np.rint((np.ravel(x) - places) / (knots[-1] - knots[0]))


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
    lengths = np.shape(values)[: len(grid)]
    width = int(np.prod(np.shape(values)[len(grid) :]))
    total = np.zeros(np.size(values))
    for place, weight, _ in grid_corners(grid, xi, method, fill_value):
        share = np.reshape(weight, (-1, 1)) * np.reshape(ct, (-1, width))
        first = np.reshape(np.ravel_multi_index(place, lengths), (-1, 1)) * width
        np.add.at(
            total, np.ravel(first + np.arange(width)), np.ravel(share)
        )  # far faster by one axis
    return np.reshape(total, np.shape(values))


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


def polynomial_pieces(c: Any, x: Any, extrapolate: Any = None, axis: int = 0) -> Any:
    """``scipy.interpolate.PPoly`` of coefficients along the first two axes.

    Raises:
        NotImplementedError: they are along others.
    """
    if axis != 0:
        raise NotImplementedError("PPoly has a rule for coefficients along the first axes only")
    chosen = True if extrapolate is None else extrapolate
    return Spline(np.asarray(c) * 1.0, np.asarray(x) * 1.0, chosen, axis)


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

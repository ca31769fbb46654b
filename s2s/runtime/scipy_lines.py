"""What stands for ``scipy.interpolate.interp1d`` and ``griddata``: lines, steps, splines, triangles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.interpolate
import scipy.spatial

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_vector
from s2s.runtime.scipy_interpolators import line_value, passive_points, regular_grid
from s2s.runtime.scipy_splines import basis_coefficients, basis_value, spline_knots


@dataclass
class Line:
    """``scipy.interpolate.interp1d``."""

    x: Any
    y: Any
    _kind: Any
    axis: Any
    bounds_error: Any
    fill_value: Any

    def __call__(self, x: Any) -> Any:
        """The interpolated values."""
        kind = self._kind
        if np.ndim(self.y) != 1:
            return rows_between(
                self.x, self.y, x, kind, self.axis, self.bounds_error, self.fill_value
            )
        if kind in ("linear", 1):
            return line_value(
                self.x, self.y, x, kind, self.axis, self.bounds_error, self.fill_value
            )
        found = passively(
            line_value, self.x, self.y, x, kind, self.axis, self.bounds_error, self.fill_value
        )
        known = passively(values_by_one, self.x, self.y, x)
        if kind in ("nearest", "nearest-up", "previous", "next", "zero", 0):
            order = passively(steps_at, self.x, x, kind)
            moving = self.y[order] + 0.0 * x
        else:
            moving = spline_at(self.x, self.y, x, passively(degree_of, kind))
        if isinstance(self.fill_value, str):
            return as_value(moving, found)
        return as_value(np.where(known, moving, 0.0), found)


def interpolated_line(
    x: Any, y: Any, kind: Any = "linear", axis: int = -1, copy: bool = True,
    bounds_error: Any = None, fill_value: Any = float("nan"), assume_sorted: bool = False,
) -> Any:  # fmt: skip
    """``scipy.interpolate.interp1d``."""
    passive = passive_points(x), passive_points(fill_value)
    return Line(passive[0], y, kind, axis, bounds_error, passive[1])


def rows_between(
    knots: Any, y: Any, x: Any, kind: Any, axis: int, bounds_error: Any, fill_value: Any
) -> Any:
    """The interpolated values where those at the knots are arrays."""
    found = passively(line_value, knots, y, x, kind, axis, bounds_error, fill_value)
    low, high, start, step, known = passively(cells_between, knots, x, kind, fill_value)
    rows = np.moveaxis(np.asarray(y) * 1.0, axis, 0)
    places = np.reshape(x, -1)
    share = np.reshape((places - start) / step, (-1,) + (1,) * (np.ndim(rows) - 1))
    moving = np.where(
        np.reshape(known, np.shape(share)), (1 - share) * rows[low] + share * rows[high], 0.0
    )
    at = axis % np.ndim(y)
    lengths = np.shape(y)
    placed = np.reshape(
        np.moveaxis(moving, 0, at), (*lengths[:at], *np.shape(x), *lengths[at + 1 :])
    )
    return as_value(placed, found)


def cells_between(knots: Any, x: Any, kind: Any, fill_value: Any) -> tuple[Any, ...]:
    """The knots on both sides of each place, where they lie, and whether the value there moves.

    Raises:
        NotImplementedError: the kind is not linear.
    """
    if kind not in ("linear", 1):
        raise NotImplementedError(
            "interp1d of arrays at the knots has a rule for the linear kind only"
        )
    order, x = stable_order(knots), np.ravel(x)
    places = np.asarray(knots)[order]
    high = np.clip(np.searchsorted(places, x), 1, len(places) - 1)
    known = isinstance(fill_value, str) | ((x >= places[0]) & (x <= places[-1]))
    start = places[high - 1]
    return order[high - 1], order[high], start, places[high] - start, known


def values_by_one(knots: Any, y: Any, x: Any) -> Any:
    """Which places are between the knots.

    Raises:
        NotImplementedError: the values at the knots are arrays.
    """
    if np.ndim(y) != 1:
        raise NotImplementedError("interp1d has a rule for numbers at the knots only")
    return np.greater_equal(x, np.min(knots)) & np.less_equal(x, np.max(knots))


def steps_at(knots: Any, x: Any, kind: Any) -> Any:
    """The knot whose value an interpolator that steps gives at each place."""
    step = "previous" if kind in ("zero", 0) else kind
    numbers = np.arange(len(knots)) * 1.0
    chosen = scipy.interpolate.interp1d(knots, numbers, step, fill_value="extrapolate")(x)
    return np.where(np.isnan(chosen), 0, chosen).astype(int)


def degree_of(kind: Any) -> int:
    """The degree of the splines of a kind.

    Raises:
        NotImplementedError: the object was made before, and does not tell.
    """
    if kind == "spline":
        raise NotImplementedError(
            "s2s differentiates splines of interp1d that the function itself makes"
        )
    return {"slinear": 1, "quadratic": 2, "cubic": 3}[kind] if isinstance(kind, str) else int(kind)


def spline_at(knots: Any, y: Any, x: Any, degree: Any) -> Any:
    """The value of the spline through the points, in whatever order they are."""
    values = y[passively(stable_order, knots)]
    places = float_vector(passively(np.sort, knots))
    t = passively(spline_knots, places, values, degree, None, None, 0)
    c = basis_coefficients(values, places, degree, None, None, 0)
    return basis_value(c, t, degree, x, 0, True, 0)


def stable_order(knots: Any) -> Any:
    """The order in which SciPy sorts knots."""
    return np.argsort(knots, kind="stable")


def interpn(
    points: Any, values: Any, xi: Any, method: str = "linear", bounds_error: bool = True,
    fill_value: Any = float("nan"),
) -> Any:  # fmt: skip
    """``scipy.interpolate.interpn``."""
    found = passively(
        scipy.interpolate.interpn, points, values, xi, method, bounds_error, fill_value
    )
    moving = regular_grid(points, values, method, bounds_error, fill_value)(xi)
    return as_value(np.reshape(moving, np.shape(found)), found)


def griddata(
    points: Any, values: Any, xi: Any, method: str = "linear", fill_value: Any = float("nan"),
    rescale: bool = False,
) -> Any:  # fmt: skip
    """``scipy.interpolate.griddata`` of points in a plane or in space, linear or of the nearest."""
    places, beyond = passive_points(points), passive_points(fill_value)
    found = passively(griddata_of, places, values, xi, method, beyond, rescale)
    at = np.stack(np.broadcast_arrays(*xi), axis=-1) if isinstance(xi, tuple) else np.asarray(xi)
    corners, turns, centres, known = passively(triangles, places, at, method, rescale)
    shares = np.matmul(turns, np.expand_dims(at - centres, -1))[..., 0]
    last = 1.0 - np.sum(shares, axis=-1, keepdims=True)
    weights = np.concatenate((shares, last), axis=-1)
    moving = np.sum(weights * np.asarray(values)[corners], axis=-1)
    return as_value(np.where(known, moving, 0.0), found)


def griddata_of(
    points: Any, values: Any, xi: Any, method: str, fill_value: Any, rescale: bool
) -> Any:
    """What SciPy computes.

    Raises:
        NotImplementedError: the points are on a line, or the values are arrays.
    """
    if np.ndim(points) != 2 or np.shape(points)[1] < 2 or np.ndim(values) != 1:
        raise NotImplementedError(
            "griddata has a rule for numbers at points of two coordinates or more only"
        )
    return scipy.interpolate.griddata(points, values, xi, method, fill_value, rescale)


def triangles(points: Any, at: Any, method: str, rescale: bool) -> tuple[Any, Any, Any, Any]:
    """The corners around places, what turns places into shares of all but the last, from where.

    Raises:
        NotImplementedError: the method is neither linear nor that of the nearest point.
    """
    count = np.shape(points)[1]
    if method == "nearest":
        scale = np.ptp(points, axis=0) if rescale else 1.0
        nearest = scipy.spatial.cKDTree(points / scale).query(at / scale)[1]
        corners = np.repeat(nearest[..., None], count + 1, axis=-1)
        none = np.zeros((*np.shape(at)[:-1], count, count))
        return corners, none, np.zeros(np.shape(at)), np.ones(np.shape(at)[:-1], bool)
    if method != "linear":
        raise NotImplementedError("griddata has a rule for the linear method and the nearest only")
    if rescale:
        raise NotImplementedError("griddata has a rule without rescale only")
    mesh = scipy.spatial.Delaunay(points)
    simplex = mesh.find_simplex(at)
    return (
        mesh.simplices[simplex], mesh.transform[simplex, :count], mesh.transform[simplex, count],
        simplex >= 0,
    )  # fmt: skip

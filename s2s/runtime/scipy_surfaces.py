"""SciPy's splines over two variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.interpolate

from s2s.runtime.scipy_interpolators import passive_points


def bisplev(x: Any, y: Any, tck: Any, dx: Any = 0, dy: Any = 0) -> Any:
    """``scipy.interpolate.bisplev`` of knots, coefficients and degrees."""
    rows, columns, c, kx, ky = tck
    knots = passive_points(rows), passive_points(columns)
    return surface_value(passive_points(c), x, y, knots, (kx, ky), (dx, dy))


def surface_value(
    c: Any, x: Any, y: Any, knots: Sequence[Any], degrees: Sequence[int], nu: Sequence[int]
) -> Any:
    """The values that ``bisplev`` gives."""
    return scipy.interpolate.bisplev(x, y, (*knots, c, *degrees), *nu)


def surface_bases(x: Any, t: Any, k: int, nu: int) -> Any:
    """The basis splines at places: SciPy holds a place beyond the ends at the end."""
    t = np.asarray(t, dtype=float)
    places = np.clip(np.atleast_1d(x), t[k], t[-k - 1])
    return scipy.interpolate.BSpline(t, np.eye(len(t) - k - 1), k)(places, nu)


def slopes_of_bases(x: Any, t: Any, k: int, nu: int) -> Any:
    """The slopes of the basis splines in the places."""
    places = np.atleast_1d(x)
    inside = (places >= t[k]) & (places <= t[-k - 1])
    return np.where(inside[:, None], surface_bases(x, t, k, nu + 1), 0.0)


def surface_slopes(
    c: Any, x: Any, y: Any, knots: Sequence[Any], degrees: Sequence[int], nu: Sequence[int]
) -> tuple[Any, Any]:
    """The slopes of a surface in its places, along either variable: rows for x, columns for y."""
    rows, columns = (surface_bases(*four) for four in zip((x, y), knots, degrees, nu, strict=True))
    up, along = (slopes_of_bases(*four) for four in zip((x, y), knots, degrees, nu, strict=True))
    table = np.reshape(c, (rows.shape[1], columns.shape[1]))
    return up @ table @ columns.T, rows @ table @ along.T


def surface_x_ct(ct: Any, c: Any, x: Any, y: Any, knots: Any, degrees: Any, nu: Any) -> Any:
    """The cotangent of ``x`` in ``bisplev``."""
    slopes = surface_slopes(c, x, y, knots, degrees, nu)[0]
    return np.reshape(np.sum(np.reshape(ct, slopes.shape) * slopes, axis=1), np.shape(x))


def surface_y_ct(ct: Any, c: Any, x: Any, y: Any, knots: Any, degrees: Any, nu: Any) -> Any:
    """The cotangent of ``y`` in ``bisplev``."""
    slopes = surface_slopes(c, x, y, knots, degrees, nu)[1]
    return np.reshape(np.sum(np.reshape(ct, slopes.shape) * slopes, axis=0), np.shape(y))


def surface_x_dot(dot: Any, c: Any, x: Any, y: Any, knots: Any, degrees: Any, nu: Any) -> Any:
    """The tangent of ``bisplev`` by that of ``x``."""
    slopes = surface_slopes(c, x, y, knots, degrees, nu)[0]
    return as_surface(np.atleast_1d(dot)[:, None] * slopes)


def surface_y_dot(dot: Any, c: Any, x: Any, y: Any, knots: Any, degrees: Any, nu: Any) -> Any:
    """The tangent of ``bisplev`` by that of ``y``."""
    slopes = surface_slopes(c, x, y, knots, degrees, nu)[1]
    return as_surface(np.atleast_1d(dot) * slopes)


def as_surface(values: Any) -> Any:
    """Values at rows and columns as ``bisplev`` gives them: without the first axis of one row."""
    if len(values) > 1:
        return values
    return values[0] if len(values[0]) > 1 else values[0][0]

"""What stands for ``scipy.interpolate.CubicSpline``: its coefficients, and how they move."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.interpolate
import scipy.linalg

from s2s.runtime.guarded import as_value, passively
from s2s.runtime.scipy_interpolators import Spline, passive_points
from s2s.runtime.scipy_splines import hermite_pieces, rows_of


def cubic_spline(
    x: Any, y: Any, axis: int = 0, bc_type: Any = "not-a-knot", extrapolate: Any = None
) -> Any:
    """``scipy.interpolate.CubicSpline``."""
    default = "periodic" if bc_type == "periodic" else True
    chosen = default if extrapolate is None else extrapolate
    return Spline(spline_coefficients(x, y, axis, bc_type), x, chosen, axis)


def spline_coefficients(x: Any, y: Any, axis: int, bc_type: Any) -> Any:
    """The coefficients of ``scipy.interpolate.CubicSpline``."""
    return scipy.interpolate.CubicSpline(x, y, axis, bc_type).c


def spline_coefficients_dot(dot: Any, x: Any, axis: int, bc_type: Any) -> Any:
    """The tangent of the coefficients. The two ends of what is periodic are one value: they move alike."""
    if isinstance(bc_type, str) and bc_type == "periodic":
        moved = np.moveaxis(np.asarray(dot), axis, 0)
        end = np.expand_dims((moved[0] + moved[-1]) / 2, 0)
        dot = np.moveaxis(np.concatenate((end, moved[1:-1], end)), 0, axis)
    return scipy.interpolate.CubicSpline(x, dot, axis, still_ends(bc_type)).c


def still_ends(bc_type: Any) -> Any:
    """The same conditions at the ends, of slopes and curvatures that are 0."""
    if isinstance(bc_type, str):
        return bc_type
    return tuple([end if isinstance(end, str) else (end[0], 0.0 * end[1]) for end in bc_type])


def end_kinds(bc_type: Any) -> list[int]:
    """What is known at each of the two ends: the slope (1), the curvature (2), or nothing (0).

    >>> end_kinds("natural"), end_kinds(((1, 0.3), "not-a-knot"))
    ([2, 2], [1, 0])
    """
    names = {"not-a-knot": 0, "clamped": 1, "natural": 2}
    both = (bc_type, bc_type) if isinstance(bc_type, str) else bc_type
    return [names[end] if isinstance(end, str) else int(end[0]) for end in both]


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
    start, end = end_kinds(bc_type)
    if start == 2:
        matrix[1, 0], matrix[0, 1], right[1, 0] = 2 * dx[0], dx[0], 3 * dx[0]
    elif start == 1:
        matrix[1, 0] = 1.0
    else:
        first = x[2] - x[0]
        matrix[1, 0], matrix[0, 1] = dx[1], first
        right[1, 0] = (dx[0] + 2 * first) * dx[1] / first
        right[2, 0] = dx[0] ** 2 / first
    if end == 2:
        matrix[1, -1], matrix[2, -2], right[0, -1] = 2 * dx[-1], dx[-1], 3 * dx[-1]
    elif end == 1:
        matrix[1, -1] = 1.0
    else:
        last = x[-1] - x[-3]
        matrix[1, -1], matrix[2, -2] = dx[-2], last
        right[0, -1] = (2 * last + dx[-1]) * dx[-2] / last
        right[2, -1] = dx[-1] ** 2 / last
    return matrix, right


def spline_coefficients_ct(ct: Any, x: Any, y: Any, axis: int, bc_type: Any) -> Any:
    """The cotangent of the values in ``spline_coefficients``."""
    y, x = np.moveaxis(np.asarray(y), axis, 0), np.asarray(x)
    if len(x) < 4 or (isinstance(bc_type, str) and bc_type == "periodic"):
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


def coefficients_by_knots(x: Any, y: Any, axis: int, bc_type: Any) -> Any:
    """The coefficients, as they move with the knots too."""
    ends = passive_points(bc_type)
    found = passively(spline_coefficients, x, y, axis, ends)
    kinds = passively(known_ends, x, ends)
    knots, rows = np.asarray(x) * 1.0, np.moveaxis(np.asarray(y) * 1.0, axis, 0)
    slopes = slopes_by_knots(knots, rows, kinds, passively(end_values, ends))
    return as_value(hermite_pieces(knots, rows, slopes), found)


def known_ends(x: Any, bc_type: Any) -> list[int]:
    """What is known at the ends.

    Raises:
        NotImplementedError: the slopes at the knots are not given by one system with bands.
    """
    if len(x) < 4 or (isinstance(bc_type, str) and bc_type == "periodic"):
        raise NotImplementedError(
            "CubicSpline has a rule by its knots for four and more, and ends that are not periodic"
        )
    return end_kinds(bc_type)


def end_values(bc_type: Any) -> list[Any]:
    """The slopes and curvatures at the ends that are given."""
    both = (bc_type, bc_type) if isinstance(bc_type, str) else bc_type
    return [0.0 if isinstance(end, str) else end[1] for end in both]


def slopes_by_knots(x: Any, y: Any, kinds: list[int], values: list[Any]) -> Any:
    """The slopes of a cubic spline at its knots."""
    dx = np.diff(x)
    step = rows_of(dx, y)
    rise = np.diff(y, axis=0) / step
    first = end_equation(kinds[0], values[0], dx[0], dx[1], rise[0], rise[1], -0.5)
    last = end_equation(kinds[1], values[1], dx[-1], dx[-2], rise[-1], rise[-2], 0.5)
    inner = 3 * (step[1:] * rise[:-1] + step[:-1] * rise[1:])
    nothing = np.zeros(1)
    bands = np.stack((
        np.concatenate((nothing, np.reshape(first[1], (1,)), dx[:-1])),
        np.concatenate((np.reshape(first[0], (1,)), 2 * (dx[:-1] + dx[1:]), np.reshape(last[0], (1,)))),
        np.concatenate((dx[1:], np.reshape(last[1], (1,)), nothing)),
    ))  # fmt: skip
    right = np.concatenate((first[2][None], inner, last[2][None]))
    solved = scipy.linalg.solve_banded((1, 1), bands, np.reshape(right, (len(right), -1)))
    return np.reshape(solved, np.shape(right))


def end_equation(
    kind: int, value: Any, near: Any, next_step: Any, rise: Any, next_rise: Any, half: float
) -> tuple[Any, Any, Any]:
    """What the slope at an end, and that beside it, count in the equation there, and what they give."""
    if kind == 1:
        return 1.0 + 0.0 * near, 0.0 * near, value + 0.0 * rise
    if kind == 2:
        return 2.0 * near, 1.0 * near, 3.0 * near * rise + half * value * near**2
    both = near + next_step
    given = ((near + 2 * both) * next_step * rise + near**2 * next_rise) / both
    return 1.0 * next_step, both, given

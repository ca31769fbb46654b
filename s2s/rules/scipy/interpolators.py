"""SciPy's interpolators: classes, and what they compute.

An object of such a class is seen as one of ``s2s.runtime``'s, which has the same attributes.
"""

from __future__ import annotations

from s2s.rules.declare import composite, general, twin, zero
from s2s.rules.scipy import splines
from s2s.runtime.scipy_cubics import coefficients_by_knots, cubic_spline
from s2s.runtime.scipy_interpolators import Grid, Spline, polynomial_pieces, regular_grid
from s2s.runtime.scipy_lines import Line, griddata, interpn, interpolated_line
from s2s.runtime.scipy_splines import pchip_interpolate

assert splines  # imported for its effect: its rules are declared
twin("scipy.interpolate.CubicSpline", Spline)
twin("scipy.interpolate.PPoly", Spline)
composite("scipy.interpolate.PPoly", polynomial_pieces, may_raise=True)
composite("scipy.interpolate.pchip_interpolate", pchip_interpolate, may_raise=True)
twin("scipy.interpolate.interp1d", Line)
twin("scipy.interpolate.RegularGridInterpolator", Grid)
zero("s2s.runtime.rising")
composite("scipy.interpolate.CubicSpline", cubic_spline, may_raise=True)
composite("scipy.interpolate.RegularGridInterpolator", regular_grid, may_raise=True)
general(
    "s2s.runtime.spline_coefficients",
    vjp={"y": "rt.spline_coefficients_ct(ct, x, y, axis, bc_type)"},
    jvp={"y": "rt.spline_coefficients_dot(dot, x, axis, bc_type)"}, complex_ok=False, may_raise=True,
    source_function=coefficients_by_knots, whole=True,
)  # fmt: skip
composite("scipy.interpolate.interp1d", interpolated_line, may_raise=True)
composite("scipy.interpolate.interpn", interpn, may_raise=True)
composite("scipy.interpolate.griddata", griddata, may_raise=True)
_LINE = "knots, y, x, kind, fill_value"
general(
    "s2s.runtime.line_value",
    vjp={"y": f"rt.line_values_ct(ct, {_LINE})", "x": f"ct * rt.line_slope({_LINE})"},
    jvp={"y": f"rt.line_values_dot(dot, {_LINE})", "x": f"dot * rt.line_slope({_LINE})"},
    zeros=("knots", "fill_value", "kind"),  # the first two `passive_points` has refused
    complex_ok=False, may_raise=True,
)  # fmt: skip
_WHERE = "knots, x, nu, extrapolate, axis"
general(
    "s2s.runtime.piecewise_value",
    vjp={
        "c": f"rt.piecewise_ct(ct, c, {_WHERE})", "x": f"rt.piecewise_slope(ct, c, {_WHERE})",
        "knots": f"rt.piecewise_knots_ct(ct, c, {_WHERE})",
    },
    jvp={
        "c": f"rt.piecewise_value(dot, {_WHERE})", "x": f"rt.piecewise_slope_dot(dot, c, {_WHERE})",
        "knots": f"rt.piecewise_knots_dot(dot, c, {_WHERE})",
    },
    zeros=("extrapolate",),
    complex_ok=False, may_raise=True,
)  # fmt: skip
general("s2s.runtime.passive_points", vjp={}, jvp={}, view=("points",), may_raise=True, strict=True)
_GRID = "grid, values, xi, method, fill_value"
general(
    "s2s.runtime.grid_value",
    vjp={
        "values": f"rt.grid_values_ct(ct, {_GRID})",
        "xi": f"np.reshape(np.expand_dims(ct, -1) * rt.grid_slopes({_GRID}), np.shape(xi))",
    },
    jvp={
        "values": "rt.grid_value(grid, dot, xi, method, bounds_error,"
        " None if fill_value is None else 0.0)",
        "xi": f"np.reshape(np.sum(dot * rt.grid_slopes({_GRID}), axis=-1), np.shape(ans))",
    },
    zeros=("grid", "fill_value", "method"),  # the first two `passive_points` has refused
    complex_ok=False, may_raise=True,
)  # fmt: skip

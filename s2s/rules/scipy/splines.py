"""SciPy's splines, in the places and in the values at the knots."""

from __future__ import annotations

from s2s.rules.declare import composite, general, twin
from s2s.runtime import scipy_fitted as fitted
from s2s.runtime import scipy_splines as splines
from s2s.runtime import scipy_surfaces as surfaces
from s2s.runtime.scipy_interpolators import Spline

twin("scipy.interpolate.BSpline", splines.BasisSpline)
for _name in ("CubicHermiteSpline", "PchipInterpolator", "Akima1DInterpolator"):
    twin(f"scipy.interpolate.{_name}", Spline)
for _name, _made in (
    ("UnivariateSpline", fitted.univariate_spline),
    ("InterpolatedUnivariateSpline", fitted.interpolated_spline),
    ("LSQUnivariateSpline", fitted.least_spline),
):
    twin(f"scipy.interpolate.{_name}", fitted.FittedSpline)
    composite(
        f"scipy.interpolate.{_name}", _made, may_raise=True,
        unsupported=("bbox", "w") if _name == "UnivariateSpline" else ("bbox",),
    )  # fmt: skip
composite("scipy.interpolate.splint", fitted.splint, may_raise=True, unsupported=("full_output",))
composite("scipy.interpolate.splev", fitted.splev, may_raise=True)
composite(
    "scipy.interpolate.make_lsq_spline", splines.least_squares_spline, may_raise=True,
    builds=True, unsupported=("method",),
)  # fmt: skip
for _name, _text in (
    ("BSpline", "basis_spline"),
    ("CubicHermiteSpline", "hermite_spline"), ("PchipInterpolator", "pchip_spline"),
    ("Akima1DInterpolator", "akima_spline"),
):  # fmt: skip
    composite(f"scipy.interpolate.{_name}", getattr(splines, _text), may_raise=True)
composite(
    "scipy.interpolate.make_interp_spline",
    splines.interpolating_spline,
    may_raise=True,
    builds=True,
)
composite(
    "scipy.interpolate.splrep", fitted.splrep, may_raise=True,
    unsupported=("w", "xb", "xe", "task", "t", "full_output", "per"),
)  # fmt: skip
_PLACES = "t, k, x, nu, extrapolate, axis"
general(
    "s2s.runtime.basis_value",
    vjp={"c": f"rt.basis_ct(ct, c, {_PLACES})", "x": f"rt.basis_slope_at(ct, c, {_PLACES})"},
    jvp={"c": f"rt.basis_value(dot, {_PLACES})", "x": f"rt.basis_slope_dot(dot, c, {_PLACES})"},
    zeros=("t",),  # which `passive_points` has refused
    complex_ok=False, may_raise=True,
)  # fmt: skip
_FOUND = "x, k, t, bc_type, axis"
general(
    "s2s.runtime.basis_coefficients",
    vjp={"y": f"rt.basis_coefficients_ct(ct, y, {_FOUND})"},
    jvp={"y": f"rt.basis_coefficients_dot(dot, {_FOUND})"},
    complex_ok=False, may_raise=True,
)  # fmt: skip
_LEAST = "x, t, k, w, axis"
general(
    "s2s.runtime.least_coefficients",
    vjp={"y": f"rt.least_coefficients_ct(ct, y, {_LEAST})"},
    jvp={"y": f"rt.least_coefficients(dot, {_LEAST})"},
    complex_ok=False, may_raise=True,
)  # fmt: skip
general(
    "s2s.runtime.fitted_coefficients",
    vjp={"y": "rt.fitted_coefficients_ct(ct, y, x, k)"},
    jvp={"y": "rt.fitted_coefficients(dot, x, k)"},
    complex_ok=False, may_raise=True,
)  # fmt: skip
_FITTED = "t, k, x, nu, ext"
general(
    "s2s.runtime.fitted_value",
    vjp={
        "c": f"rt.fitted_ct(ct, c, {_FITTED})", "x": f"ct * rt.fitted_slope(c, {_FITTED})",
    },
    jvp={
        "c": f"rt.fitted_value(dot, {_FITTED})", "x": f"dot * rt.fitted_slope(c, {_FITTED})",
    },
    complex_ok=False, may_raise=True,
)  # fmt: skip
composite("scipy.interpolate.bisplev", surfaces.bisplev, may_raise=True)
_SURFACE = "c, x, y, knots, degrees, nu"
general(
    "s2s.runtime.surface_value",
    vjp={name: f"rt.surface_{name}_ct(ct, {_SURFACE})" for name in ("x", "y")},
    jvp={
        "x": f"rt.surface_x_dot(dot, {_SURFACE})", "y": f"rt.surface_y_dot(dot, {_SURFACE})",
    },
    zeros=("c", "knots"),  # which `passive_points` has refused
    complex_ok=False, may_raise=True,
)  # fmt: skip

"""Library functions that are differentiated through a plain Python text."""

from __future__ import annotations

from s2s.rules.declare import composite
from s2s.rules.prelude import (
    algebra,
    applied,
    arrays,
    basic,
    calculus,
    domains,
    draws,
    polynomials,
    series,
    statistics,
)

composite("functools.reduce", basic.reduce)
for _name in ("apply_along_axis", "apply_over_axes"):
    composite(f"numpy.{_name}", getattr(basic, _name), may_raise=True)
for _name in ("vectorize", "piecewise", "fromfunction", "fromiter", "ndenumerate"):
    composite(f"numpy.{_name}", getattr(applied, _name), may_raise=True)
composite("numpy.trapezoid", calculus.trapezoid)
composite("numpy.ix_", arrays.open_mesh, may_raise=True)
composite("numpy.trapz", calculus.trapezoid)
for _name in ("logspace", "geomspace", "kaiser"):
    composite(f"numpy.{_name}", getattr(calculus, _name))
for _name in (
    "polyval", "polyadd", "polysub", "polymul", "polydiv", "polyder", "polyint", "poly", "vander",
):  # fmt: skip
    composite(f"numpy.{_name}", getattr(polynomials, _name))
for _module, _name in (
    ("polynomial", "polyval"), ("chebyshev", "chebval"), ("legendre", "legval"),
    ("hermite", "hermval"), ("hermite_e", "hermeval"), ("laguerre", "lagval"),
):  # fmt: skip
    composite(f"numpy.polynomial.{_module}.{_name}", getattr(series, _name), may_raise=True)
composite("numpy.polyfit", polynomials.polyfit, may_raise=True)
for _name in (
    "average",
    "cov",
    "corrcoef",
    "histogram",
    "histogram2d",
    "histogramdd",
    "histogram_bin_edges",
):
    composite(f"numpy.{_name}", getattr(statistics, _name))
for _name in (
    "unique_values", "unique_all", "unique_counts", "unique_inverse", "union1d", "intersect1d", "setdiff1d", "setxor1d", "trim_zeros",
    "sort_complex",
):  # fmt: skip
    composite(f"numpy.{_name}", getattr(arrays, _name))
composite("numpy.random.choice", draws.choice_of_all, pure=False, may_raise=True)
composite("numpy.random.shuffle", draws.shuffle_of_all, pure=False, may_raise=True)
composite("numpy.random.permutation", draws.permutation_of_all, pure=False, may_raise=True)
for _name in ("cond", "matrix_power", "tensorinv", "tensorsolve"):
    composite(
        f"numpy.linalg.{_name}", getattr(algebra, _name), may_raise=True,
        zeros=("p",) if _name == "cond" else (),
    )  # fmt: skip
for _name in "sqrt log log10 log2 logn power arctanh arcsin arccos".split():
    composite(f"numpy.emath.{_name}", getattr(domains, _name), may_raise=True)

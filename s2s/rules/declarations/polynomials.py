"""NumPy's polynomials: objects, and the functions of ``numpy.polynomial`` on coefficients."""

from __future__ import annotations

from s2s.rules.declare import composite, general, linear, twin
from s2s.runtime import polynomials

twin("numpy.poly1d", polynomials.Poly1d)
composite("numpy.poly1d", polynomials.poly1d, may_raise=True)
for _module, _name, _twin, _text in (
    ("polynomial", "Polynomial", polynomials.Polynomial, polynomials.polynomial),
    ("chebyshev", "Chebyshev", polynomials.Chebyshev, polynomials.chebyshev),
    ("legendre", "Legendre", polynomials.Legendre, polynomials.legendre),
):
    twin(f"numpy.polynomial.{_module}.{_name}", _twin)
    composite(f"numpy.polynomial.{_module}.{_name}", _text, may_raise=True)
    composite(
        f"numpy.polynomial.{_module}.{_name}.fit", getattr(polynomials, f"{_module}_fit"),
        may_raise=True, unsupported=("full",),
    )  # fmt: skip
for _name in ("polyadd", "polysub", "polymul"):
    composite(f"numpy.polynomial.polynomial.{_name}", getattr(polynomials, _name), may_raise=True)
general("s2s.runtime.held", vjp={}, jvp={}, view=("domain",), may_raise=True)

# Derivatives, integrals and fits are linear in the coefficients or values: what they do with unit
# vectors is their matrix.
_BACK = "np.moveaxis(np.tensordot({0}, ct, ((0,), ({1},))), 0, {1})"
for _module, _short in (
    ("polynomial", "poly"), ("chebyshev", "cheb"), ("legendre", "leg"), ("hermite", "herm"),
    ("hermite_e", "herme"), ("laguerre", "lag"),
):  # fmt: skip
    _path = f"np.polynomial.{_module}.{_short}"
    _full = f"numpy.polynomial.{_module}.{_short}"
    linear(
        f"{_full}der", signature="c, m=1, scl=1, axis=0",
        c=_BACK.format(f"{_path}der(np.eye(np.shape(c)[axis]), m, scl)", "axis"),
    )  # fmt: skip
    linear(
        f"{_full}int", signature="c, m=1, k=[], lbnd=0, scl=1, axis=0",
        c=_BACK.format(f"{_path}int(np.eye(np.shape(c)[axis]), m, [], lbnd, scl)", "axis"),
        options={"constants": ("k",)},
    )  # fmt: skip
    linear(
        f"{_full}fit", signature="x, y, deg, rcond=None, full=False, w=None",
        y=_BACK.format(f"{_path}fit(x, np.eye(len(x)), deg, rcond, False, w)", "0"),
        options={"unsupported": ("full",), "complex_ok": False},
    )  # fmt: skip
    _slope = f"rt.basis_slope({_path}vander(x, deg), {_path}der(np.eye(deg + 1)))"
    general(
        f"{_full}vander", signature="x, deg",
        vjp={"x": f"np.sum(ct * {_slope}, -1)"}, jvp={"x": f"np.expand_dims(dot, -1) * {_slope}"},
    )  # fmt: skip
general(
    "s2s.runtime.basis_slope", signature="values, matrix",
    vjp={"values": "rt.basis_slope_ct(ct, values, matrix)"},
    jvp={"values": "rt.basis_slope(dot, matrix)"}, zeros=("matrix",),
)  # fmt: skip
linear(
    "s2s.runtime.basis_slope_ct", signature="ct_, values, matrix",
    ct_="rt.basis_slope(ct, matrix)", options={"zeros": ("values", "matrix")},
)  # fmt: skip

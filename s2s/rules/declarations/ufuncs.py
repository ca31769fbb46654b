"""NumPy's universal functions."""

from __future__ import annotations

from s2s.rules.declarations.operators import MOD_DOMAIN, POWER_DOMAIN, UFUNC_POWER
from s2s.rules.declare import elementwise, general, linear, zero
from s2s.rules.prelude.domains import complex_sign

_REAL = {"complex_ok": False}
_ABS = "np.conj(rt.over(x, ans)) if np.iscomplexobj(x) else np.sign(x)"

# Arithmetic
# What every universal function takes.
_KEYWORDS = "*, out=None, where=True, casting='same_kind', order='K', dtype=None, subok=True"
elementwise("numpy.add", x="1", y="1")
elementwise("numpy.subtract", x="1", y="-1")
elementwise("numpy.multiply", x="y", y="x")
elementwise("numpy.divide", x="1 / y", y="-ans / y", domain={"y": (0.5, 2)})
elementwise("numpy.power", x=UFUNC_POWER, y="rt.power_y(x, y, ans)", domain=POWER_DOMAIN)
elementwise("numpy.float_power", x=UFUNC_POWER, y="rt.power_y(x, y, ans)", domain=POWER_DOMAIN)
elementwise("numpy.remainder", x="1", y="-np.floor_divide(x, y)", domain=MOD_DOMAIN, options=_REAL)
elementwise("numpy.fmod", x="1", y="-np.rint((x - ans) / y)", domain=MOD_DOMAIN, options=_REAL)
elementwise("numpy.negative", x="-1")
elementwise("numpy.positive", x="1")
elementwise("numpy.reciprocal", x="-(ans**2)", domain=(0.5, 2))
elementwise("numpy.square", x="2 * x")
elementwise("numpy.sqrt", x="0.5 / ans", domain=(0.3, 4))
elementwise("numpy.cbrt", x="1 / (3 * ans**2)", domain=(0.3, 4), options=_REAL)
elementwise("numpy.absolute", x=_ABS)
elementwise("numpy.fabs", x="np.sign(x)", options=_REAL)
elementwise("numpy.hypot", x="rt.over(x, ans)", y="rt.over(y, ans)", options=_REAL)

# Exponentials and logarithms
elementwise("numpy.exp", x="ans")
elementwise("numpy.exp2", x="math.log(2) * ans")
elementwise("numpy.expm1", x="ans + 1")
elementwise("numpy.log", x="1 / x", domain=(0.3, 4))
elementwise("numpy.log2", x="1 / (x * math.log(2))", domain=(0.3, 4))
elementwise("numpy.log10", x="1 / (x * math.log(10))", domain=(0.3, 4))
elementwise("numpy.log1p", x="1 / (1 + x)", domain=(-0.5, 4))
elementwise("numpy.logaddexp", x="rt.log_share(x, y)", y="rt.log_share(y, x)", options=_REAL)
elementwise(
    "numpy.logaddexp2",
    x="rt.log_share(x * math.log(2), y * math.log(2))",
    y="rt.log_share(y * math.log(2), x * math.log(2))",
    options=_REAL,
)

# Trigonometry
elementwise("numpy.sin", x="np.cos(x)")
elementwise("numpy.cos", x="-np.sin(x)")
elementwise("numpy.tan", x="1 + ans**2", domain=(-1, 1))
# On the cuts of the complex plane the sign of a zero says which side is meant: 1 - x and x + 1 would lose it.
_ROOT = "(np.sqrt(-(x - 1)) * np.sqrt(-(-x - 1))) if np.iscomplexobj(x)"
elementwise(
    "numpy.arcsin", x=f"1 / {_ROOT} else 1 / np.sqrt(1 - x * x)", domain=(-0.9, 0.9)
)  # fmt: skip
elementwise(
    "numpy.arccos", x=f"-1 / {_ROOT} else -1 / np.sqrt(1 - x * x)", domain=(-0.9, 0.9)
)  # fmt: skip
elementwise("numpy.arctan", x="1 / (1 + x * x)")
elementwise(
    "numpy.arctan2", y="x / (x * x + y * y)", x="-y / (x * x + y * y)", options=_REAL,
    domain={"x": (0.3, 2), "y": (-2, 2)},
)  # fmt: skip
elementwise("numpy.sinh", x="np.cosh(x)")
elementwise("numpy.cosh", x="np.sinh(x)")
elementwise("numpy.tanh", x="1 - ans**2")
elementwise("numpy.arcsinh", x="1 / np.sqrt(x * x + 1)")
elementwise(
    "numpy.arccosh",
    x="1 / (np.sqrt(x - 1) * np.sqrt(-(-x - 1))) if np.iscomplexobj(x)"
    " else 1 / (np.sqrt(x - 1) * np.sqrt(x + 1))",
    domain=(1.2, 4),
)  # fmt: skip
elementwise("numpy.arctanh", x="1 / (1 - x * x)", domain=(-0.9, 0.9))
elementwise("numpy.degrees numpy.rad2deg", x="180 / math.pi", options=_REAL)
elementwise("numpy.radians numpy.deg2rad", x="math.pi / 180", options=_REAL)

# Choosing
elementwise(
    "numpy.maximum", x="np.where(x == y, 0.5, x > y)", y="np.where(x == y, 0.5, y > x)",
    options=_REAL,
)  # fmt: skip
elementwise(
    "numpy.minimum", x="np.where(x == y, 0.5, x < y)", y="np.where(x == y, 0.5, y < x)",
    options=_REAL,
)  # fmt: skip
# The one that is not nan wins, so comparing with the other one does not tell.
# Nor does comparing with the result, which a dtype or a buffer may have rounded.
for _name, _sign in (("fmax", ">"), ("fmin", "<")):
    _wins = f"np.where(x == y, 0.5, ({{0}} {_sign} {{1}}) | (({{0}} == {{0}}) & ({{1}} != {{1}})))"
    elementwise(f"numpy.{_name}", x=_wins.format("x", "y"), y=_wins.format("y", "x"), options=_REAL)
elementwise(
    "numpy.copysign", x="np.sign(x) * np.copysign(1, y)",
    signature=f"x, y, {_KEYWORDS}", options={"zeros": ("y",), "broadcasts": True, **_REAL},
)  # fmt: skip
elementwise(
    "numpy.heaviside", signature=f"x, y, {_KEYWORDS}", y="np.equal(x, 0)",
    options={"zeros": ("x",), "broadcasts": True, **_REAL},
)  # fmt: skip
elementwise(
    "numpy.nextafter", signature=f"x, y, {_KEYWORDS}", x="1",
    options={"zeros": ("y",), "broadcasts": True, **_REAL},
)  # fmt: skip
elementwise(
    "numpy.ldexp", signature=f"x, i, {_KEYWORDS}", x="np.ldexp(1.0, i)",
    options={"zeros": ("i",), "broadcasts": True, **_REAL},
)  # fmt: skip

# Complex numbers. conj, real and imag are linear over the real numbers only.
linear(
    "numpy.conjugate", signature=f"x, {_KEYWORDS}", x="np.conj(ct)",
    options={"unsupported": ("where",)},
)  # fmt: skip
# A part is real whatever is known of it; what a complex value gets is complex, as more adds to it.
linear(
    "numpy.real", signature="val", val="ct if np.isrealobj(val) else np.real(ct) + 0j",
    options={"view": ("val",)},
)  # fmt: skip
linear("numpy.imag", signature="val", val="-1j * np.real(ct)", options={"view": ("val",)})
general(
    "numpy.angle",
    signature="z, deg=False",
    vjp={"z": "ct * rt.angle_slope(z, deg)"},
    jvp={"z": "np.real(dot * rt.angle_slope(z, deg))"},
)
_AS_IT_IS = "np.real({0}) if np.isrealobj(ans) else {0}"
linear(
    "numpy.real_if_close", signature="a, tol=100", a=_AS_IT_IS.format("ct"),
    options={"view": ("a",), "tangents": {"a": _AS_IT_IS.format("dot")}},
)  # fmt: skip

# Two results
general(
    "numpy.divmod",
    signature="x, y",
    vjp={"x": "rt.divmod_first(ct, ans)", "y": "rt.divmod_ct(ct, ans)"},
    jvp={"x": "(0.0 * dot, dot)", "y": "(0.0 * dot, -ans[0] * dot)"},
    domain=MOD_DOMAIN,
    broadcasts=True,
    complex_ok=False,
)
general(
    "numpy.modf", signature="x", vjp={"x": "ct[0]"}, jvp={"x": "(dot, 0.0 * dot)"},
    domain=(1.2, 1.8), complex_ok=False,
)  # fmt: skip
general(
    "numpy.frexp", signature="x", vjp={"x": "np.ldexp(ct[0], -ans[1])"},
    jvp={"x": "(np.ldexp(dot, -ans[1]), 0 * ans[1])"}, domain=(1.2, 1.8), complex_ok=False,
)  # fmt: skip

# Smooth functions that are not universal functions, but map element by element too
elementwise("numpy.sinc", signature="x", x="rt.sinc_slope(x)")
elementwise("numpy.i0", signature="x", x="rt.bessel_i1(x)", options=_REAL)

zero(
    "numpy.floor numpy.ceil numpy.trunc numpy.rint numpy.fix numpy.round numpy.around"
    " numpy.floor_divide numpy.isnan numpy.isinf numpy.isfinite numpy.isneginf numpy.isposinf"
    " numpy.signbit numpy.equal numpy.not_equal numpy.less numpy.less_equal numpy.greater"
    " numpy.greater_equal numpy.logical_and numpy.logical_or numpy.logical_xor numpy.logical_not"
    " numpy.bitwise_and numpy.bitwise_or numpy.bitwise_xor numpy.invert numpy.bitwise_count"
    " numpy.left_shift numpy.right_shift numpy.gcd numpy.lcm numpy.isnat"
)
zero("numpy.sign", signature="x", complex_ok=False, source_function=complex_sign)
zero("numpy.spacing")

"""The standard library's math module.

Its functions take and give Python floats, whose arithmetic raises where NumPy's warns. A formula
therefore says itself what holds at a point where the function has a value but no finite slope.
"""

from __future__ import annotations

from s2s.rules.declare import elementwise, general, multilinear, zero

_RAISES = {"may_raise": True}

elementwise("math.exp", x="ans", may_raise=True)
elementwise("math.exp2", x="math.log(2) * ans", may_raise=True)
elementwise("math.expm1", x="ans + 1", may_raise=True)
general(
    "math.log",
    signature="x, base=None",
    vjp={
        "x": "ct / x if base is None else ct / (x * math.log(base))",
        "base": "-ct * ans / (base * math.log(base))",
    },
    jvp={
        "x": "dot / x if base is None else dot / (x * math.log(base))",
        "base": "-dot * ans / (base * math.log(base))",
    },
    domain={"x": (0.3, 4), "base": (1.5, 3)},
    may_raise=True,
)
elementwise("math.log2", x="1 / (x * math.log(2))", domain=(0.3, 4), may_raise=True)
elementwise("math.log10", x="1 / (x * math.log(10))", domain=(0.3, 4), may_raise=True)
elementwise("math.log1p", x="1 / (1 + x)", domain=(-0.5, 4), may_raise=True)
elementwise(
    "math.sqrt", x="0.5 / ans if ans else np.divide(0.5, ans)", domain=(0.3, 4), may_raise=True
)
elementwise(
    "math.cbrt", x="1 / (3 * ans * ans) if ans else np.divide(1.0, 3 * ans * ans)", domain=(0.3, 4)
)
elementwise("math.sin", x="math.cos(x)", may_raise=True)
elementwise("math.cos", x="-math.sin(x)", may_raise=True)
elementwise("math.tan", x="1 + ans * ans", domain=(-1, 1), may_raise=True)
elementwise(
    "math.asin", x="1 / math.sqrt(1 - x * x) if abs(x) != 1 else np.divide(1.0, np.sqrt(1 - x * x))",
    domain=(-0.9, 0.9), may_raise=True,
)  # fmt: skip
elementwise(
    "math.acos", x="-1 / math.sqrt(1 - x * x) if abs(x) != 1 else np.divide(-1.0, np.sqrt(1 - x * x))",
    domain=(-0.9, 0.9), may_raise=True,
)  # fmt: skip
elementwise("math.atan", x="1 / (1 + x * x)")
elementwise(
    "math.atan2",
    y="x / (x * x + y * y) if x or y else math.nan",
    x="-y / (x * x + y * y) if x or y else math.nan",
)
elementwise("math.sinh", x="math.cosh(x)", may_raise=True)
elementwise("math.cosh", x="math.sinh(x)", may_raise=True)
elementwise("math.tanh", x="1 - ans * ans")
elementwise("math.asinh", x="1 / math.sqrt(x * x + 1)")
elementwise(
    "math.acosh", x="1 / math.sqrt(x * x - 1) if x != 1 else np.divide(1.0, np.sqrt(x * x - 1))",
    domain=(1.2, 4), may_raise=True,
)  # fmt: skip
elementwise("math.atanh", x="1 / (1 - x * x)", domain=(-0.9, 0.9), may_raise=True)
elementwise("math.pow",
    x="rt.power_x(x, y) if not static(y) or 0 < y < 1 else y * x ** (y - 1) if y else 0.0",
    y="rt.power_y(x, y, ans)",
    domain={"x": (0.3, 3), "y": (-2, 3)}, may_raise=True,
)  # fmt: skip
elementwise("math.fabs", x="math.copysign(1.0, x) if x else 0.0")
elementwise(
    "math.copysign", x="math.copysign(1.0, x) * math.copysign(1.0, y) if x else 0.0",
    signature="x, y", options={"zeros": ("y",)},
)  # fmt: skip
elementwise(
    "math.fmod", x="1", y="-round((x - ans) / y)", domain={"x": (5.1, 5.9), "y": (1.8, 2.4)},
    may_raise=True,
)  # fmt: skip
elementwise(
    "math.remainder", x="1", y="-round((x - ans) / y)", domain={"x": (5.1, 5.9), "y": (1.9, 2.3)},
    may_raise=True,
)  # fmt: skip
elementwise("math.degrees", x="180 / math.pi")
elementwise("math.radians", x="math.pi / 180")
elementwise(
    "math.ldexp", signature="x, i", x="math.ldexp(1.0, i)", may_raise=True,
    options={"zeros": ("i",)},
)  # fmt: skip
elementwise("math.erf", x="2 / math.sqrt(math.pi) * math.exp(-x * x)")
elementwise("math.erfc", x="-2 / math.sqrt(math.pi) * math.exp(-x * x)")
elementwise("math.gamma", x="ans * rt.digamma(x)", domain=(0.5, 4), may_raise=True)
elementwise("math.lgamma", x="rt.digamma(x)", domain=(0.5, 4), may_raise=True)
elementwise("math.fma", x="y", y="x", z="1", may_raise=True)
general(
    "math.hypot",
    signature="*coordinates",
    vjp={"coordinates": "[ct * x / ans if ans else 0.0 for x in coordinates]"},
    jvp={"coordinates": "sum([x * d for x, d in zip(coordinates, dot)]) / ans if ans else 0.0"},
    each={"coordinates": "ct * each / ans if ans else 0.0"},
    structured=("coordinates",),
)
general(
    "math.dist",
    signature="p, q",
    vjp={"p": "rt.dist_ct(ct, ans, p, q)", "q": "rt.dist_ct(ct, ans, q, p)"},
    jvp={"p": "rt.dist_dot(dot, ans, p, q)", "q": "rt.dist_dot(dot, ans, q, p)"},
    structured=("p", "q"),
    may_raise=True,
)
general(
    "math.fsum",
    signature="seq",
    vjp={"seq": "rt.sum_ct(ct, seq)"},
    jvp={"seq": "math.fsum(dot)"},
    each={"seq": "ct"},
    structured=("seq",),
    may_raise=True,
)
general(
    "math.prod",
    signature="iterable, *, start=1",
    vjp={
        "iterable": "rt.product_ct(ct, iterable, start)",
        "start": "ct * math.prod(iterable)",
    },
    jvp={
        "iterable": "rt.product_dot(dot, iterable, start)",
        "start": "dot * math.prod(iterable)",
    },
    structured=("iterable",),
)
multilinear(
    "math.sumprod", signature="p, q", call="math.sumprod(p, q)",
    p="[ct * y for y in q]", q="[ct * x for x in p]",
    options={"structured": ("p", "q"), "may_raise": True},
)  # fmt: skip
general(
    "math.modf", signature="x", vjp={"x": "ct[0]"}, jvp={"x": "(dot, 0.0)"},
    domain={"x": (1.2, 1.8)},
)  # fmt: skip
general(
    "math.frexp", signature="x",
    vjp={"x": "math.ldexp(ct[0], -ans[1])"}, jvp={"x": "(math.ldexp(dot, -ans[1]), 0)"},
    domain={"x": (1.2, 1.8)},
)  # fmt: skip
zero(
    "math.floor math.ceil math.trunc math.isnan math.isinf math.isfinite math.isclose"
    " math.comb math.perm math.factorial math.gcd math.lcm math.isqrt math.isnormal"
    " math.issubnormal math.signbit",
    may_raise=True,
)

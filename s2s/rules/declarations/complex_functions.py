"""The standard library's cmath module: analytic functions of one complex number.

Real arguments are taken too, and give complex results.
"""

from __future__ import annotations

from s2s.rules.declare import elementwise, general, zero

elementwise("cmath.exp", x="ans", may_raise=True)
elementwise("cmath.sqrt", x="0.5 / ans if ans else np.inf", domain=(0.3, 4), may_raise=True)
elementwise("cmath.log10", x="1 / (x * math.log(10))", domain=(0.3, 4), may_raise=True)
elementwise("cmath.sin", x="complex(np.cos(x))", may_raise=True)
elementwise("cmath.cos", x="-complex(np.sin(x))", may_raise=True)
elementwise("cmath.tan", x="1 + ans * ans", domain=(-1, 1), may_raise=True)
elementwise("cmath.sinh", x="complex(np.cosh(x))", may_raise=True)
elementwise("cmath.cosh", x="complex(np.sinh(x))", may_raise=True)
elementwise("cmath.tanh", x="1 - ans * ans", may_raise=True)
elementwise("cmath.asin", x="1 / complex(np.cos(ans))", domain=(-0.9, 0.9), may_raise=True)
elementwise(
    "cmath.acos",
    x="-1 / complex(np.sin(ans)) if ans else -np.inf",
    domain=(-0.9, 0.9),
    may_raise=True,
)
elementwise("cmath.atan", x="1 / (1 + x * x)", may_raise=True)
elementwise("cmath.asinh", x="1 / complex(np.cosh(ans))", may_raise=True)
elementwise(
    "cmath.acosh", x="1 / complex(np.sinh(ans)) if ans else np.inf", domain=(1.2, 4), may_raise=True
)
elementwise("cmath.atanh", x="1 / (1 - x * x)", domain=(-0.9, 0.9), may_raise=True)
general(
    "cmath.log",
    signature="x, base=None",
    vjp={
        "x": "ct / x if base is None else ct / (x * complex(np.log(base)))",
        "base": "-ct * ans / (base * complex(np.log(base)))",
    },
    jvp={
        "x": "dot / x if base is None else dot / (x * complex(np.log(base)))",
        "base": "-dot * ans / (base * complex(np.log(base)))",
    },
    domain={"x": (0.3, 4), "base": (1.5, 3)},
    may_raise=True,
)
general(
    "cmath.phase",
    signature="x",
    vjp={"x": "ct * complex(rt.angle_slope(x, False))"},
    jvp={"x": "np.real(dot * complex(rt.angle_slope(x, False)))"},
    domain=(0.3, 4),
)
general(
    "cmath.polar",
    signature="x",
    vjp={
        "x": "(0 if ct[0] is None else ct[0] * complex(rt.over(np.conj(x), ans[0])))"
        " + (0 if ct[1] is None else ct[1] * complex(rt.angle_slope(x, False)))"
    },
    jvp={
        "x": "(np.real(dot * complex(rt.over(np.conj(x), ans[0]))), np.real(dot * complex(rt.angle_slope(x, False))))"
    },
    domain=(0.3, 4),
)
general(
    "cmath.rect",
    signature="r, phi",
    vjp={"r": "np.real(ct * complex(np.exp(1j * phi)))", "phi": "np.real(1j * ct * ans)"},
    jvp={"r": "dot * complex(np.exp(1j * phi))", "phi": "dot * (1j * ans)"},
)
zero("cmath.isnan cmath.isinf cmath.isfinite cmath.isclose")

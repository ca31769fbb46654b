"""Bessel, Airy, Kelvin, Struve and Mathieu functions. Source: DLMF, chapters 9 to 12 and 28.

By the order there is no closed form: the order has no derivative here.
"""

from __future__ import annotations

from s2s.rules.scipy.words import several, special

_VX = {"v": (0.3, 3.5), "z": (0.5, 4.0)}
_NX = {"n": (0, 3), "x": (0.5, 4.0)}
_X = (0.5, 4.0)

for _name in ("jv", "yv", "hankel1", "hankel2"):
    special(
        _name, "v, z", domain=_VX, analytic=True,
        z=f"(sc.{_name}(v - 1, z) - sc.{_name}(v + 1, z)) / 2",
    )  # fmt: skip
# For complex arguments these are scaled by a factor that is not analytic.
for _name in ("jve", "yve"):
    special(_name, "v, z", z=f"(sc.{_name}(v - 1, z) - sc.{_name}(v + 1, z)) / 2", domain=_VX)
for _name, _turn in (("hankel1e", "- 1j"), ("hankel2e", "+ 1j")):
    special(
        _name, "v, z", domain=_VX, analytic=True,
        z=f"(sc.{_name}(v - 1, z) - sc.{_name}(v + 1, z)) / 2 {_turn} * ans",
    )  # fmt: skip
special("iv", "v, z", z="(sc.iv(v - 1, z) + sc.iv(v + 1, z)) / 2", domain=_VX, analytic=True)
special("ive", "v, z", z="(sc.ive(v - 1, z) + sc.ive(v + 1, z)) / 2 - np.sign(z) * ans", domain=_VX)
special("kv", "v, z", z="-(sc.kv(v - 1, z) + sc.kv(v + 1, z)) / 2", domain=_VX, analytic=True)
special(
    "kve", "v, z", domain=_VX, analytic=True, z="ans - (sc.kve(v - 1, z) + sc.kve(v + 1, z)) / 2"
)  # fmt: skip
special("yn", "n, x", x="(sc.yv(n - 1, x) - sc.yv(n + 1, x)) / 2", domain=_NX)
special("kn", "n, x", x="-(sc.kv(n - 1, x) + sc.kv(n + 1, x)) / 2", domain=_NX)
# The order below costs a tenth of that two above (DLMF 10.6.2, 10.29.2); `ans / x` is a series at 0.
_J = "rt.over_x(ans, x, 1 / 2, -1 / 16, 1 / 384, -1 / 18432)"
_I = "rt.over_x(ans, x, 1 / 2, 1 / 16, 1 / 384, 1 / 18432)"
special("j0", x="-sc.j1(x)")
special("j1", x=f"sc.j0(x) - {_J}")
special("y0", x="-sc.y1(x)", domain=_X)
special("y1", x="sc.y0(x) - ans / x", domain=_X)
special("i0", x="sc.i1(x)")
special("i1", x=f"sc.i0(x) - {_I}")
special("i0e", x="sc.i1e(x) - np.sign(x) * ans")
special("i1e", x="sc.i0e(x) - rt.over_x(ans, x, 1 / 2) - np.sign(x) * ans")
special("k0", x="-sc.k1(x)", domain=_X)
special("k1", x="-sc.k0(x) - ans / x", domain=_X)
special("k0e", x="ans - sc.k1e(x)", domain=_X)
special("k1e", x="ans - sc.k0e(x) - ans / x", domain=_X)
for _name in ("jvp", "yvp", "ivp", "kvp", "h1vp", "h2vp"):
    special(
        _name, "v, z, n=1", z=f"sc.{_name}(v, z, n + 1)", domain=_VX, analytic=True
    )  # fmt: skip
for _name, _signs in (("jn", (1, -1)), ("yn", (1, -1)), ("in", (1, 1)), ("kn", (-1, -1))):
    special(
        f"spherical_{_name}", "n, z, derivative=False", domain={"n": (0, 3), "z": _X}, analytic=True,
        z=f"rt.spherical_slope(sc.spherical_{_name}, n, z, {_signs}, derivative)",
    )  # fmt: skip

special(
    "struve", "v, x", x="rt.struve_slope(sc.struve, v, x, -1)", domain={"v": (0.3, 3.5), "x": _X}
)
special(
    "modstruve", "v, x", x="rt.struve_slope(sc.modstruve, v, x, 1)",
    domain={"v": (0.3, 3.5), "x": _X},
)  # fmt: skip
special("itstruve0", x="sc.struve(0, x)", domain=_X)
special("itmodstruve0", x="sc.modstruve(0, x)", domain=_X)
special(
    "it2struve0", domain=_X,
    x="-rt.over_x(sc.struve(0, x), x, 2 / math.pi, -2 / (9 * math.pi), 2 / (225 * math.pi))",
)  # fmt: skip
special(
    "besselpoly", "a, lmb, nu", domain={"a": (0.3, 2.0), "lmb": (0.3, 2.0), "nu": (1.2, 3.0)},
    a="sc.besselpoly(a, lmb + 1, nu - 1) - sc.besselpoly(a, lmb + 1, nu + 1)",
)  # fmt: skip
several("itj0y0", "x", x="(sc.j0(x), sc.y0(x))", domain=_X)
several("iti0k0", "x", x="(sc.i0(x), sc.k0(x))", domain=_X)
several("it2j0y0", "x", x="((1 - sc.j0(x)) / x, -sc.y0(x) / x)", domain=_X)
several("it2i0k0", "x", x="((sc.i0(x) - 1) / x, -sc.k0(x) / x)", domain=_X)
several("airy", "z", z="(ans[1], z * ans[0], ans[3], z * ans[2])", analytic=True)
several(
    "airye", "z", domain=(0.3, 2.0),
    z="(ans[1] + np.sqrt(z) * ans[0], z * ans[0] + np.sqrt(z) * ans[1],"
    " ans[3] - np.sqrt(z) * ans[2], z * ans[2] - np.sqrt(z) * ans[3])",
)  # fmt: skip
several(
    "itairy", "x", x="(sc.airy(x)[0], sc.airy(x)[2], sc.airy(-x)[0], sc.airy(-x)[2])", domain=_X
)

# Kelvin functions: x**2 y'' + x y' = i x**2 y.
special("ber", x="sc.berp(x)")
special("bei", x="sc.beip(x)")
special("ker", x="sc.kerp(x)", domain=_X)
special("kei", x="sc.keip(x)", domain=_X)
special("berp", x="-sc.bei(x) - rt.over_x(ans, x, 0.0, -1 / 16, 0.0, 1 / 18432)", domain=_X)
special("beip", x="sc.ber(x) - rt.over_x(ans, x, 1 / 2, 0.0, -1 / 384)", domain=_X)
special("kerp", x="-sc.kei(x) - ans / x", domain=_X)
special("keip", x="sc.ker(x) - rt.zero_over(ans, x)", domain=_X)
several(
    "kelvin", "x", domain=_X,
    x="(ans[2], ans[3], 1j * ans[0] - ans[2] / x, 1j * ans[1] - ans[3] / x)",
)  # fmt: skip

# Solutions of second-order equations come with their derivative; the equation gives its own.
several(
    "pbdv pbvv", "v, x", x="(ans[1], (x**2 / 4 - v - 0.5) * ans[0])",
    domain={"v": (0.3, 2.0), "x": (-1.5, 1.5)},
)  # fmt: skip
several(
    "pbwa", "a, x", x="(ans[1], (a - x**2 / 4) * ans[0])",
    domain={"a": (0.3, 2.0), "x": (0.3, 1.5)},
)  # fmt: skip
_MATHIEU = {"m": (1, 3), "q": (0.5, 2.0), "x": (10.0, 60.0)}
for _name, _value in (("cem", "a"), ("sem", "b")):
    several(
        f"mathieu_{_name}",
        "m, q, x",
        domain=_MATHIEU,
        x="(math.pi / 180 * ans[1], math.pi / 180 * ans[0]"
        f" * (2 * q * sc.cosdg(2 * x) - sc.mathieu_{_value}(m, q)))",
    )
for _name, _value in (("modcem1", "a"), ("modcem2", "a"), ("modsem1", "b"), ("modsem2", "b")):
    several(
        f"mathieu_{_name}", "m, q, x", domain={**_MATHIEU, "x": (0.3, 1.5)},
        x=f"(ans[1], ans[0] * (sc.mathieu_{_value}(m, q) - 2 * q * np.cosh(2 * x)))",
    )  # fmt: skip

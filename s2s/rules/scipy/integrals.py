"""Exponential and elliptic integrals, hypergeometric and other functions. Source: DLMF, 6, 13-19."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.special

from s2s.rules.declare import composite
from s2s.rules.scipy.words import several, special
from s2s.runtime.guarded import as_value, passively


def elliprd(x: Any, y: Any, z: Any) -> Any:
    """``scipy.special.elliprd``, whose derivatives are those of its duplication; DLMF 19.36.1.

    A quotient of differences would do for the first one, but cancels where two arguments are close.
    """
    value = passively(scipy.special.elliprd, x, y, z)
    # The first step stands alone: a root of a 0 that stays 0 is not differentiated there.
    first, second, third = np.sqrt(x), np.sqrt(y), np.sqrt(z)
    more = first * second + second * third + third * first
    total, share = 3.0 / (third * (z + more)), 0.75
    a, b, c = (x + more) / 4, (y + more) / 4, (z + more) / 4
    for _ in range(8):  # each brings the three closer by a factor of 4
        first, second, third = np.sqrt(a), np.sqrt(b), np.sqrt(c)
        more = first * second + second * third + third * first
        total = total + share / (third * (c + more))
        share = share / 4
        a, b, c = (a + more) / 4, (b + more) / 4, (c + more) / 4
    mean = (a + b + 3 * c) / 5
    p, q = 1 - a / mean, 1 - b / mean
    r = -(p + q) / 3
    square = p * q - 6 * r * r
    cube = (3 * p * q - 8 * r * r) * r
    series = 1 - 3 / 14 * square + cube / 6 + 9 / 88 * square * square
    series = series - 9 / 22 * (p * q - r * r) * r * r - 9 / 52 * square * cube
    series = series + 3 / 26 * p * q * r * r * r
    return as_value(total + share / 3 * series / (mean * np.sqrt(mean)), value)


_POSITIVE = (0.4, 3.0)
_X = (-1.5, 1.5)
_XYZ = {"x": _POSITIVE, "y": _POSITIVE, "z": _POSITIVE}

special("expi", x="np.exp(x) / x", domain=_POSITIVE, analytic=True)
special("exp1", x="-np.exp(-x) / x", domain=_POSITIVE, analytic=True, guarded=True)
special("expn", "n, x", x="rt.expn_slope(n, x)", domain={"n": (0, 3), "x": _POSITIVE}, guarded=True)
special("spence", z="rt.spence_slope(z)", domain=_POSITIVE, analytic=True)
special("wrightomega", z="ans / (1 + ans)", analytic=True)
special(
    "lambertw", "z, k=0, tol=1e-08", z="1 / (np.exp(ans) * (1 + ans))", domain={"z": (0.3, 3.0)},
    analytic=True,
)  # fmt: skip
special(
    "wright_bessel", "a, b, x", x="sc.wright_bessel(a, a + b, x)",
    domain={"a": _POSITIVE, "b": _POSITIVE, "x": _POSITIVE},
)  # fmt: skip
special(
    "log_wright_bessel", "a, b, x", x="np.exp(sc.log_wright_bessel(a, a + b, x) - ans)",
    domain={"a": _POSITIVE, "b": _POSITIVE, "x": _POSITIVE},
)  # fmt: skip
special(
    "agm", domain=_POSITIVE, a="rt.agm_slope(a, b, ans, b)", b="rt.agm_slope(a, b, ans, -a)"
)  # fmt: skip
several(
    "sici",
    "x",
    x="(np.sinc(x / math.pi), rt.over_itself(np.cos(x), x))",
    domain=_POSITIVE,
    analytic=True,
)
several(
    "shichi",
    "x",
    x="(sc.spherical_in(0, x), rt.over_itself(np.cosh(x), x))",
    domain=_POSITIVE,
    analytic=True,
)
several(
    "fresnel", "z", z="(np.sin(math.pi / 2 * z**2), np.cos(math.pi / 2 * z**2))", domain=_X,
    analytic=True,
)  # fmt: skip
for _name, _i in (("modfresnelp", "1j"), ("modfresnelm", "-1j")):
    several(
        _name, "x", domain=_POSITIVE,
        x=f"(-np.exp({_i} * x**2),"
        f" -2 * {_i} * x * ans[1] - np.exp(-{_i} * math.pi / 4) / math.sqrt(math.pi))",
    )  # fmt: skip

special("ellipk", m="rt.ellipk_slope(m)", domain=(-1.0, 0.9))
special("ellipkm1", p="-rt.ellipkm1_slope(p)", domain=(0.1, 1.9))
special("ellipe", m="-sc.elliprd(0.0, 1 - m, 1.0) / 6", domain=(-1.0, 0.9))
special(
    "ellipkinc", domain={"phi": (-4.0, 4.0), "m": (-1.0, 0.9)},
    phi="1 / np.sqrt(1 - m * np.sin(phi)**2)", m="rt.ellipkinc_parameter(phi, m, ans)",
)  # fmt: skip
special(
    "ellipeinc", domain={"phi": (-4.0, 4.0), "m": (-1.0, 0.9)},
    phi="np.sqrt(1 - m * np.sin(phi)**2)", m="-rt.ellipd_incomplete(phi, m) / 2",
)  # fmt: skip
several(
    "ellipj", "u, m", domain={"u": (-1.5, 1.5), "m": (0.1, 0.9)},
    u="(ans[1] * ans[2], -ans[0] * ans[2], -m * ans[0] * ans[1], ans[2])",
    m="rt.ellipj_parameter_slopes(ans, m)",
)  # fmt: skip
special(
    "elliprc", domain={"x": _POSITIVE, "y": _POSITIVE},
    x="np.where(np.less(y, 0), (1 / np.sqrt(x) - ans) / (2 * (x - y)), -sc.elliprd(y, y, x) / 6)",
    y="np.where(np.less(y, 0), (ans - np.sqrt(x) / y) / (2 * (x - y)), -sc.elliprd(x, y, y) / 3)",
)  # fmt: skip
composite("scipy.special.elliprd", elliprd)
special(
    "elliprf", domain=_XYZ, analytic=True,
    x="-sc.elliprd(y, z, x) / 6", y="-sc.elliprd(x, z, y) / 6", z="-sc.elliprd(x, y, z) / 6",
)  # fmt: skip
special(
    "elliprg", domain=_XYZ, analytic=True,
    x="(sc.elliprf(x, y, z) - rt.elliprd_share(y, z, x)) / 4",
    y="(sc.elliprf(x, y, z) - rt.elliprd_share(x, z, y)) / 4",
    z="(sc.elliprf(x, y, z) - rt.elliprd_share(x, y, z)) / 4",
)  # fmt: skip

special(
    "hyp0f1", "v, z", z="sc.hyp0f1(v + 1, z) / v", domain={"v": _POSITIVE, "z": _X}, analytic=True
)  # fmt: skip
_ABX = {"a": _POSITIVE, "b": _POSITIVE, "x": _POSITIVE}
special(
    "hyp1f1", "a, b, x", x="a / b * sc.hyp1f1(a + 1, b + 1, x)", domain=_ABX, analytic=True
)  # fmt: skip
special("hyperu", "a, b, x", x="-a * sc.hyperu(a + 1, b + 1, x)", domain=_ABX)
special(
    "hyp2f1", "a, b, c, z", z="a * b / c * sc.hyp2f1(a + 1, b + 1, c + 1, z)",
    domain={"a": _POSITIVE, "b": _POSITIVE, "c": _POSITIVE, "z": (-0.7, 0.7)}, analytic=True,
)  # fmt: skip

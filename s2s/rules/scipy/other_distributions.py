"""Continuous distributions that are met less often, declared as those of ``distributions``.

Sources: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 2nd edition (1994).
"""

from __future__ import annotations

from s2s.rules.scipy.standard import Shape, Standard

_HALF = ("0.0", "np.inf")
_X = (0.6, 3.0)
_AB = (0.6, 3.0)
_LOG = "np.log(z)"
_MILLS = "np.exp(-(a * z)**2 / 2 - scipy.special.log_ndtr(a * z)) / math.sqrt(2 * math.pi)"
_INSIDE = "rt.normal_inside(a, b)"
_BESSEL = "scipy.special.i1e(b * z) / scipy.special.i0e(b * z)"
_LEFT = "(1 - c * z)"
_FALL = "np.exp(-rt.bent(z, c))"  # (1 - c * z)**(1 / c), which has a limit where c is 0
_RISE = f"{_FALL} * rt.bent_order(z, c)"
_MIXED = "z - 1 / K"
_TAIL = f"np.exp(-({_MIXED})**2 / 2 - scipy.special.log_ndtr({_MIXED})) / math.sqrt(2 * math.pi)"
_RATIO = "np.log(b / a)"
OTHERS = {
    "moyal": Standard("(np.exp(-z) - 1) / 2"),
    "skewnorm": Standard(
        f"a * {_MILLS} - z",
        {"a": Shape(
            f"z * {_MILLS}", "-np.exp(-z**2 * (1 + a**2) / 2) / (math.pi * (1 + a**2))", (-2.0, 2.0)
        )},
    ),
    "gennorm": Standard(
        "-beta * np.sign(z) * np.abs(z)**(beta - 1)",
        {"beta": Shape(
            "1 / beta + scipy.special.psi(1 / beta) / beta**2 - scipy.special.xlogy(np.abs(z)**beta, np.abs(z))",
            "rt.gennorm_order(beta, z)", (1.2, 3.0),
        )},
    ),
    "johnsonsu": Standard(
        "-z / (1 + z**2) - b * (a + b * np.arcsinh(z)) / np.sqrt(1 + z**2)",
        {
            "a": Shape("-(a + b * np.arcsinh(z))", "rt.normal_density(a + b * np.arcsinh(z))", (-1.0, 1.0)),
            "b": Shape(
                "1 / b - (a + b * np.arcsinh(z)) * np.arcsinh(z)",
                "rt.normal_density(a + b * np.arcsinh(z)) * np.arcsinh(z)", _AB,
            ),
        },
    ),
    "levy": Standard(
        "(0.5 / z - 1.5) / z", {}, _HALF, x=_X, product="0.5 / z - 1.5", low=("np.inf", "0.0")
    ),
    "wald": Standard(
        "(0.5 / z - 1.5) / z - 0.5", {}, _HALF, x=_X, product="0.5 / z - 1.5 - z / 2", low=("np.inf", "0.0")
    ),
    "invgauss": Standard(
        "(0.5 / z - 1.5) / z - 0.5 / mu**2",
        {"mu": Shape(
            "(z - mu) / mu**3",
            "-2 / mu**2 * np.exp(2 / mu + scipy.special.log_ndtr(-(z / mu + 1) / np.sqrt(z)))", _AB,
        )},
        _HALF, x=_X, product="0.5 / z - 1.5 - z / (2 * mu**2)", low=("np.inf", "0.0"),
    ),
    "fisk": Standard(
        "rt.zero_over(c - 1, z) - 2 * c * z**(c - 1) / (1 + z**c)",
        {"c": Shape(
            f"1 / c + {_LOG} * (1 - z**c) / (1 + z**c)", "scipy.special.xlogy(z**c, z) / (1 + z**c)**2", _AB
        )},
        _HALF, x=_X, product="c * (1 - z**c) / (1 + z**c) - 1", low=("c - 1", "2.0"),
    ),
    "invweibull": Standard(
        "(c * z**(-c) - c - 1) / z",
        {"c": Shape(
            f"1 / c + {_LOG} * (z**(-c) - 1)", f"np.where(np.equal(z, 0), 0.0, np.exp(-z**(-c)) * z**(-c) * {_LOG})", _AB
        )},
        _HALF, x=_X, product="c * z**(-c) - c - 1", low=("np.inf", "0.0"),
    ),
    "burr12": Standard(
        "rt.zero_over(c - 1, z) - (d + 1) * c * z**(c - 1) / (1 + z**c)",
        {
            "c": Shape(
                f"1 / c + {_LOG} * (1 - (d + 1) * z**c / (1 + z**c))",
                "d * (1 + z**c)**(-d - 1) * scipy.special.xlogy(z**c, z)", _AB,
            ),
            "d": Shape("1 / d - np.log1p(z**c)", "(1 + z**c)**(-d) * np.log1p(z**c)", _AB),
        },
        _HALF, x=_X, product="c - 1 - (d + 1) * c * z**c / (1 + z**c)", low=("c - 1", "2 * d"),
    ),
    "nakagami": Standard(
        "rt.zero_over(2 * nu - 1, z) - 2 * nu * z",
        {"nu": Shape(
            "np.log(nu) + 1 - scipy.special.psi(nu) + 2 * np.log(z) - z**2",
            "rt.gammainc_order(nu, nu * z**2) + np.where(np.equal(z, 0), 0.0, rt.gamma_density(nu, nu * z**2) * z**2)", _AB,
        )},
        _HALF, x=_X, product="2 * nu - 1 - 2 * nu * z**2", low=("2 * nu - 1", "2.0"),
    ),
    "gompertz": Standard(
        "1 - c * np.exp(z)",
        {"c": Shape("1 / c - np.expm1(z)", "np.expm1(z) * np.exp(-c * np.expm1(z))", _AB)},
        _HALF, x=(0.3, 1.5), loc=(-0.1, 0.1),
        hazard="c * np.exp(z)", reverse="c * np.exp(z) / np.expm1(c * np.expm1(z))",
    ),
    "genpareto": Standard(
        "-(1 + c) / (1 + c * z)",
        {"c": Shape(
            "(1 + c) * rt.bent_order(z, -c) - rt.bent(z, -c)",
            "-np.exp(-rt.bent(z, -c)) * rt.bent_order(z, -c)", (0.3, 1.5),
        )},
        ("0.0", "np.where(np.less(c, 0), -rt.over(1.0, c), np.inf)"), "0.0", x=_X,
    ),
    "arcsine": Standard(
        "(z - 0.5) / (z * (1 - z))", {}, ("0.0", "1.0"), "0.5", (0.2, 0.7), (0.0, 0.05),
        "(z - 0.5) / (1 - z)", low=("-0.5", "0.0"), high=("-0.5", "0.0"),
    ),
    "truncexpon": Standard(
        "-1.0", {"b": Shape("-1 / np.expm1(b)", "np.expm1(-z) / (-np.expm1(-b) * np.expm1(b))", (3.5, 6.0))},
        ("0.0", "b"), "0.0", (0.5, 2.0),
    ),
    "truncnorm": Standard(
        "-z",
        {
            "a": Shape(
                f"rt.normal_density(a) / {_INSIDE}",
                f"-rt.normal_density(a) * rt.normal_inside(z, b) / {_INSIDE}**2", (-2.5, -1.5),
            ),
            "b": Shape(
                f"-rt.normal_density(b) / {_INSIDE}",
                f"-rt.normal_density(b) * rt.normal_inside(a, z) / {_INSIDE}**2", (1.5, 2.5),
            ),
        },
        ("a", "b"), "np.clip(0.0, a, b)", (-0.7, 0.7),
    ),
    "loguniform": Standard(
        "-1 / z",
        {
            "a": Shape(f"1 / (a * {_RATIO})", f"-np.log(b / z) / (a * {_RATIO}**2)", (0.2, 0.4)),
            "b": Shape(f"-1 / (b * {_RATIO})", f"-np.log(z / a) / (b * {_RATIO}**2)", (4.0, 6.0)),
        },
        ("a", "b"), "a", (1.0, 2.0), (-0.1, 0.1),
    ),
    "triang": Standard(
        "np.where(z < c, rt.zero_over(1.0, z), -rt.zero_over(1.0, 1 - z))",
        {"c": Shape(
            "np.where(z < c, -1 / c, 1 / (1 - c))", "np.where(z < c, -(z / c)**2, -((1 - z) / (1 - c))**2)", (0.75, 0.9)
        )},
        ("0.0", "1.0"), "0.5", (0.2, 0.6), (0.0, 0.05), "np.where(z < c, 1.0, -z * rt.zero_over(1.0, 1 - z))",
        low=("1.0", "2 / c"), high=("1.0", "-2 / (1 - c)"),
    ),
    "rice": Standard(
        f"1 / z - z + b * {_BESSEL}",
        {"b": Shape(f"z * {_BESSEL} - b", "-z * np.exp(-(z - b)**2 / 2) * scipy.special.i1e(b * z)", _AB)},
        _HALF, x=_X, product=f"1 - z**2 + b * z * {_BESSEL}", low=("1.0", "np.exp(-b**2 / 2)"),
    ),
    "genextreme": Standard(
        f"({_FALL} - 1 + c) / {_LEFT}",
        {"c": Shape(
            f"rt.bent_order(z, c) * ({_FALL} - 1 + c) + rt.bent(z, c)", f"np.exp(-{_FALL}) * {_RISE}", (0.1, 0.4)
        )},
        ("np.where(np.less(c, 0), rt.over(1.0, c), -np.inf)", "np.where(np.greater(c, 0), rt.over(1.0, c), np.inf)"), "0.0", x=(-1.0, 1.0),
    ),
    "exponnorm": Standard(
        f"{_TAIL} - 1 / K",
        {"K": Shape(
            f"({_TAIL} + z - 1 / K) / K**2 - 1 / K",
            f"-(np.exp(0.5 / K**2 - z / K + scipy.special.log_ndtr({_MIXED})) * ({_MIXED}) + rt.normal_density(z)) / K**2",
            _AB,
        )},
    ),
    "loggamma": Standard(
        "c - np.exp(z)", {"c": Shape("z - scipy.special.psi(c)", "rt.gammainc_order(c, np.exp(z))", _AB)}
    ),
    "betaprime": Standard(
        "rt.zero_over(a - 1, z) - (a + b) / (1 + z)",
        {
            "a": Shape(
                f"{_LOG} - np.log1p(z) - scipy.special.psi(a) + scipy.special.psi(a + b)",
                "rt.betainc_first(a, b, z / (1 + z))", _AB,
            ),
            "b": Shape(
                "-np.log1p(z) - scipy.special.psi(b) + scipy.special.psi(a + b)",
                "rt.betainc_second(a, b, z / (1 + z))", _AB,
            ),
        },
        _HALF, x=_X, product="a - 1 - (a + b) * z / (1 + z)", low=("a - 1", "b * (b + 1)"),
    ),
}  # fmt: skip

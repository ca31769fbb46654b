"""Continuous distributions of ``scipy.stats``: densities, distribution functions, quantiles.

A distribution is declared by what its standard form, with location 0 and scale 1, has: the
derivative of the logarithm of the density by ``z`` and by the shape parameters, and that of the
distribution function by the shape parameters. Outside of the support the derivative is 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from s2s.rules.declare import elementwise, general
from s2s.rules.scipy.other_distributions import OTHERS
from s2s.rules.scipy.standard import Shape, Standard
from s2s.rules.scipy.words import Domains

_UNIT = {"loc": (-0.3, 0.3), "scale": (0.8, 1.5)}


_POSITIVE = ("0.0", "np.inf")
_AB = (0.6, 3.0)
_PSI = "scipy.special.psi"
_NORM_Z = "(np.log(z) / s)"
# SciPy's densities of these are 0 at infinity; of others some are nan.
_ENDLESS = frozenset({"norm", "cauchy", "laplace", "logistic", "hypsecant", "t"})
STANDARD = {
    "norm": Standard(
        "-z", hazard="math.sqrt(2 / math.pi) / scipy.special.erfcx(z / math.sqrt(2))"
    ),
    "cauchy": Standard("-2 * z / (1 + z**2)"),
    "laplace": Standard("-np.sign(z)"),
    "logistic": Standard("-np.tanh(z / 2)"),
    "gumbel_r": Standard(
        "np.exp(-z) - 1",
        hazard="1 / scipy.special.exprel(np.exp(-z))", reverse="np.exp(-z)",
    ),
    "gumbel_l": Standard(
        "1 - np.exp(z)", hazard="np.exp(z)", reverse="1 / scipy.special.exprel(np.exp(z))"
    ),
    "hypsecant": Standard("-np.tanh(z)"),
    "t": Standard(
        "-(df + 1) * z / (df + z**2)",
        {"df": Shape("rt.student_log_order(df, z)", "rt.student_order(df, z)", (1.5, 6.0))},
    ),
    "expon": Standard("-1.0", {}, _POSITIVE, x=(0.6, 3.0)),
    "halfnorm": Standard("-z", {}, _POSITIVE, x=(0.6, 3.0)),
    "halfcauchy": Standard("-2 * z / (1 + z**2)", {}, _POSITIVE, x=(0.6, 3.0)),
    "rayleigh": Standard(
        "1 / z - z", {}, _POSITIVE, x=(0.6, 3.0), product="1 - z**2", low=("1.0", "1.0")
    ),
    "maxwell": Standard(
        "2 / z - z", {}, _POSITIVE, x=(0.6, 3.0), product="2 - z**2", low=("2.0", "0.0")
    ),
    "gamma": Standard(
        "rt.zero_over(a - 1, z) - 1",
        {"a": Shape(f"np.log(z) - {_PSI}(a)", "rt.gammainc_order(a, z)", _AB)},
        _POSITIVE, x=(0.6, 3.0), product="a - 1 - z", low=("a - 1", "1.0"),
    ),
    "invgamma": Standard(
        "(1 / z - (a + 1)) / z",
        {"a": Shape(f"-np.log(z) - {_PSI}(a)", "-rt.gammainc_order(a, 1 / z)", _AB)},
        _POSITIVE, x=(0.6, 3.0), product="1 / z - (a + 1)", low=("np.inf", "0.0"),
    ),
    "chi2": Standard(
        "rt.zero_over(df / 2 - 1, z) - 0.5",
        {"df": Shape(
            f"(np.log(z / 2) - {_PSI}(df / 2)) / 2", "rt.gammainc_order(df / 2, z / 2) / 2", _AB
        )},
        _POSITIVE, x=(0.6, 3.0), product="(df - z) / 2 - 1", low=("df / 2 - 1", "0.25"),
    ),
    "chi": Standard(
        "rt.zero_over(df - 1, z) - z",
        {"df": Shape(
            f"np.log(z / math.sqrt(2)) - {_PSI}(df / 2) / 2",
            "rt.gammainc_order(df / 2, z**2 / 2) / 2", _AB,
        )},
        _POSITIVE, x=(0.6, 3.0), product="df - 1 - z**2", low=("df - 1", "1.0"),
    ),
    "lognorm": Standard(
        "-(1 + np.log(z) / s**2) / z",
        {"s": Shape(
            f"({_NORM_Z}**2 - 1) / s",
            f"-rt.normal_moment({_NORM_Z}) / s", (0.4, 1.5),
        )},
        _POSITIVE, x=(0.6, 3.0), product="-(1 + np.log(z) / s**2)", low=("np.inf", "0.0"),
    ),
    "weibull_min": Standard(
        "rt.zero_over(c - 1, z) - c * z**(c - 1)",
        {"c": Shape(
            "1 / c + np.log(z) * (1 - z**c)", "np.exp(-z**c) * scipy.special.xlogy(z**c, z)", (0.7, 2.5)
        )},
        _POSITIVE, x=(0.6, 3.0), product="c - 1 - c * z**c", low=("c - 1", "2.0"),
    ),
    "pareto": Standard(
        "-(b + 1) / z", {"b": Shape("1 / b - np.log(z)", "scipy.special.xlogy(z**(-b), z)", _AB)},
        ("1.0", "np.inf"), "2.0", (2.2, 4.0),
    ),
    "lomax": Standard(
        "-(c + 1) / (1 + z)",
        {"c": Shape("1 / c - np.log1p(z)", "(1 + z)**(-c) * np.log1p(z)", _AB)},
        _POSITIVE, x=(0.6, 3.0),
    ),
    "powerlaw": Standard(
        "rt.zero_over(a - 1, z)", {"a": Shape("1 / a + np.log(z)", "scipy.special.xlogy(z**a, z)", _AB)},
        ("0.0", "1.0"), "0.5", (0.2, 0.7), (0.0, 0.05), "a - 1", low=("a - 1", "2.0"),
    ),
    "beta": Standard(
        "rt.zero_over(a - 1, z) - rt.zero_over(b - 1, 1 - z)",
        {
            "a": Shape(f"np.log(z) - {_PSI}(a) + {_PSI}(a + b)", "rt.betainc_first(a, b, z)", _AB),
            "b": Shape(
                f"np.log1p(-z) - {_PSI}(b) + {_PSI}(a + b)", "rt.betainc_second(a, b, z)", _AB
            ),
        },
        ("0.0", "1.0"), "0.5", (0.2, 0.7), (0.0, 0.05), "a - 1 - z * rt.zero_over(b - 1, 1 - z)",
        low=("a - 1", "b * (b + 1)"), high=("b - 1", "-a * (a + 1)"),
    ),
    "f": Standard(
        "rt.zero_over(dfn / 2 - 1, z) - (dfn + dfd) * dfn / (2 * (dfd + dfn * z))",
        {
            "dfn": Shape(
                "rt.f_log_order(dfn, dfd, z)", "rt.fdtr_first(dfn, dfd, z)", (1.5, 5.0)
            ),
            "dfd": Shape(
                "rt.f_log_second_order(dfn, dfd, z)", "rt.fdtr_second(dfn, dfd, z)", (1.5, 5.0)
            ),
        },
        _POSITIVE, x=(0.6, 3.0), product="dfn / 2 - 1 - (dfn + dfd) * dfn * z / (2 * (dfd + dfn * z))", low=("dfn / 2 - 1", "4 * (dfd + 2) / dfd"),
    ),
    "uniform": Standard("0.0", {}, ("0.0", "1.0"), "0.5", (0.2, 0.7), (0.0, 0.05)),
    "vonmises": Standard(
        "-kappa * np.sin(z)",
        {"kappa": Shape(
            "np.cos(z) - scipy.special.i1e(kappa) / scipy.special.i0e(kappa)", None, (0.5, 3.0)
        )},
    ),
}  # fmt: skip


def _place(standard: Standard, variable: str) -> str:
    if standard.support is None:
        return f"(({variable} - loc) / scale)"
    low, high = standard.support
    return f"rt.standard({variable}, loc, scale, {low}, {high}, {standard.inside})"


def _located(standard: Standard, formula: str, variable: str) -> str:
    """A formula of the standard form at the place where ``variable`` is."""
    return re.sub(r"\bz\b", lambda _: _place(standard, variable), formula)


def _supported(standard: Standard, formula: str, variable: str) -> str:
    if standard.support is None:
        return formula
    low, high = standard.support
    return f"rt.supported({formula}, {variable}, loc, scale, {low}, {high})"


def _ends(standard: Standard) -> list[tuple[str, str, str]]:
    """How far each end is at which the density is not finite or 0, its power there, and its slope."""
    pairs = zip(standard.support or (), (standard.low, standard.high), strict=False)
    return [(f"z - {end}", *about) for end, about in pairs if about[0] != "0.0"]


def _bounded(standard: Standard, formula: str) -> str:
    """A formula, and 0 at an end where it is 0 times infinity."""
    for gap, _, _ in _ends(standard):
        formula = f"rt.at_end({formula}, {gap}, 0.0)"
    return formula


def _log_density(standard: Standard) -> dict[str, str]:
    score = f"({standard.score})"
    found = {
        "x": f"{score} / scale",
        **{name: shape.density for name, shape in standard.shapes.items()},
        "loc": f"-{score} / scale",
        "scale": f"-(1 + {standard.product or f'z * {score}'}) / scale",
    }
    return _placed(standard, found)


def _reaches(standard: Standard) -> bool:
    """Whether the support has no end."""
    return standard.support is None or standard.support[1].endswith(("np.inf", "np.inf)"))


def _far(formula: str) -> str:
    """A formula, and 0 at infinity where it is 0 times infinity."""
    return f"rt.at_infinity({formula}, x, ans)"


def _density(standard: Standard) -> dict[str, str]:
    """The derivatives of the density: ``ans`` times those of its logarithm, or their limits at an end."""
    slope = _far(f"ans * ({standard.score})")
    for gap, power, limit in _ends(standard):
        steep = "np.inf" if gap == "z - 0.0" else "-np.inf"
        slope = f"rt.at_end({slope}, {gap}, rt.end_slope({power}, ({limit}) / scale, {steep}))"
    found = {
        "x": f"{slope} / scale",
        **{p: _bounded(standard, _far(f"ans * ({s.density})")) for p, s in standard.shapes.items()},
        "loc": f"-{slope} / scale",
        "scale": f"-(ans + {_bounded(standard, _far(f'z * {slope}'))}) / scale",
    }
    return _placed(standard, found)


def _placed(standard: Standard, found: Mapping[str, str]) -> dict[str, str]:
    return {
        name: _supported(standard, f"({_located(standard, text, 'x')})", "x")
        for name, text in found.items()
    }


def distribution_slopes(name: str, standard: Standard, variable: str) -> dict[str, str]:
    """The derivatives of the distribution function at the place ``variable``."""
    shapes = "".join(f"{shape}, " for shape in standard.shapes)
    density = f"scipy.stats.{name}.pdf({variable}, {shapes}loc, scale)"
    if name not in _ENDLESS and _reaches(standard):
        density = f"rt.at_infinity({density}, {variable}, 0.0)"
    found = {"x": density}
    for shape, about in standard.shapes.items():
        if about.distribution is not None:
            text = f"({_located(standard, about.distribution, variable)})"
            if _reaches(standard):
                text = f"rt.at_infinity({text}, {variable}, 0.0)"
            found[shape] = _supported(standard, text, variable)
    found["loc"] = f"-{density}"
    moved = f"rt.moved({variable}, loc, scale, {density})"
    steep = standard.low[0] not in ("0.0", "np.inf")  # the density may be infinite, but 0 * it is 0
    found["scale"] = f"-rt.at_end({moved}, {variable} - loc, 0.0)" if steep else f"-{moved}"
    return found


def _declare(name: str, method: str, standard: Standard, partials: Mapping[str, str]) -> None:
    variable = "q" if method in ("ppf", "isf") else "x"
    shapes = "".join(f"{shape}, " for shape in standard.shapes)
    domain: dict[str, tuple[float, float]] = {
        variable: (0.1, 0.9) if variable == "q" else standard.x,
        **{shape: about.domain for shape, about in standard.shapes.items()},
        **_UNIT, "loc": standard.loc,
    }  # fmt: skip
    tried: Domains = domain
    elementwise(
        f"scipy.stats.{name}.{method}",
        signature=f"{variable}, {shapes}loc=0, scale=1",
        domain=tried,
        options={"complex_ok": False, "broadcasts": True},
        **dict(partials),  # type: ignore[arg-type]  # names of parameters, not options
    )


def _ratio(name: str, standard: Standard, shapes: str, sign: str) -> str:
    """The density over the distribution function, or over what is left of 1."""
    if standard.hazard:
        mirrored = standard.reverse or re.sub(r"\bz\b", "(-z)", standard.hazard)
        turned = standard.hazard if sign else mirrored
        return f"({_located(standard, turned, 'x')}) / scale"
    ratio = f"rt.log_ratio(scipy.stats.{name}.logpdf(x, {shapes}loc, scale), ans)"
    return _far(ratio) if name not in _ENDLESS and _reaches(standard) else ratio


def _logarithm(name: str, standard: Standard, method: str) -> dict[str, str]:
    """The derivatives of the logarithm of the distribution function, or of what is left of 1."""
    shapes = "".join(f"{shape}, " for shape in standard.shapes)
    found = distribution_slopes(name, standard, "x")
    sign = "" if method == "logcdf" else "-"
    ratio = _ratio(name, standard, shapes, sign)
    product = _far(f"(x - loc) / scale * {ratio}")
    if standard.support is not None:
        end = standard.support[method == "logsf"]
        ratio = f"rt.end_ratio({ratio}, ans, (x - loc) / scale - {end})"
        power = standard.low[0]
        rises = "np.inf" if power == "np.inf" else f"({power} + 1) / scale"
        limit = rises if sign == "" and end == "0.0" else "0.0"
        product = f"rt.at_end({_far(f'(x - loc) / scale * {ratio}')}, x - loc, {limit})"
    orders = {p: f"{sign}({found[p]}) / np.exp(ans)" for p in standard.shapes}
    return {
        **{p: _supported(standard, text, "x") for p, text in orders.items()},
        "x": f"{sign}{ratio}",
        "loc": f"-({sign}{ratio})",
        "scale": f"-({sign}{product})",
    }


def _declare_all(name: str, standard: Standard) -> None:
    _declare(name, "logpdf", standard, _log_density(standard))
    _declare(name, "pdf", standard, _density(standard))
    if any(about.distribution is None for about in standard.shapes.values()):
        return
    found = distribution_slopes(name, standard, "x")
    _declare(name, "cdf", standard, found)
    _declare(name, "sf", standard, {p: f"-({text})" for p, text in found.items()})
    for method in ("logcdf", "logsf"):
        _declare(name, method, standard, _logarithm(name, standard, method))
    inverse = distribution_slopes(name, standard, "ans")
    for method, sign in (("ppf", ""), ("isf", "-")):
        orders = {p: f"({inverse[p]}) / {inverse['x']}" for p in standard.shapes}
        parts = {
            "q": f"{sign}1 / {inverse['x']}",
            # At a finite end, where both are 0, a quantile stays.
            **{p: f"-rt.at_end({text}, {inverse[p]}, 0.0 * ans)" for p, text in orders.items()},
            "loc": "1",
            "scale": "(ans - loc) / scale",
        }
        _declare(name, method, standard, parts)


STANDARD |= OTHERS
for _name, _standard in STANDARD.items():
    _declare_all(_name, _standard)

_NORMAL = "x, mean=None, cov=1, allow_singular=False"
for _method, _ct in (("logpdf", "ct"), ("pdf", "ct * ans")):
    _dot = "" if _method == "logpdf" else "ans * "
    general(
        f"scipy.stats.multivariate_normal.{_method}", signature=_NORMAL,
        vjp={
            p: f"rt.normal_{p}_ct({_ct}, x, mean, cov)" for p in ("x", "mean", "cov")
        },
        jvp={
            p: f"{_dot}rt.normal_{p}_dot(dot, ans, x, mean, cov)" for p in ("x", "mean", "cov")
        },
        unsupported=("allow_singular",), complex_ok=False, may_raise=True,
    )  # fmt: skip
elementwise(
    "s2s.runtime.at_end",
    value="np.where(np.isnan(value) & np.equal(gap, 0), 0.0, 1.0)",
    gap="np.where(np.isnan(value) & np.equal(gap, 0), np.nan, 0.0)",  # it has no limit of its own
    limit="np.where(np.isnan(value) & np.equal(gap, 0), 1.0, 0.0)",
)
elementwise(
    "s2s.runtime.end_ratio",
    ratio="np.where(np.equal(gap, 0) & np.isneginf(ans), 0.0, 1.0)",
    ans="0.0", gap="np.where(np.equal(gap, 0) & np.isneginf(ans), np.nan, 0.0)",
)  # fmt: skip
elementwise(
    "s2s.runtime.at_infinity", signature="value, x, ans",
    value="np.where(np.isinf(x) & np.isnan(value) & np.isfinite(ans), 0.0, 1.0)", x="0.0", ans="0.0",
)  # fmt: skip
elementwise(
    "s2s.runtime.moved", signature="x, loc, scale, density",
    x="np.where(np.isinf(x), 0.0, density) / scale", loc="-np.where(np.isinf(x), 0.0, density) / scale",
    scale="-ans / scale", density="np.where(np.isinf(x), 0.0, x - loc) / scale",
    domain={"scale": (0.5, 2.0)},
)  # fmt: skip

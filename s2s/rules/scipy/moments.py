"""Means, variances, medians and intervals of distributions, by their parameters.

A place adds to a mean, a scale stretches it; only the shapes need a formula of their own.
Source: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 2nd edition (1994).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from s2s.rules.declare import elementwise, general
from s2s.rules.scipy.distributions import STANDARD, distribution_slopes
from s2s.rules.scipy.words import spelled

_GAMMA = "sc.gamma(1 + {0} / c) * sc.psi(1 + {0} / c) * {0} / c**2"
# The derivatives, by the shapes, of mean and variance in the standard form.
MOMENTS: dict[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    **{
        name: ({}, {})
        for name in (
            "norm", "expon", "uniform", "laplace", "logistic", "gumbel_r", "gumbel_l", "rayleigh", "maxwell",
            "halfnorm", "hypsecant", "wald", "arcsine", "moyal",
        )
    },
    "gamma": ({"a": "1.0"}, {"a": "1.0"}),
    "chi2": ({"df": "1.0"}, {"df": "2.0"}),
    "beta": (
        {"a": "b / (a + b)**2", "b": "-a / (a + b)**2"},
        {
            "a": "b * (b * (1 + b) - a * b - 2 * a**2 - a) / ((a + b)**3 * (a + b + 1)**2)",
            "b": "a * (a * (1 + a) - a * b - 2 * b**2 - b) / ((a + b)**3 * (a + b + 1)**2)",
        },
    ),
    "t": ({"df": "0.0"}, {"df": "-2 / (df - 2)**2"}),
    "lognorm": (
        {"s": "s * np.exp(s**2 / 2)"}, {"s": "2 * s * np.exp(s**2) * (2 * np.exp(s**2) - 1)"}
    ),
    "weibull_min": (
        {"c": f"-{_GAMMA.format('1')}"},
        {"c": f"2 * sc.gamma(1 + 1 / c) * {_GAMMA.format('1')} - {_GAMMA.format('2')}"},
    ),
    "pareto": (
        {"b": "-1 / (b - 1)**2"}, {"b": "1 / ((b - 1)**2 * (b - 2)) * (1 - 2 * b / (b - 1) - b / (b - 2))"}
    ),
    "lomax": (
        {"c": "-1 / (c - 1)**2"}, {"c": "1 / ((c - 1)**2 * (c - 2)) * (1 - 2 * c / (c - 1) - c / (c - 2))"}
    ),
    "invgamma": (
        {"a": "-1 / (a - 1)**2"}, {"a": "-(2 / (a - 1) + 1 / (a - 2)) / ((a - 1)**2 * (a - 2))"}
    ),
    "powerlaw": (
        {"a": "1 / (a + 1)**2"}, {"a": "(1 - 2 * a / (a + 1) - a / (a + 2)) / ((a + 1)**2 * (a + 2))"}
    ),
    "f": (
        {"dfn": "0.0", "dfd": "-2 / (dfd - 2)**2"},
        {
            "dfn": "-2 * dfd**2 / (dfn**2 * (dfd - 2) * (dfd - 4))",
            "dfd": "2 * dfd * (dfn + dfd - 2) / (dfn * (dfd - 2)**2 * (dfd - 4))"
            " * (2 + dfd / (dfn + dfd - 2) - 2 * dfd / (dfd - 2) - dfd / (dfd - 4))",
        },
    ),
    "invgauss": ({"mu": "1.0"}, {"mu": "3 * mu**2"}),
    "nakagami": (
        {"nu": "sc.poch(nu, 0.5) / np.sqrt(nu) * (sc.psi(nu + 0.5) - sc.psi(nu) - 0.5 / nu)"},
        {"nu": "-2 * sc.poch(nu, 0.5)**2 / nu * (sc.psi(nu + 0.5) - sc.psi(nu) - 0.5 / nu)"},
    ),
}  # fmt: skip
_DOMAINS = {"dfd": (5.0, 8.0), "df": (2.5, 6.0)}
_SCALE = {"mean": "(ans - loc) / scale", "var": "2 * ans / scale", "std": "ans / scale"}
_SHAPE = {
    "mean": "scale * ({0})", "var": "scale**2 * ({0})", "std": "scale**2 * ({0}) / (2 * ans)"
}  # fmt: skip

for _name, (_means, _spreads) in MOMENTS.items():
    for _method in ("mean", "var", "std"):
        _slopes = {
            p: f"np.where(np.isfinite(ans), {spelled(_SHAPE[_method].format(text))}, np.nan)"
            for p, text in (_means if _method == "mean" else _spreads).items()
        }
        _parts: Any = {
            **_slopes, "loc": "1.0" if _method == "mean" else "0.0", "scale": _SCALE[_method]
        }  # fmt: skip
        elementwise(
            f"scipy.stats.{_name}.{_method}",
            signature=", ".join([*_slopes, "loc=0", "scale=1"]),
            domain={
                **{p: _DOMAINS.get(p, (2.5, 4.0)) for p in _slopes},
                "loc": (-1.0, 1.0),
                "scale": (0.5, 2.0),
            },
            options={"complex_ok": False, "broadcasts": True},
            **_parts,
        )
for _name, _standard in STANDARD.items():
    if any(about.distribution is None for about in _standard.shapes.values()):
        continue
    _shapes = "".join(f"{shape}, " for shape in _standard.shapes)
    _low, _high = (distribution_slopes(_name, _standard, f"ans[{i}]") for i in (0, 1))
    _ends = {
        p: f"(-({_low[p]}) / {_low['x']}, -({_high[p]}) / {_high['x']})" for p in _standard.shapes
    }
    _ends |= {
        "confidence": f"(-0.5 / {_low['x']}, 0.5 / {_high['x']})", "loc": "(1.0, 1.0)",
        "scale": "((ans[0] - loc) / scale, (ans[1] - loc) / scale)",
    }  # fmt: skip
    general(
        f"scipy.stats.{_name}.interval", signature=f"confidence, {_shapes}loc=0, scale=1",
        vjp={p: f"rt.outputs_ct(ct, {text})" for p, text in _ends.items()},
        jvp={p: f"rt.outputs_dot(dot, {text})" for p, text in _ends.items()},
        broadcasts=True, complex_ok=False,
    )  # fmt: skip
    _middle = distribution_slopes(_name, _standard, "ans")
    _parts = {p: f"-({_middle[p]}) / {_middle['x']}" for p in _standard.shapes}
    elementwise(
        f"scipy.stats.{_name}.median",
        signature=f"{_shapes}loc=0, scale=1",
        domain={
            **{p: about.domain for p, about in _standard.shapes.items()},
            "loc": (-1.0, 1.0),
            "scale": (0.5, 2.0),
        },
        options={"complex_ok": False, "broadcasts": True},
        **_parts,
        loc="1.0",
        scale="(ans - loc) / scale",
    )
# Of counts: by the parameters, at a place that does not move.
_COUNTS: dict[str, tuple[str, Mapping[str, str], Mapping[str, str]]] = {
    "poisson": ("mu, loc=0", {"mu": "1.0"}, {"mu": "1.0"}),
    "bernoulli": ("p, loc=0", {"p": "1.0"}, {"p": "1 - 2 * p"}),
    "binom": ("n, p, loc=0", {"p": "n * 1.0"}, {"p": "n * (1 - 2 * p)"}),
    "geom": ("p, loc=0", {"p": "-1 / p**2"}, {"p": "1 / p**2 - 2 / p**3"}),
    "nbinom": (
        "n, p, loc=0", {"n": "(1 - p) / p", "p": "-n / p**2"},
        {"n": "(1 - p) / p**2", "p": "n * (1 / p**2 - 2 / p**3)"},
    ),
}  # fmt: skip
for _name, (_signature, _means, _spreads) in _COUNTS.items():
    for _method in ("mean", "var", "std"):
        _slopes = dict(_means if _method == "mean" else _spreads)
        if _method == "std":
            _slopes = {p: f"({text}) / (2 * ans)" for p, text in _slopes.items()}
        _given: Any = _slopes
        elementwise(
            f"scipy.stats.{_name}.{_method}",
            signature=_signature,
            domain={"mu": (0.6, 3.0), "n": (3, 6), "p": (0.1, 0.45)} if _name != "nbinom" else
            {"n": (1.2, 3.0), "p": (0.1, 0.9)},
            options={"complex_ok": False, "broadcasts": True},
            **_given,
        )  # fmt: skip

"""Discrete distributions of ``scipy.stats``, by their parameters.

By the number of events, and by the location, which must be whole too, there is no derivative.
"""

from __future__ import annotations

from collections.abc import Mapping

from s2s.rules.declare import elementwise

_P = (0.1, 0.9)
_AB = (0.6, 3.0)
_PSI = "scipy.special.psi"
_K = "(k - loc)"
# Name: signature, derivatives of the logarithm of the probability, domain.
MASSES: dict[str, tuple[str, Mapping[str, str], Mapping[str, tuple[float, float]]]] = {
    "poisson": ("k, mu, loc=0", {"mu": f"rt.zero_over({_K}, mu) - 1"}, {"k": (0, 4), "mu": _AB}),
    "bernoulli": (
        "k, p, loc=0", {"p": f"rt.zero_over({_K}, p) - rt.zero_over(1 - {_K}, 1 - p)"}, {"k": (0, 1), "p": _P}
    ),
    "binom": (
        "k, n, p, loc=0", {"p": f"rt.zero_over({_K}, p) - rt.zero_over(n - {_K}, 1 - p)"},
        {"k": (0, 2), "n": (3, 6), "p": _P},
    ),
    "geom": ("k, p, loc=0", {"p": f"1 / p - rt.zero_over({_K} - 1, 1 - p)"}, {"k": (1, 5), "p": _P}),
    "nbinom": (
        "k, n, p, loc=0",
        {
            "n": f"{_PSI}({_K} + n) - {_PSI}(n) + np.log(p)",
            "p": f"n / p - rt.zero_over({_K}, 1 - p)",
        },
        {"k": (0, 4), "n": _AB, "p": _P},
    ),
    "betabinom": (
        "k, n, a, b, loc=0",
        {
            "a": f"{_PSI}({_K} + a) - {_PSI}(a) + {_PSI}(a + b) - {_PSI}(n + a + b)",
            "b": f"{_PSI}(n - {_K} + b) - {_PSI}(b) + {_PSI}(a + b) - {_PSI}(n + a + b)",
        },
        {"k": (0, 2), "n": (3, 6), "a": _AB, "b": _AB},
    ),
}  # fmt: skip
# Where a parameter is inside of its range: elsewhere the logarithm may be -inf in the support, too.
INSIDE = {"poisson": "(mu > 0)", "betabinom": "True"}
# The derivatives of the probabilities where they are differences of others: exact at the ends, too.
DIFFERENCES = {
    "poisson": {"mu": "scipy.stats.poisson.pmf(k - 1, mu, loc) - ans"},
    "binom": {
        "p": "n * (scipy.stats.binom.pmf(k - 1, n - 1, p, loc) - scipy.stats.binom.pmf(k, n - 1, p, loc))"
    },
}
# The derivatives of the distribution functions, at whole numbers in the support.
_FLOOR = "np.floor(k - loc)"
SUMS = {
    "poisson": {"mu": "-scipy.stats.poisson.pmf(np.floor(k), mu, loc)"},
    "geom": {"p": f"rt.geometric_slope({_FLOOR}, p)"},
    "binom": {"p": f"-rt.binomial_slope({_FLOOR}, n, p)"},
    "bernoulli": {"p": f"np.where(np.equal({_FLOOR}, 0), -1.0, 0.0)"},
    "nbinom": {
        "n": f"np.where({_FLOOR} < 0, 0.0, rt.betainc_first(n, np.maximum({_FLOOR}, 0) + 1, p))",
        "p": f"np.where({_FLOOR} < 0, 0.0, n / p * scipy.stats.nbinom.pmf(np.maximum({_FLOOR}, 0), n, p)"
        f" * (np.maximum({_FLOOR}, 0) + n) / n)",
    },
}


def _declare(name: str, method: str, partials: Mapping[str, str]) -> None:
    signature, domain = MASSES[name][0], MASSES[name][2]
    if (name, method) == ("bernoulli", "logsf"):
        domain = {**domain, "k": (0, 0)}  # beyond, it is -inf
    elementwise(
        f"scipy.stats.{name}.{method}",
        signature=signature,
        domain=domain,
        options={"complex_ok": False, "broadcasts": True},
        **dict(partials),  # type: ignore[arg-type]  # names of parameters, not options
    )


for _name, (_signature, _slopes, _domain) in MASSES.items():
    _declare(
        _name, "logpmf",
        {
            p: f"np.where(np.isneginf(ans) & {INSIDE.get(_name, '((p > 0) & (p < 1))')}, 0.0, {text})"
            for p, text in _slopes.items()
        },
    )  # fmt: skip
    _products = {p: f"ans * ({text})" for p, text in _slopes.items()}
    _declare(_name, "pmf", DIFFERENCES.get(_name, _products))
for _name, _slopes in SUMS.items():
    _declare(_name, "cdf", _slopes)
    _declare(_name, "sf", {p: f"-({text})" for p, text in _slopes.items()})
    # Beyond the support, both the probability and its slope are 0.
    _stays = "np.exp(ans)" if _name != "bernoulli" else f"np.where({_FLOOR} < 0, 1.0, np.exp(ans))"
    _declare(_name, "logcdf", {p: f"({text}) / {_stays}" for p, text in _slopes.items()})
    _stays = "np.exp(ans)" if _name != "bernoulli" else f"np.where({_FLOOR} > 0, 1.0, np.exp(ans))"
    _declare(_name, "logsf", {p: f"-({text}) / {_stays}" for p, text in _slopes.items()})

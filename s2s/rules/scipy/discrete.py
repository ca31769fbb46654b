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
    "poisson": ("k, mu, loc=0", {"mu": f"{_K} / mu - 1"}, {"k": (0, 4), "mu": _AB}),
    "bernoulli": (
        "k, p, loc=0", {"p": f"{_K} / p - (1 - {_K}) / (1 - p)"}, {"k": (0, 1), "p": _P}
    ),
    "binom": (
        "k, n, p, loc=0", {"p": f"{_K} / p - (n - {_K}) / (1 - p)"},
        {"k": (0, 2), "n": (3, 6), "p": _P},
    ),
    "geom": ("k, p, loc=0", {"p": f"1 / p - ({_K} - 1) / (1 - p)"}, {"k": (1, 5), "p": _P}),
    "nbinom": (
        "k, n, p, loc=0",
        {
            "n": f"{_PSI}({_K} + n) - {_PSI}(n) + np.log(p)",
            "p": f"n / p - {_K} / (1 - p)",
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
# The derivatives of the distribution functions, at whole numbers in the support.
_FLOOR = "np.floor(k - loc)"
SUMS = {
    "poisson": {"mu": "-scipy.stats.poisson.pmf(np.floor(k), mu, loc)"},
    "geom": {"p": f"rt.geometric_slope({_FLOOR}, p)"},
    "binom": {"p": f"-rt.binomial_slope({_FLOOR}, n, p)"},
}


def _declare(name: str, method: str, partials: Mapping[str, str]) -> None:
    signature, domain = MASSES[name][0], MASSES[name][2]
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
        {p: f"np.where(np.isneginf(ans), 0.0, {text})" for p, text in _slopes.items()},
    )  # fmt: skip
    _declare(_name, "pmf", {p: f"ans * ({text})" for p, text in _slopes.items()})
for _name, _slopes in SUMS.items():
    _declare(_name, "cdf", _slopes)
    _declare(_name, "sf", {p: f"-({text})" for p, text in _slopes.items()})
    _declare(_name, "logcdf", {p: f"({text}) / np.exp(ans)" for p, text in _slopes.items()})
    _declare(_name, "logsf", {p: f"-({text}) / np.exp(ans)" for p, text in _slopes.items()})

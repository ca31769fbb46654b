"""Entropies: of distributions by their parameters, and of probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from s2s.rules.declare import composite, elementwise, general
from s2s.rules.scipy import comparisons as _comparisons
from s2s.rules.scipy import moments as _moments
from s2s.rules.scipy import multivariate as _multivariate
from s2s.rules.scipy import statistics as _statistics
from s2s.rules.scipy.words import spelled
from s2s.runtime.guarded import as_value, passively

assert (
    _comparisons and _moments and _multivariate and _statistics
)  # imported for their effect: their rules are declared

# Derivatives of the entropies (in nats) by the shapes; a scale adds its logarithm, a place nothing.
# Source: Lazo and Rathie, On the entropy of continuous probability distributions (1978).
_TRI = "sc.polygamma(1, {0})"
_ENTROPIES: dict[str, dict[str, str]] = {
    "norm": {}, "expon": {}, "uniform": {}, "laplace": {}, "logistic": {}, "cauchy": {},
    "gumbel_r": {}, "gumbel_l": {}, "rayleigh": {}, "halfnorm": {},
    "gamma": {"a": f"1 + (1 - a) * {_TRI.format('a')}"},
    "beta": {
        x: f"(a + b - 2) * {_TRI.format('a + b')} - ({x} - 1) * {_TRI.format(x)}" for x in "ab"
    },
    "t": {
        "df": f"(df + 1) / 4 * ({_TRI.format('(df + 1) / 2')} - {_TRI.format('df / 2')})"
        " + 1 / (2 * df)"
    },
    "chi2": {"df": f"0.5 + (0.5 - df / 4) * {_TRI.format('df / 2')}"},
    "lognorm": {"s": "1 / s"},
    "weibull_min": {"c": "np.euler_gamma / c**2 - 1 / c"},
    "pareto": {"b": "-1 / b**2 - 1 / b"},
}  # fmt: skip
for _name, _shapes in _ENTROPIES.items():
    _given: Any = {shape: spelled(text) for shape, text in _shapes.items()}
    elementwise(
        f"scipy.stats.{_name}.entropy",
        signature=", ".join([*_shapes, "loc=0", "scale=1"]),
        domain=dict.fromkeys(_shapes, (1.2, 3.0)) | {"loc": (-1.0, 1.0), "scale": (0.5, 2.0)},
        options={"complex_ok": False, "broadcasts": True},
        **_given, loc="0.0", scale="1 / scale",
    )  # fmt: skip
general(
    "scipy.stats.multivariate_normal.entropy", signature="mean=None, cov=1",
    vjp={"cov": "ct * rt.entropy_slope(mean, cov)"},
    jvp={"cov": "np.sum(rt.entropy_slope(mean, cov) * dot)"},
    zeros=("mean",), complex_ok=False, may_raise=True,
)  # fmt: skip


def entropy(
    pk: Any, qk: Any = None, base: Any = None, axis: Any = 0, *, nan_policy: str = "propagate",
    keepdims: bool = False,
) -> Any:  # fmt: skip
    """``scipy.stats.entropy``."""
    found = passively(plain_entropy, pk, qk, base, axis, nan_policy, keepdims)
    # Sums are divided, not what is summed: a slope that is infinite stays with its probability.
    shares = np.asarray(pk) * 1.0
    whole = np.sum(shares, axis, keepdims=keepdims)
    if qk is None:
        total = np.sum(scipy.special.entr(shares), axis, keepdims=keepdims) / whole + np.log(whole)
    elif np.shape(qk) == np.shape(pk):
        others = np.asarray(qk) * 1.0
        total = np.sum(scipy.special.rel_entr(shares, others), axis, keepdims=keepdims) / whole
        total = total - np.log(whole / np.sum(others, axis, keepdims=keepdims))
    else:
        others = np.asarray(qk) * 1.0
        shares = shares / np.sum(shares, axis, keepdims=True)
        terms = scipy.special.rel_entr(shares, others / np.sum(others, axis, keepdims=True))
        total = np.sum(terms, axis, keepdims=keepdims)
    return as_value(total if base is None else total / np.log(base), found)


def plain_entropy(pk: Any, qk: Any, base: Any, axis: Any, nan_policy: str, keepdims: bool) -> Any:
    """What SciPy computes."""
    return scipy.stats.entropy(pk, qk, base, axis, nan_policy=nan_policy, keepdims=keepdims)


composite("scipy.stats.entropy", entropy, may_raise=True)

"""Comparisons of samples in ``scipy.stats``: tests, distances, means of angles, transformed samples.

The values are SciPy's own, bit by bit; the texts say how they move. What depends on ranks only stands still.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import scipy.special
import scipy.stats

from s2s.rules.declare import composite, zero
from s2s.rules.scipy.statistics import samples
from s2s.runtime.guarded import as_value, passively

zero("scipy.stats.rankdata scipy.stats.spearmanr scipy.stats.kendalltau scipy.stats.mannwhitneyu")


class Tested(NamedTuple):
    """The result of a test of a hypothesis."""

    statistic: Any
    pvalue: Any


def statistic_and_pvalue(test: Any, given: Any, words: Any) -> Any:
    """What SciPy computes."""
    found = test(*given, **words)
    return found[0], found[1]


def student_tail(t: Any, df: Any, alternative: str) -> Any:
    """How probable a value of Student's distribution is that is as far out."""
    if alternative == "less":
        return scipy.special.stdtr(df, t)
    if alternative == "greater":
        return scipy.special.stdtr(df, -t)
    return 2.0 * scipy.special.stdtr(df, -np.abs(t))


def ttest_1samp(
    a: Any, popmean: Any, axis: Any = 0, nan_policy: Any = "propagate",
    alternative: Any = "two-sided", *, keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.ttest_1samp``."""
    words = {"axis": axis, "alternative": alternative}
    found = passively(statistic_and_pvalue, scipy.stats.ttest_1samp, (a, popmean), words)
    a = np.asarray(a) * 1.0
    count = samples(a, axis)
    t = (np.mean(a, axis) - popmean) / (np.std(a, axis, ddof=1) / math.sqrt(count))
    tail = student_tail(t, count - 1.0, alternative)
    return Tested(as_value(t, found[0]), as_value(tail, found[1]))


def ttest_rel(
    a: Any, b: Any, axis: Any = 0, nan_policy: Any = "propagate",
    alternative: Any = "two-sided", *, keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.ttest_rel``."""
    words = {"axis": axis, "alternative": alternative}
    found = passively(statistic_and_pvalue, scipy.stats.ttest_rel, (a, b), words)
    rest = np.asarray(a) * 1.0 - np.asarray(b)
    count = samples(rest, axis)
    t = np.mean(rest, axis) / (np.std(rest, axis, ddof=1) / math.sqrt(count))
    tail = student_tail(t, count - 1.0, alternative)
    return Tested(as_value(t, found[0]), as_value(tail, found[1]))


def ttest_ind(
    a: Any, b: Any, *, axis: Any = 0, equal_var: Any = True, nan_policy: Any = "propagate",
    alternative: Any = "two-sided", trim: Any = 0, method: Any = None, keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.ttest_ind``."""
    words = {"axis": axis, "equal_var": equal_var, "alternative": alternative}
    found = passively(statistic_and_pvalue, scipy.stats.ttest_ind, (a, b), words)
    a, b = np.asarray(a) * 1.0, np.asarray(b) * 1.0
    m, n = samples(a, axis), samples(b, axis)
    first, second = np.var(a, axis, ddof=1), np.var(b, axis, ddof=1)
    if equal_var:
        df = m + n - 2.0
        width = np.sqrt(((m - 1) * first + (n - 1) * second) / df * (1.0 / m + 1.0 / n))
    else:
        first, second = first / m, second / n
        df = (first + second) ** 2 / (first**2 / (m - 1) + second**2 / (n - 1))
        width = np.sqrt(first + second)
    t = (np.mean(a, axis) - np.mean(b, axis)) / width
    tail = student_tail(t, df, alternative)
    return Tested(as_value(t, found[0]), as_value(tail, found[1]))


def f_oneway(
    first: Any, *others: Any, axis: Any = 0, equal_var: Any = True, nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.f_oneway``."""
    groups = [np.asarray(group) * 1.0 for group in (first, *others)]
    found = passively(statistic_and_pvalue, scipy.stats.f_oneway, groups, {"axis": axis})
    together = np.concatenate(groups, axis=axis)
    middle = np.mean(together, axis)
    count, kinds = samples(together, axis), len(groups)
    between, within = 0.0, 0.0
    for group in groups:
        own = np.mean(group, axis, keepdims=True)
        between = between + samples(group, axis) * (np.mean(group, axis) - middle) ** 2
        within = within + np.sum((group - own) ** 2, axis)
    ratio = (between / (kinds - 1.0)) / (within / (count - kinds))
    tail = scipy.special.fdtrc(kinds - 1.0, count - kinds * 1.0, ratio)
    return Tested(as_value(ratio, found[0]), as_value(tail, found[1]))


def chisquare(
    f_obs: Any, f_exp: Any = None, ddof: Any = 0, axis: Any = 0, *, sum_check: Any = True,
    nan_policy: Any = "propagate", keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.chisquare``."""
    words = {"ddof": ddof, "axis": axis, "sum_check": sum_check}
    found = passively(statistic_and_pvalue, scipy.stats.chisquare, (f_obs, f_exp), words)
    seen = np.asarray(f_obs) * 1.0
    expected = np.mean(seen, axis, keepdims=True) if f_exp is None else np.asarray(f_exp) * 1.0
    distance = np.sum((seen - expected) ** 2 / expected, axis)
    tail = scipy.special.chdtrc(samples(seen, axis) - 1.0 - ddof, distance)
    return Tested(as_value(distance, found[0]), as_value(tail, found[1]))


def trim_mean(
    a: Any, proportiontocut: Any, axis: Any = 0, *, nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.trim_mean``."""
    found = passively(trimmed, a, proportiontocut, axis)
    a = np.ravel(np.asarray(a) * 1.0) if axis is None else np.moveaxis(np.asarray(a) * 1.0, axis, 0)
    cut = passively(int, proportiontocut * len(a))
    return as_value(np.mean(np.sort(a, axis=0)[cut : len(a) - cut], axis=0), found)


def trimmed(a: Any, proportiontocut: Any, axis: Any) -> Any:
    """What SciPy computes."""
    return scipy.stats.trim_mean(a, proportiontocut, axis)


def tmean(
    a: Any, limits: Any = None, inclusive: Any = (True, True), axis: Any = None, *,
    nan_policy: Any = "propagate", keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.tmean`` without limits."""
    found = passively(scipy.stats.tmean, a, None, inclusive, axis)
    return as_value(np.mean(np.asarray(a) * 1.0, axis), found)


def tvar(
    a: Any, limits: Any = None, inclusive: Any = (True, True), axis: Any = 0, ddof: Any = 1, *,
    nan_policy: Any = "propagate", keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.tvar`` without limits."""
    found = passively(scipy.stats.tvar, a, None, inclusive, axis, ddof)
    return as_value(np.var(np.asarray(a) * 1.0, axis, ddof=ddof), found)


def tstd(
    a: Any, limits: Any = None, inclusive: Any = (True, True), axis: Any = 0, ddof: Any = 1, *,
    nan_policy: Any = "propagate", keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.tstd`` without limits."""
    found = passively(scipy.stats.tstd, a, None, inclusive, axis, ddof)
    return as_value(np.std(np.asarray(a) * 1.0, axis, ddof=ddof), found)


def boxcox_llf(
    lmb: Any, data: Any, *, axis: Any = 0, keepdims: Any = False, nan_policy: Any = "propagate"
) -> Any:
    """``scipy.stats.boxcox_llf``."""
    found = passively(boxcox_likelihood, lmb, data, axis)
    data = np.asarray(data) * 1.0
    spread = np.log(np.var(scipy.special.boxcox(data, lmb), axis))
    return as_value(
        (lmb - 1) * np.sum(np.log(data), axis) - samples(data, axis) / 2.0 * spread, found
    )


def boxcox_likelihood(lmb: Any, data: Any, axis: Any) -> Any:
    """What SciPy computes."""
    return scipy.stats.boxcox_llf(lmb, data, axis=axis)


def boxcox(x: Any, lmbda: Any = None, alpha: Any = None, optimizer: Any = None) -> Any:
    """``scipy.stats.boxcox`` of a given power."""
    passively(only_given, lmbda)
    return scipy.special.boxcox(x, lmbda)


def only_given(lmbda: Any) -> None:
    """Refuses the power that SciPy looks for.

    Raises:
        NotImplementedError: no power is given.
    """
    if lmbda is None:
        raise NotImplementedError("boxcox has a rule for a power that is given: `lmbda=...`")


def gaps(u: Any, v: Any) -> tuple[Any, Any]:
    """How far two samples' distribution functions are apart, and on which lengths."""
    together = np.sort(np.concatenate((u, v)))
    between = together[:-1]
    apart = passively(shares_apart, u, v, between)
    return apart, np.diff(together)


def shares_apart(u: Any, v: Any, at: Any) -> Any:
    """The difference of the shares of two samples that are not above some places."""
    first = np.searchsorted(np.sort(u), at, "right") / len(u)
    return np.abs(first - np.searchsorted(np.sort(v), at, "right") / len(v))


def wasserstein_distance(
    u_values: Any, v_values: Any, u_weights: Any = None, v_weights: Any = None
) -> Any:
    """``scipy.stats.wasserstein_distance``."""
    found = passively(scipy.stats.wasserstein_distance, u_values, v_values)
    apart, lengths = gaps(np.asarray(u_values) * 1.0, np.asarray(v_values) * 1.0)
    return as_value(np.sum(apart * lengths), found)


def energy_distance(
    u_values: Any, v_values: Any, u_weights: Any = None, v_weights: Any = None
) -> Any:
    """``scipy.stats.energy_distance``."""
    found = passively(scipy.stats.energy_distance, u_values, v_values)
    apart, lengths = gaps(np.asarray(u_values) * 1.0, np.asarray(v_values) * 1.0)
    return as_value(np.sqrt(2.0 * np.sum(apart * apart * lengths)), found)


def turned_means(angles: Any, high: Any, low: Any, axis: Any) -> tuple[Any, Any]:
    """The means of the sines and cosines of what is a part of a circle."""
    turned = (np.asarray(angles) * 1.0 - low) * (2 * math.pi / (high - low))
    return np.mean(np.sin(turned), axis), np.mean(np.cos(turned), axis)


def circmean(
    samples: Any, high: Any = 2 * math.pi, low: Any = 0, axis: Any = None,
    nan_policy: Any = "propagate", *, keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.circmean``."""
    found = passively(scipy.stats.circmean, samples, high, low, axis)
    up, along = turned_means(samples, high, low, axis)
    return as_value(np.arctan2(up, along) * ((high - low) / (2 * math.pi)) + low, found)


def circvar(
    samples: Any, high: Any = 2 * math.pi, low: Any = 0, axis: Any = None,
    nan_policy: Any = "propagate", *, keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.circvar``."""
    found = passively(scipy.stats.circvar, samples, high, low, axis)
    up, along = turned_means(samples, high, low, axis)
    return as_value(1.0 - np.hypot(up, along), found)


def circstd(
    samples: Any, high: Any = 2 * math.pi, low: Any = 0, axis: Any = None,
    nan_policy: Any = "propagate", *, normalize: Any = False, keepdims: Any = False,
) -> Any:  # fmt: skip
    """``scipy.stats.circstd``."""
    found = passively(circular_deviation, samples, high, low, axis, normalize)
    up, along = turned_means(samples, high, low, axis)
    deviation = np.sqrt(-2.0 * np.log(np.hypot(up, along)))
    unit = 1.0 if normalize else (high - low) / (2 * math.pi)
    return as_value(deviation * unit, found)


def circular_deviation(samples: Any, high: Any, low: Any, axis: Any, normalize: Any) -> Any:
    """What SciPy computes."""
    return scipy.stats.circstd(samples, high, low, axis, normalize=normalize)


_COMMON = ("nan_policy", "keepdims")
_MORE = {
    "ttest_ind": ("trim", "method"), "tmean": ("limits",), "tvar": ("limits",), "tstd": ("limits",),
    "f_oneway": ("equal_var",), "boxcox": ("alpha", "optimizer"),
    "wasserstein_distance": ("u_weights", "v_weights"), "energy_distance": ("u_weights", "v_weights"),
}  # fmt: skip
for _text in (
    ttest_1samp, ttest_rel, ttest_ind, f_oneway, chisquare, trim_mean, tmean, tvar, tstd, boxcox_llf,
    boxcox, wasserstein_distance, energy_distance, circmean, circvar, circstd,
):  # fmt: skip
    _name = _text.__name__
    _known = () if _name in ("boxcox", "wasserstein_distance", "energy_distance") else _COMMON
    composite(
        f"scipy.stats.{_name}", _text, may_raise=True, unsupported=(*_known, *_MORE.get(_name, ()))
    )

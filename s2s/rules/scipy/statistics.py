"""Statistics of samples in ``scipy.stats``: means, moments, correlation and regression.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import scipy.special
import scipy.stats

from s2s.rules.declare import composite, twin
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.scipy_densities import Density, kernel_density


@dataclass
class Regression:
    """``scipy.stats.linregress``'s result."""

    slope: Any
    intercept: Any
    rvalue: Any
    pvalue: Any
    stderr: Any
    intercept_stderr: Any

    def __iter__(self) -> Any:
        return iter((self.slope, self.intercept, self.rvalue, self.pvalue, self.stderr))


class Correlation(NamedTuple):
    """``scipy.stats.pearsonr``'s result."""

    statistic: Any
    pvalue: Any


def gmean(a: Any, axis: Any = 0, dtype: Any = None, weights: Any = None) -> Any:
    """``scipy.stats.gmean``."""
    found = passively(scipy.stats.gmean, a, axis, dtype, weights)
    return as_value(np.exp(np.average(np.log(np.asarray(a) * 1.0), axis, weights)), found)


def hmean(a: Any, axis: Any = 0, dtype: Any = None, *, weights: Any = None) -> Any:
    """``scipy.stats.hmean``."""
    found = passively(harmonic_mean, a, axis, dtype, weights)
    return as_value(1.0 / np.average(1.0 / (np.asarray(a) * 1.0), axis, weights), found)


def harmonic_mean(a: Any, axis: Any, dtype: Any, weights: Any) -> Any:
    """What SciPy computes."""
    return scipy.stats.hmean(a, axis, dtype, weights=weights)


def sem(a: Any, axis: Any = 0, ddof: int = 1) -> Any:
    """``scipy.stats.sem``."""
    found = passively(scipy.stats.sem, a, axis, ddof)
    a = np.asarray(a) * 1.0
    return as_value(np.std(a, axis, ddof=ddof) / np.sqrt(samples(a, axis)), found)


def zscore(a: Any, axis: Any = 0, ddof: int = 0) -> Any:
    """``scipy.stats.zscore``."""
    found = passively(scipy.stats.zscore, a, axis, ddof)
    a = np.asarray(a) * 1.0
    deviation = a - np.mean(a, axis, keepdims=True)
    return as_value(deviation / np.std(a, axis, ddof=ddof, keepdims=True), found)


def samples(a: Any, axis: Any) -> int:
    """How many samples stand along an axis, or in all."""
    return np.size(a) if axis is None else int(np.shape(a)[axis])


def standard_moment(a: Any, axis: Any, order: int) -> Any:
    """A central moment in units of the standard deviation."""
    deviation = a - np.mean(a, axis, keepdims=True)
    return np.mean(deviation**order, axis) / np.mean(deviation**2, axis) ** (order / 2)


def skew(a: Any, axis: Any = 0, bias: bool = True) -> Any:
    """``scipy.stats.skew``."""
    found = passively(scipy.stats.skew, a, axis, bias)
    a = np.asarray(a) * 1.0
    moment = standard_moment(a, axis, 3)
    if not bias:
        n = samples(a, axis)
        moment = moment * np.sqrt(n * (n - 1.0)) / (n - 2.0)
    return as_value(moment, found)


def kurtosis(a: Any, axis: Any = 0, fisher: bool = True, bias: bool = True) -> Any:
    """``scipy.stats.kurtosis``."""
    found = passively(scipy.stats.kurtosis, a, axis, fisher, bias)
    a = np.asarray(a) * 1.0
    moment = standard_moment(a, axis, 4)
    if not bias:
        n = samples(a, axis)
        moment = ((n**2 - 1.0) * moment - 3 * (n - 1.0) ** 2) / ((n - 2.0) * (n - 3.0))
    return as_value(moment, found)


def moment(
    a: Any, order: int = 1, axis: Any = 0, nan_policy: Any = None, *, center: Any = None
) -> Any:
    """``scipy.stats.moment`` of one order."""
    found = passively(moment_of, a, order, axis, center)
    a = np.asarray(a) * 1.0
    middle = np.mean(a, axis, keepdims=True) if center is None else center
    return as_value(np.mean((a - middle) ** order, axis), found)


def moment_of(a: Any, order: Any, axis: Any, center: Any) -> Any:
    """What SciPy computes.

    Raises:
        NotImplementedError: there are several orders.
    """
    if np.ndim(order) > 0:
        raise NotImplementedError("moment has a rule for one order at a time")
    return scipy.stats.moment(a, order, axis, center=center)


def variation(a: Any, axis: Any = 0, nan_policy: Any = None, ddof: int = 0) -> Any:
    """``scipy.stats.variation``."""
    found = passively(scipy.stats.variation, a, axis, "propagate", ddof)
    a = np.asarray(a) * 1.0
    return as_value(np.std(a, axis, ddof=ddof) / np.mean(a, axis), found)


def zmap(scores: Any, compare: Any, axis: Any = 0, ddof: int = 0) -> Any:
    """``scipy.stats.zmap``."""
    found = passively(scipy.stats.zmap, scores, compare, axis, ddof)
    scores, compare = np.asarray(scores) * 1.0, np.asarray(compare) * 1.0
    deviation = scores - np.mean(compare, axis, keepdims=True)
    return as_value(deviation / np.std(compare, axis, ddof=ddof, keepdims=True), found)


def gzscore(a: Any, axis: Any = 0, ddof: int = 0) -> Any:
    """``scipy.stats.gzscore``."""
    found = passively(geometric_scores, a, axis, ddof)
    logs = np.log(np.asarray(a) * 1.0)
    deviation = logs - np.mean(logs, axis, keepdims=True)
    return as_value(deviation / np.std(logs, axis, ddof=ddof, keepdims=True), found)


def geometric_scores(a: Any, axis: Any, ddof: int) -> Any:
    """What SciPy computes."""
    return scipy.stats.gzscore(a, axis=axis, ddof=ddof)


def pmean(a: Any, p: Any, axis: Any = 0) -> Any:
    """``scipy.stats.pmean``; of power 0 it is the geometric mean."""
    found = passively(power_mean_of, a, p, axis)
    a = np.asarray(a) * 1.0
    return as_value(np.mean(a**p, axis) ** (1.0 / p), found)


def power_mean_of(a: Any, p: Any, axis: Any) -> Any:
    """What SciPy computes.

    Raises:
        NotImplementedError: the power is 0.
    """
    if p == 0:
        raise NotImplementedError("pmean has a rule for powers that are not 0: use gmean")
    return scipy.stats.pmean(a, p, axis=axis)


def iqr(
    x: Any, axis: Any = None, rng: Any = (25, 75), scale: Any = 1.0, nan_policy: Any = None,
    interpolation: Any = "linear", keepdims: bool = False,
) -> Any:  # fmt: skip
    """``scipy.stats.iqr``."""
    found = passively(scipy.stats.iqr, x, axis, rng, 1.0, "propagate", interpolation, keepdims)
    ends = np.percentile(np.asarray(x) * 1.0, rng, axis, method=interpolation, keepdims=keepdims)
    return as_value(ends[1] - ends[0], found)


def median_abs_deviation(x: Any, axis: Any = 0, *, scale: Any = 1.0) -> Any:
    """``scipy.stats.median_abs_deviation`` around the median."""
    found, unit = passively(median_deviation, x, axis, scale)
    x = np.asarray(x) * 1.0
    middle = np.median(np.abs(x - np.median(x, axis, keepdims=True)), axis)
    return as_value(middle / (unit if isinstance(scale, str) else scale), found)


def median_deviation(x: Any, axis: Any, scale: Any) -> Any:
    """What SciPy computes, and the scale as a number."""
    unit = scipy.special.ndtri(0.75) if isinstance(scale, str) else scale
    return scipy.stats.median_abs_deviation(x, axis, scale=scale), unit


def pearsonr(x: Any, y: Any) -> Any:
    """``scipy.stats.pearsonr`` of two samples."""
    found = passively(correlated, x, y)
    x, y = np.asarray(x) * 1.0, np.asarray(y) * 1.0
    moved, risen = x - np.mean(x), y - np.mean(y)
    product = np.sqrt(np.sum(moved * moved) * np.sum(risen * risen))
    correlation = as_value(np.sum(moved * risen) / product, found[0])
    return Correlation(correlation, as_value(two_tails(correlation, len(x)), found[1]))


def two_tails(correlation: Any, count: int) -> Any:
    """How probable a correlation of at least this size is for samples of two normal distributions."""
    if count <= 2:
        return 0.0 * correlation  # any line goes through two points
    half = count / 2.0 - 1.0
    return 2.0 * scipy.special.betainc(half, half, (1.0 - np.abs(correlation)) / 2.0)


def correlated(x: Any, y: Any) -> Any:
    """What SciPy computes.

    Raises:
        NotImplementedError: there are several samples.
    """
    if np.ndim(x) != 1 or np.ndim(y) != 1:
        raise NotImplementedError("pearsonr has a rule for two samples of one axis")
    found = scipy.stats.pearsonr(x, y)
    return found.statistic, found.pvalue


def linregress(x: Any, y: Any) -> Any:
    """``scipy.stats.linregress``."""
    found = passively(scipy.stats.linregress, x, y)
    x, y = np.asarray(x) * 1.0, np.asarray(y) * 1.0
    moved, risen = x - np.mean(x), y - np.mean(y)
    xx, xy, yy = np.mean(moved * moved), np.mean(moved * risen), np.mean(risen * risen)
    slope = xy / xx
    correlation = xy / np.sqrt(xx * yy)
    rest = (1 - correlation**2) * yy / xx / np.maximum(len(x) - 2, 1)
    left = rest > 0  # a line through all points leaves none, and moves nevertheless
    deviation = np.where(left, np.sqrt(np.where(left, rest, 1.0)), 0.0)
    offset = deviation * np.sqrt(xx + np.mean(x) ** 2)
    return Regression(
        as_value(slope, found.slope), as_value(np.mean(y) - slope * np.mean(x), found.intercept),
        as_value(correlation, found.rvalue),
        as_value(two_tails(correlation, len(x)), found.pvalue), as_value(deviation, found.stderr),
        as_value(offset, found.intercept_stderr),
    )  # fmt: skip


for _text in (
    gmean,
    hmean,
    sem,
    zscore,
    skew,
    kurtosis,
    zmap,
    median_abs_deviation,
    pearsonr,
    pmean,
):
    composite(f"scipy.stats.{_text.__name__}", _text, may_raise=True)
for _limited in (moment, variation, iqr):
    composite(
        f"scipy.stats.{_limited.__name__}", _limited, may_raise=True,
        unsupported=("nan_policy", "scale") if _limited is iqr else ("nan_policy",),
    )  # fmt: skip
composite("scipy.stats.gzscore", gzscore, may_raise=True)
composite("scipy.stats.linregress", linregress, may_raise=True)
twin("scipy.stats.gaussian_kde", Density)
composite("scipy.stats.gaussian_kde", kernel_density, may_raise=True)

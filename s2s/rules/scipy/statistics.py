"""Statistics of samples in ``scipy.stats``: means, moments, correlation and regression.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.stats

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively


@dataclass
class Regression:
    """``scipy.stats.linregress``'s result."""

    slope: Any
    intercept: Any
    rvalue: Any
    pvalue: Any
    stderr: Any
    intercept_stderr: Any


def gmean(a: Any, axis: Any = 0) -> Any:
    """``scipy.stats.gmean``."""
    found = passively(scipy.stats.gmean, a, axis)
    return as_value(np.exp(np.mean(np.log(np.asarray(a) * 1.0), axis)), found)


def hmean(a: Any, axis: Any = 0) -> Any:
    """``scipy.stats.hmean``."""
    found = passively(scipy.stats.hmean, a, axis)
    return as_value(1.0 / np.mean(1.0 / (np.asarray(a) * 1.0), axis), found)


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
        as_value(correlation, found.rvalue), found.pvalue, as_value(deviation, found.stderr),
        as_value(offset, found.intercept_stderr),
    )  # fmt: skip


for _text in (gmean, hmean, sem, zscore, skew, kurtosis):
    composite(f"scipy.stats.{_text.__name__}", _text, may_raise=True)
composite("scipy.stats.linregress", linregress, may_raise=True)

"""Derivatives of distributions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.special

from s2s.runtime.decompositions import from_triangle, read_triangle
from s2s.runtime.scipy_incomplete import gamma_density, gammainc_order


def standard(x: Any, loc: Any, scale: Any, low: float, high: float, inside: float) -> Any:
    """The place of ``x`` in the standard form, and ``inside`` where it is out of the support."""
    z = (x - loc) / scale
    return np.where((z >= low) & (z <= high), z, inside)


def supported(slope: Any, x: Any, loc: Any, scale: Any, low: float, high: float) -> Any:
    """The slope inside of the support, 0 outside, nan where there is no distribution."""
    z = (x - loc) / scale
    outside = np.where(np.isnan(z) | np.less_equal(scale, 0), np.nan, 0.0)
    return np.where((z >= low) & (z <= high) & np.greater(scale, 0), slope, outside)


def at_end(value: Any, gap: Any, limit: Any) -> Any:
    """``value``, and where it is nan with a gap of 0, at an end of the support, its limit.

    >>> at_end(np.array([np.nan, 2.0]), np.array([0.0, 0.0]), 1.0)
    array([1., 2.])
    """
    return np.where(np.isnan(value) & np.equal(gap, 0), limit, value)


def bent(z: Any, c: Any) -> Any:
    """``-log(1 - c * z) / c``, which is ``z`` where ``c`` is 0: what extremes are distributed by.

    >>> float(bent(0.5, 0.0)), float(bent(0.5, 1.0)) == float(np.log(2.0))
    (0.5, True)
    """
    u = c * z
    near = np.abs(u) < 0.05
    total: Any = 0.0
    for k in range(14, 0, -1):
        total = total * u + 1 / k
    far = np.where(near, 0.5, u)
    return z * np.where(near, total, -np.log1p(-far) / far)


def bent_order(z: Any, c: Any) -> Any:
    """The derivative of `bent` by ``c``.

    >>> float(bent_order(0.5, 0.0))
    0.125
    """
    u = c * z
    near = np.abs(u) < 0.05
    total: Any = 0.0
    for k in range(14, 0, -1):
        total = total * u + k / (k + 1)
    far = np.where(near, 0.5, u)
    return z * z * np.where(near, total, (1 / (1 - far) + np.log1p(-far) / far) / far)


def at_infinity(value: Any, x: Any, ans: Any) -> Any:
    """``value``, and 0 where it is nan at an infinite ``x``: what vanishes does not move there.

    >>> at_infinity(np.array([np.nan, np.nan]), np.array([np.inf, 1.0]), 0.0)
    array([ 0., nan])
    """
    return np.where(np.isinf(x) & np.isnan(value) & np.isfinite(ans), 0.0, value)


def moved(x: Any, loc: Any, scale: Any, density: Any) -> Any:
    """The place of ``x`` in the standard form, times a density, which is 0 at infinity."""
    inside = np.where(np.isinf(x), 0.0, x - loc)
    return inside / scale * np.where(np.isinf(x), 0.0, density)


def end_slope(power: Any, limit: Any, steep: Any) -> Any:
    """The slope of a power of the distance, at 0: ``limit`` of the first power."""
    other = np.where(np.greater(power, 1), 0.0, np.where(np.greater(power, 0), steep, np.nan))
    return np.where(np.equal(power, 1), limit, other)


def end_ratio(ratio: Any, ans: Any, gap: Any) -> Any:
    """The slope of the logarithm of a share that vanishes at an end: infinite there."""
    return np.where(np.equal(gap, 0) & np.isneginf(ans), np.inf, ratio)


def normal_moment(z: Any) -> Any:
    """``z`` times the density of the normal distribution, 0 at infinities."""
    inside = np.where(np.isinf(z), 0.0, z)
    return inside * np.exp(-(inside**2) / 2) / math.sqrt(2 * math.pi)


def normal_density(z: Any) -> Any:
    """The density of the standard normal distribution."""
    return np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def normal_inside(a: Any, b: Any) -> Any:
    """The normal distribution's share between two places, in the tails to full precision."""
    turned = np.greater(a, 0)
    low, high = np.where(turned, -b, a), np.where(turned, -a, b)
    return scipy.special.ndtr(high) - scipy.special.ndtr(low)


def gennorm_order(beta: Any, z: Any) -> Any:
    """The derivative of the generalised normal distribution function by its shape."""
    size = np.abs(z)
    power = size**beta
    moved = scipy.special.xlogy(power, size) * gamma_density(
        1 / beta, np.where(size > 0, power, 1.0)
    )
    return np.sign(z) / 2 * (moved - gammainc_order(1 / beta, power) / beta**2)


def log_ratio(log: Any, ans: Any) -> Any:
    """``exp(log - ans)``, and 0 where ``log`` is minus infinity."""
    none = np.isneginf(log)
    return np.where(none, 0.0, np.exp(np.where(none, 0.0, log) - np.where(none, 0.0, ans)))


def student_log_order(df: Any, z: Any) -> Any:
    """The derivative of the log-density of Student's distribution by its degrees of freedom."""
    square = z**2
    inner = scipy.special.psi((df + 1) / 2) - scipy.special.psi(df / 2) - 1 / df
    return (inner - np.log1p(square / df) + (df + 1) * square / (df * (df + square))) / 2


def f_log_order(n: Any, d: Any, z: Any) -> Any:
    """The derivative of the log-density of the F distribution by its first parameter."""
    digammas = scipy.special.psi((n + d) / 2) - scipy.special.psi(n / 2)
    inner = np.log(n * z / (d + n * z)) + 1 + digammas
    return (inner - (n + d) * z / (d + n * z)) / 2


def f_log_second_order(n: Any, d: Any, z: Any) -> Any:
    """The derivative of the log-density of the F distribution by its second parameter."""
    digammas = scipy.special.psi((n + d) / 2) - scipy.special.psi(d / 2)
    inner = np.log(d / (d + n * z)) + 1 + digammas
    return (inner - (n + d) / (d + n * z)) / 2


def geometric_slope(k: Any, p: Any) -> Any:
    """The derivative of ``1 - (1 - p)**k`` by ``p``; 0 below 1."""
    inside = np.maximum(k, 1)
    return np.where(k < 1, 0.0, inside * np.power(1 - p, inside - 1))


def binomial_slope(k: Any, n: Any, p: Any) -> Any:
    """Minus the derivative of the binomial distribution function by ``p``; 0 at its ends."""
    inside = np.logical_and(k >= 0, k < n)
    low = np.where(inside, k, 0.0)
    high = np.where(inside, n - k, 1.0)
    log = scipy.special.xlogy(low, p) + scipy.special.xlog1py(high - 1, -p)
    return np.where(inside, np.exp(log - scipy.special.betaln(low + 1, high)), 0.0)


def normal_matrix(mean: Any, cov: Any) -> Any:
    """The covariance matrix that a number, a diagonal or one half of a matrix stands for."""
    if not isinstance(cov, np.ndarray | np.generic | float | int | list | tuple):
        return cov.covariance  # one of SciPy's objects
    if np.ndim(cov) == 2:
        return from_triangle(cov, "L")
    count = 1 if mean is None else np.size(mean)
    return np.multiply(np.eye(count), cov)


def normal_deviation(x: Any, mean: Any, count: int) -> Any:
    """The deviations of samples from the mean, with the dimensions last."""
    if np.ndim(x) == 0:
        x = np.reshape(x, (1,))
    elif np.ndim(x) == 1 and count == 1:
        x = np.reshape(x, (-1, 1))
    return x if mean is None else x - mean


def normal_parts(ct: Any, x: Any, mean: Any, cov: Any) -> tuple[Any, Any, Any]:
    """For each sample its cotangent and its deviation over the covariance; the precision."""
    precision = np.linalg.inv(normal_matrix(mean, cov))
    deviation = normal_deviation(x, mean, len(precision))
    given = np.reshape(ct, np.shape(deviation)[:-1])
    return np.expand_dims(given, -1), np.matmul(deviation, precision), precision


def normal_x_ct(ct: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The cotangent of the samples in ``scipy.stats.multivariate_normal.logpdf``."""
    given, solved, _ = normal_parts(ct, x, mean, cov)
    return np.reshape(-given * solved, np.shape(x))


def normal_mean_ct(ct: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The cotangent of the mean in ``scipy.stats.multivariate_normal.logpdf``."""
    given, solved, precision = normal_parts(ct, x, mean, cov)
    total = np.sum(np.reshape(given * solved, (-1, len(precision))), axis=0)
    return np.reshape(total, np.shape(mean))


def normal_cov_ct(ct: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The cotangent of the covariance, in the half that is read, of the same function."""
    given, solved, precision = normal_parts(ct, x, mean, cov)
    rows = np.reshape(solved, (-1, len(precision)))
    weighted = np.reshape(given * solved, (-1, len(precision)))
    share = (np.matmul(weighted.T, rows) - np.sum(given) * precision) / 2
    if np.ndim(cov) == 2:
        return read_triangle(share, "L")
    return np.diagonal(share).copy() if np.ndim(cov) == 1 else np.trace(share)


def normal_x_dot(dot: Any, ans: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The tangent that the samples' gives in ``scipy.stats.multivariate_normal.logpdf``."""
    _, solved, precision = normal_parts(ans, x, mean, cov)
    moved = normal_deviation(dot, None, len(precision))
    return np.reshape(-np.sum(solved * moved, axis=-1), np.shape(ans))


def normal_mean_dot(dot: Any, ans: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The tangent that the mean's gives in the same function."""
    _, solved, _ = normal_parts(ans, x, mean, cov)
    return np.reshape(np.sum(solved * dot, axis=-1), np.shape(ans))


def normal_cov_dot(dot: Any, ans: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The tangent that the covariance's gives in the same function."""
    _, solved, precision = normal_parts(ans, x, mean, cov)
    change = normal_matrix(mean, dot)
    square = np.sum(solved * np.matmul(solved, change), axis=-1)
    return np.reshape((square - np.sum(precision * change)) / 2, np.shape(ans))


def entropy_slope(mean: Any, cov: Any) -> Any:
    """The derivative of the entropy of a normal distribution by its covariance."""
    if np.ndim(cov) == 2:
        return read_triangle(0.5 * np.linalg.inv(from_triangle(cov, "L")), "L")
    if np.ndim(cov) == 1:
        return 0.5 / np.asarray(cov)
    return 0.5 * (1 if mean is None else np.size(mean)) / np.asarray(cov)

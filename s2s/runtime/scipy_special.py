"""Derivatives of SciPy's special functions that are longer than a formula."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.special


def outputs_ct(ct: Any, slopes: Any) -> Any:
    """The cotangent of the argument of a function with several results."""
    total: Any = 0.0
    for part, slope in zip(ct, slopes, strict=True):
        if part is not None:
            total = total + part * slope
    return total


def outputs_dot(dot: Any, slopes: Any) -> Any:
    """The tangents of the results of a function with several of them."""
    return tuple([dot * slope for slope in slopes])


def masked_product(ans: Any, slope: Any) -> Any:
    """``ans * slope``, and 0 where a function was set to 0 outside of its domain."""
    outside = np.equal(ans, 0)
    return np.where(outside, 0.0, ans * np.where(outside, 0.0, slope))


def nan_with(ans: Any, slope: Any) -> Any:
    """``slope``, and nan where the function itself is.

    >>> nan_with(np.array([np.nan, 1.0]), 2.0)
    array([nan,  2.])
    """
    return np.where(np.isnan(ans), np.nan, slope)


def rgamma_slope(x: Any, ans: Any) -> Any:
    """The derivative of ``1 / gamma(x)``, also at its zeros.

    >>> float(rgamma_slope(-2.0, 0.0))
    2.0
    """
    zero = np.logical_and(np.less_equal(x, 0), np.equal(x, np.floor(x)))
    safe = np.where(zero, 1.0, x)
    at_zero = np.where(np.fmod(x, 2) == 0, 1.0, -1.0) * scipy.special.gamma(
        1 - np.where(zero, x, 0.0)
    )
    return np.where(zero, at_zero, -scipy.special.psi(safe) * ans)


def multigammaln_slope(a: Any, d: int) -> Any:
    """The derivative of ``scipy.special.multigammaln(a, d)`` by ``a``."""
    total = scipy.special.psi(a)
    for j in range(1, int(d)):
        total = total + scipy.special.psi(np.subtract(a, j / 2))
    return total


def less_one(n: Any) -> Any:
    """``n - 1``, and 0 where ``n`` is 0."""
    return np.where(np.equal(n, 0), 0, np.subtract(n, 1))


def expn_slope(n: Any, x: Any) -> Any:
    """The derivative of the exponential integral of order ``n``; DLMF 8.19.13."""
    below = scipy.special.expn(np.maximum(np.subtract(n, 1), 0), x)
    return np.where(np.equal(n, 0), -np.exp(-x) * (1 / x + 1 / x**2), -below)


def spence_slope(z: Any) -> Any:
    """``log(z) / (1 - z)``, and -1 at 1."""
    one = np.equal(z, 1)
    return np.where(one, -1.0, np.log(z) / np.where(one, 1.0, 1 - z))


def agm_slope(a: Any, b: Any, ans: Any, other: Any) -> Any:
    """The derivative of the arithmetic-geometric mean by ``a`` (other: b) or ``b`` (other: -a).

    The mean is ``pi / 4 * (a + b) / K(m)`` with ``m = ((a - b) / (a + b))**2``; DLMF 19.8.5.
    """
    total = a + b
    p = 4 * (a / total) * (b / total)
    change = ellipkm1_slope(p) / scipy.special.ellipkm1(p) * 4 * (a - b) / total * other / total
    return ans / total * (1 - change)


def spherical_slope(
    function: Callable[..., Any], n: Any, z: Any, sign: float, derivative: bool
) -> Any:
    """The derivative of a spherical Bessel function, or by its equation that of its derivative.

    ``sign`` is 1 for j and y, -1 for i and k; DLMF 10.47.1 and 10.47.2.
    """
    slope = function(n, z, True)
    if not derivative:
        return slope
    return -2 * slope / z - (sign - np.multiply(n, np.add(n, 1)) / z**2) * function(n, z)


def exprel_slope(x: Any) -> Any:
    """The derivative of ``(exp(x) - 1) / x``; SciPy's own function does not return at infinity.

    >>> exprel_slope(np.array([0.0, np.inf]))
    array([0.5, inf])
    """
    far = np.isinf(x)
    found = scipy.special.hyp1f1(2, 3, np.where(far, 0.0, x)) / 2
    return np.where(far, np.where(np.greater(x, 0), np.inf, 0.0), found)


def boxcox_order(log: Any, lmbda: Any) -> Any:
    """The derivative of ``expm1(lmbda * log) / lmbda`` by ``lmbda``."""
    return log**2 * exprel_slope(lmbda * log)


def diric_slope(x: Any, n: Any) -> Any:
    """The derivative of the periodic sinc function, a straight line around its peaks."""
    half = x / 2
    low = np.sin(half)
    peak = np.abs(low) < 1e-7
    safe = np.where(peak, 1.0, low)
    top = n * np.cos(n * half) * safe - np.sin(n * half) * np.cos(half)
    turned = np.where(np.equal(n % 2, 0), 1.0, np.cos(half))
    return np.where(peak, -(n * n - 1) / 6 * low * turned, top / (2 * n * safe**2))


def ellipk_slope(m: Any) -> Any:
    """The derivative of the complete elliptic integral of the first kind, also at 0."""
    return ellipkm1_slope(1 - m)


def ellipkm1_slope(p: Any) -> Any:
    """The same derivative, by what ``m`` lacks to 1."""
    rest = scipy.special.elliprd(0.0, p, 1.0) / 3
    return (scipy.special.ellipkm1(p) - rest) / (2 * p)


def elliprd_share(x: Any, y: Any, z: Any) -> Any:
    """``z * RD(x, y, z) / 3``, and its limit 0 where ``z`` is 0."""
    none = np.equal(z, 0)
    return z * scipy.special.elliprd(x, y, np.where(none, 1.0, z)) / 3


def ellipd_incomplete(phi: Any, m: Any) -> Any:
    """``(F - E) / m`` of the incomplete elliptic integrals, also at 0; DLMF 19.25.13."""
    turns = np.round(phi / math.pi)
    rest = phi - turns * math.pi
    sine, cosine = np.sin(rest), np.cos(rest)
    part = sine**3 * scipy.special.elliprd(cosine**2, 1 - m * sine**2, 1.0) / 3
    return part + 2 * turns * scipy.special.elliprd(0.0, 1 - m, 1.0) / 3


def ellipkinc_parameter(phi: Any, m: Any, ans: Any) -> Any:
    """The derivative of the incomplete elliptic integral of the first kind by ``m``."""
    root = np.sqrt(1 - m * np.sin(phi) ** 2)
    rest = ellipd_incomplete(phi, m) + np.sin(phi) * np.cos(phi) / root
    return (ans - rest) / (2 * (1 - m))


def ellipj_parameter_slopes(ans: Any, m: Any) -> tuple[Any, Any, Any, Any]:
    """The derivatives of Jacobi's sn, cn, dn and the amplitude by ``m``."""
    sn, cn, dn, phi = ans
    turn = -dn * ellipkinc_parameter(phi, m, scipy.special.ellipkinc(phi, m))
    return cn * turn, -sn * turn, -sn * (sn + 2 * m * cn * turn) / (2 * dn), turn


def kept_axes(part: Any, a: Any, axis: Any, keepdims: bool) -> Any:
    """A result of a reduction with the axes that it lost."""
    if keepdims or axis is None or np.ndim(a) == 0:
        return part
    return np.expand_dims(part, axis)


def log_sum_weight(ans: Any, a: Any, axis: Any, keepdims: bool, signed: bool) -> Any:
    """The share of each element in ``scipy.special.logsumexp``, the factors ``b`` left out."""
    log = kept_axes(ans[0] if signed else ans, a, axis, keepdims)
    sign = kept_axes(ans[1], a, axis, keepdims) if signed else 1.0
    same = np.equal(a, log) & np.isinf(a)  # of what is finite, the difference is 0 and has a slope
    return sign * np.exp(np.where(same, 0.0, a - np.where(same, 0.0, log)))


def logsumexp_first(
    ct: Any, ans: Any, a: Any, axis: Any, b: Any, keepdims: bool, signed: bool
) -> Any:
    """The cotangent of ``a`` in ``scipy.special.logsumexp``."""
    share = logsumexp_second(ct, ans, a, axis, b, keepdims, signed)
    return share if b is None else share * b


def logsumexp_second(
    ct: Any, ans: Any, a: Any, axis: Any, b: Any, keepdims: bool, signed: bool
) -> Any:
    """The cotangent of ``b`` in ``scipy.special.logsumexp``."""
    both = a if b is None else a + np.zeros(np.shape(b))
    weight = log_sum_weight(ans, both, axis, keepdims, signed)
    back = ct[0] if signed else ct
    return 0.0 * weight if back is None else kept_axes(back, both, axis, keepdims) * weight


def logsumexp_first_dot(
    dot: Any, ans: Any, a: Any, axis: Any, b: Any, keepdims: bool, signed: bool
) -> Any:
    """What the tangent of ``a`` adds to that of ``scipy.special.logsumexp``."""
    return logsumexp_second_dot(dot if b is None else dot * b, ans, a, axis, b, keepdims, signed)


def logsumexp_second_dot(
    dot: Any, ans: Any, a: Any, axis: Any, b: Any, keepdims: bool, signed: bool
) -> Any:
    """What the tangent of ``b`` adds to that of ``scipy.special.logsumexp``."""
    both = a if b is None else a + np.zeros(np.shape(b))
    weight = log_sum_weight(ans, both, axis, keepdims, signed)
    moved = np.sum(weight * dot, axis, keepdims=keepdims)
    return (moved, 0.0 * ans[1]) if signed else moved

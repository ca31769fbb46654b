"""Derivatives of SciPy's special functions that are longer than a formula."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.special

from s2s.runtime.guarded import log_shares


def outputs_ct(ct: Any, slopes: Any) -> Any:
    """The cotangent of the argument of a function with several results.

    A result that nothing depends on adds nothing where its slope is infinite.
    """
    total: Any = 0.0
    for part, slope in zip(ct, slopes, strict=True):
        if part is not None:
            total = total + part * np.where(np.equal(part, 0) & np.isinf(slope), 0.0, slope)
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
    """The derivative of ``1 / gamma(x)``, by the reflection formula where its zeros are.

    >>> float(rgamma_slope(-2.0, 0.0))
    2.0
    """
    mirrored = np.less(x, 0.5)
    low, high = np.where(mirrored, x, 0.0), np.where(mirrored, 1.0, x)
    nearest = np.round(low)
    sign = np.where(np.fmod(nearest, 2) == 0, 1.0, -1.0)
    turn = math.pi * (low - nearest)
    change = np.cos(turn) - scipy.special.psi(1 - low) / math.pi * np.sin(turn)
    return np.where(
        mirrored, sign * scipy.special.gamma(1 - low) * change, -scipy.special.psi(high) * ans
    )


def over_itself(numerator: Any, x: Any) -> Any:
    """``numerator / x`` that is infinite at 0, where its own derivative is 0 and not nan.

    >>> over_itself(np.ones(2), np.array([0.0, 2.0]))
    array([inf, 0.5])
    """
    pole = np.equal(x, 0)
    return np.where(pole, np.inf, numerator / np.where(pole, 1.0, x))


def over_x(numerator: Any, x: Any, *series: float) -> Any:
    """``numerator / x``, and at 0 its series in ``x**2``: so that derivatives there are right too.

    >>> over_x(np.sin(np.array([0.0, 1.0])), np.array([0.0, 1.0]), 1.0, -1 / 6).round(4)
    array([1.    , 0.8415])
    """
    none = np.equal(x, 0)
    square = np.where(none, x, 0.0) ** 2
    total: Any = 0.0
    for term in series[::-1]:
        total = term + total * square
    return np.where(none, total, numerator / np.where(none, 1.0, x))


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
    """``log(z) / (1 - z)``, about 1 as a hypergeometric function.

    >>> float(spence_slope(1.0))
    -1.0
    """
    near = np.abs(z - 1) < 0.1
    place = np.where(near, z, 1.0)
    far = np.where(near, 2.0, z)
    return np.where(near, -scipy.special.hyp2f1(1.0, 1.0, 2.0, 1 - place), np.log(far) / (1 - far))


def struve_slope(function: Callable[..., Any], v: Any, x: Any, sign: int) -> Any:
    """The derivative of a Struve function by its neighbours, without a pole at 0.

    ``sign`` is -1 for ``struve``, 1 for ``modstruve``; DLMF 11.4.23 to 11.4.26.
    """
    power = (x / 2) ** v * scipy.special.rgamma(np.add(v, 1.5)) / math.sqrt(math.pi)
    above = sign * function(np.add(v, 1), x) + power
    none = np.equal(v, 0)
    below = function(np.where(none, 0.0, np.subtract(v, 1)), x)
    ratio = (below - sign * function(np.add(v, 1), x) - power) / 2
    return np.where(none, 0.0, ratio) + above


def agm_slope(a: Any, b: Any, ans: Any, other: Any) -> Any:
    """The derivative of the arithmetic-geometric mean by ``a`` (other: b) or ``b`` (other: -a).

    The mean is ``pi / 4 * (a + b) / K(m)`` with ``m = ((a - b) / (a + b))**2``; DLMF 19.8.5.
    """
    total = np.add(a, b)
    p = 4 * (a / total) * (b / total)
    change = ellipkm1_slope(p) / scipy.special.ellipkm1(p) * 4 * (a - b) / total * other / total
    return ans / total * (1 - change)


def spherical_slope(
    function: Callable[..., Any], n: Any, z: Any, signs: tuple[int, int], derivative: bool
) -> Any:
    """The derivative of a spherical Bessel function, or by its neighbours' that of its derivative.

    ``signs`` are those of the orders below and above; DLMF 10.51.2 and 10.51.5. The differential
    equation would do as well, but has a pole at 0.
    """
    if not derivative:
        return function(n, z, True)
    below, above = signs
    more = np.add(n, 1)
    total = below * n * function(less_one(n), z, True) + above * more * function(more, z, True)
    return total / (n + more)


def exprel_slope(x: Any) -> Any:
    """The derivative of ``(exp(x) - 1) / x``; SciPy's own function does not return far out.

    >>> exprel_slope(np.array([0.0, np.inf, 1e160]))
    array([0.5, inf, inf])
    """
    far = np.greater(np.abs(x), 1000.0)  # where the exponential is infinite or 0
    found = scipy.special.hyp1f1(2, 3, np.where(far, 0.0, x)) / 2
    away = np.where(far, x, 1.0)
    return np.where(far, np.where(np.greater(x, 0), np.inf, 1.0 / away / away), found)


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
    weight = log_shares(both, axis, b)
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
    weight = log_shares(both, axis, b)
    moved = np.sum(weight * dot, axis, keepdims=keepdims)
    return (moved, 0.0 * ans[1]) if signed else moved

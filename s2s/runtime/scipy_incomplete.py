"""The incomplete gamma and beta functions by their parameters.

There is no closed form; what converges are the functions' own series and continued fractions,
differentiated term by term. All terms of a series are positive, so nothing cancels.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.special


def float_type(*values: Any) -> Any:
    """The dtype of a result made of these: single precision only where all say so."""
    kind = np.result_type(*values)
    return kind if kind.kind == "f" else np.dtype(float)


def gamma_density(a: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.gammainc(a, x)`` by ``x``: 0 at infinity."""
    near = np.where(np.isposinf(x), 0.0, x)
    large = np.greater(a, 1e4)
    shape = np.where(large, 1.0, a)
    log = scipy.special.xlogy(shape - 1, near) - near - scipy.special.gammaln(shape)
    far = gamma_mass(np.where(large, a, 2e4) - 1, near)
    return np.where(np.isposinf(x), 0.0, np.where(large, far, np.exp(log)))


def gamma_mass(a: Any, x: Any) -> Any:
    """``x**a * exp(-x) / gamma(a + 1)`` of large ``a``, whose logarithms would cancel; DLMF 5.11.3."""
    gap = (x - a) / a
    none = np.less_equal(gap, -1)
    log = np.log1p(np.where(none, 0.0, gap)) - gap
    size = np.exp(a * log - 1 / (12 * a)) / np.sqrt(2 * math.pi * a)
    return np.where(none, 0.0, size)


def beta_density(a: Any, b: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.betainc(a, b, x)`` by ``x``."""
    return np.exp(
        scipy.special.xlogy(a - 1, x)
        + scipy.special.xlog1py(b - 1, -x)
        - scipy.special.betaln(a, b)
    )


def student_density(v: Any, t: Any) -> Any:
    """The derivative of ``scipy.special.stdtr(v, t)`` by ``t``."""
    scale = np.exp(scipy.special.gammaln((v + 1) / 2) - scipy.special.gammaln(v / 2))
    return scale / np.sqrt(v * math.pi) * np.exp(-(v + 1) / 2 * np.log1p(t**2 / v))


def gammainc_order(a: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.gammainc(a, x)`` by ``a``; DLMF 8.7.1 and 8.9.2.

    >>> round(float(gammainc_order(1.5, 2.0)), 10)
    -0.2774335642
    """
    kind = float_type(a, x)
    a, x = np.asarray(a, float), np.asarray(x, float)
    inside = np.isfinite(a + x) & (a > 0) & (x > 0)
    large = inside & (a > 1e4)
    low = inside & ~large & (x <= a + 1)
    high = inside & ~large & (x > a + 1)
    first = gamma_series(np.where(low, a, 1.0), np.where(low, x, 0.5))
    second = gamma_fraction(np.where(high, a, 1.0), np.where(high, x, 4.0))
    outside = np.where(np.isnan(a + x) | (a <= 0) | (x < 0), np.nan, 0.0)
    if np.any(large):
        outside = np.where(large, gamma_steps(np.where(large, a, 2e4), x), outside)
    return np.where(low, first, np.where(high, -second, outside)).astype(kind)[()]


def gamma_steps(a: Any, x: Any) -> Any:
    """The derivative of the lower function by a large ``a``.

    By Stirling's formula for a derivative by central differences: those of steps of 1 are known.
    """
    a = a - 0.5
    middle, near = gamma_mass(a, x), gamma_mass(a + 1, x) + gamma_mass(a - 1, x)
    far = gamma_mass(a + 2, x) + gamma_mass(a - 2, x)
    second = near - 2 * middle
    return second / 24 - middle - 3 / 640 * (far - 4 * near + 6 * middle)


def gamma_series(a: Any, x: Any) -> Any:
    """The derivative by ``a`` of the lower function, where ``x`` is not above ``a + 1``."""
    term = np.exp(scipy.special.xlogy(a, x) - x - scipy.special.gammaln(a + 1))
    weight = np.log(x) - scipy.special.psi(a + 1)
    total, size = term * weight, term
    n = 1
    while np.any(term * np.abs(weight) > 1e-17 * size):
        term = term * x / (a + n)
        weight = weight - 1 / (a + n)
        total = total + term * weight
        size = size + term
        n += 1
    return total


def gamma_fraction(a: Any, x: Any) -> Any:
    """The derivative by ``a`` of the upper function, where ``x`` is above ``a + 1``."""
    count = 100 + int(8 * math.sqrt(float(np.max(a, initial=1.0))))
    value, slope = x + 2 * count + 1 - a, -np.ones(np.shape(a + x))
    for n in range(count, 0, -1):
        below = -n * (n - a)
        slope = -1 + n / value - below * slope / value**2
        value = x + 2 * n - 1 - a + below / value
    upper = np.exp(scipy.special.xlogy(a, x) - x - scipy.special.gammaln(a)) / value
    return upper * (np.log(x) - scipy.special.psi(a) - slope / value)


def betainc_first(a: Any, b: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.betainc(a, b, x)`` by ``a``; DLMF 8.17.8.

    >>> round(float(betainc_first(2.0, 3.0, 0.25)), 10)
    -0.2280536023
    """
    return beta_slope(a, b, x, 0)


def betainc_second(a: Any, b: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.betainc(a, b, x)`` by ``b``."""
    return beta_slope(a, b, x, 1)


def beta_slope(a: Any, b: Any, x: Any, which: int) -> Any:
    """The derivative by the first (0) or second (1) parameter, on both sides of the mean."""
    kind = float_type(a, b, x)
    a, b, x = np.asarray(a, float), np.asarray(b, float), np.asarray(x, float)
    inside = (a > 0) & (b > 0) & np.isfinite(a + b) & (x > 0) & (x < 1)
    swap = inside & (x > (a + 1) / (a + b + 2))
    p = np.where(inside, np.where(swap, b, a), 1.0)
    q = np.where(inside, np.where(swap, a, b), 1.0)
    y = np.where(inside, np.where(swap, 1 - x, x), 0.5)
    slopes = beta_series(p, q, y)
    found = np.where(swap, -slopes[1 - which], slopes[which])
    outside = np.where(np.isnan(a + b + x) | (a <= 0) | (b <= 0), np.nan, 0.0)
    return np.where(inside, found, outside).astype(kind)[()]


def beta_series(a: Any, b: Any, x: Any) -> tuple[Any, Any]:
    """Both derivatives, where ``x`` is not above ``(a + 1) / (a + b + 2)``."""
    term = (
        np.exp(
            scipy.special.xlogy(a, x) + scipy.special.xlog1py(b, -x) - scipy.special.betaln(a, b)
        )
        / a
    )
    first = np.log(x) + scipy.special.psi(a + b) - scipy.special.psi(a + 1)
    second = np.log1p(-x) - scipy.special.psi(b) + scipy.special.psi(a + b)
    total_a, total_b, size = term * first, term * second, term
    n = 0
    while np.any(term * (np.abs(first) + np.abs(second)) > 1e-17 * size):
        term = term * x * (a + b + n) / (a + 1 + n)
        first = first + 1 / (a + b + n) - 1 / (a + 1 + n)
        second = second + 1 / (a + b + n)
        total_a, total_b = total_a + term * first, total_b + term * second
        size = size + term
        n += 1
    return total_a, total_b


def fdtr_first(n: Any, d: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.fdtr(n, d, x)`` by ``n``."""
    y = n * x / (d + n * x)
    density = np.where(np.equal(x, 0), 0.0, beta_density(n / 2, d / 2, y))  # times 0, it is 0
    moved = density * x * d / (d + n * x) ** 2
    return betainc_first(n / 2, d / 2, y) / 2 + moved


def fdtr_second(n: Any, d: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.fdtr(n, d, x)`` by ``d``."""
    y = n * x / (d + n * x)
    density = np.where(np.equal(x, 0), 0.0, beta_density(n / 2, d / 2, y))  # times 0, it is 0
    moved = density * x * n / (d + n * x) ** 2
    return betainc_second(n / 2, d / 2, y) / 2 - moved


def student_order(v: Any, t: Any) -> Any:
    """The derivative of ``scipy.special.stdtr(v, t)`` by ``v``."""
    normal = np.isposinf(v)
    v = np.where(normal, 1.0, v)
    square = np.square(t)
    y = v / (v + square)
    scale = np.exp(scipy.special.xlogy(v / 2 - 1, y) - scipy.special.betaln(v / 2, 0.5))
    moved = scale * np.abs(t) / np.power(v + square, 1.5)
    slope = -np.sign(t) / 2 * (betainc_first(v / 2, 0.5, y) / 2 + moved)
    return np.where(normal, 0.0, slope)

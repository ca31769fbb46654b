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
    return scale / np.sqrt(v * math.pi) * np.exp(-(v + 1) / 2 * np.log1p(np.square(t) / v))


def gammainc_order(a: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.gammainc(a, x)`` by ``a``; DLMF 8.7.1 and 8.9.2.

    >>> round(float(gammainc_order(1.5, 2.0)), 10)
    -0.2774335642
    """
    return gamma_slope(a, x, 0)


def gammainc_bend(a: Any, x: Any) -> Any:
    """The second derivative of ``scipy.special.gammainc(a, x)`` by ``a``.

    >>> round(float(gammainc_bend(1.0, 1.0)), 10)
    0.0336180353
    """
    return gamma_slope(a, x, 1)


def gamma_slope(a: Any, x: Any, which: int) -> Any:
    """The first (0) or second (1) derivative by ``a``, on both sides of the mean."""
    kind = float_type(a, x)
    a, x = np.asarray(a, float), np.asarray(x, float)
    inside = np.isfinite(a + x) & (a > 0) & (x > 0)
    large = inside & (a > 1e4)
    low = inside & ~large & (x <= a + 1)
    high = inside & ~large & (x > a + 1)
    first = gamma_series(np.where(low, a, 1.0), np.where(low, x, 0.5))[which]
    second = gamma_fraction(np.where(high, a, 1.0), np.where(high, x, 4.0))[which]
    outside = np.where(np.isnan(a + x) | (a <= 0) | (x < 0), np.nan, 0.0)
    if np.any(large):
        steps = gamma_bends if which else gamma_steps
        outside = np.where(large, steps(np.where(large, a, 2e4), x), outside)
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


def gamma_bends(a: Any, x: Any) -> Any:
    """The second derivative of the lower function by a large ``a``, in the same way."""
    mass = [gamma_mass(a + n, x) for n in (-2, -1, 0, 1)]
    far, middle, near = (mass[n] - mass[n + 1] for n in range(3))
    return middle - (near - 2 * middle + far) / 12


def gamma_series(a: Any, x: Any) -> tuple[Any, Any]:
    """Both derivatives by ``a`` of the lower function, where ``x`` is not above ``a + 1``."""
    term = np.exp(scipy.special.xlogy(a, x) - x - scipy.special.gammaln(a + 1))
    weight = np.log(x) - scipy.special.psi(a + 1)
    bend = -scipy.special.polygamma(1, a + 1)
    slope, curve, size = term * weight, term * (weight**2 + bend), term
    n = 1
    while np.any(term * (np.abs(weight) + weight**2 + np.abs(bend)) > 1e-17 * size):
        term = term * x / (a + n)
        weight = weight - 1 / (a + n)
        bend = bend + 1 / (a + n) ** 2
        slope, curve = slope + term * weight, curve + term * (weight**2 + bend)
        size = size + term
        n += 1
    return slope, curve


def gamma_fraction(a: Any, x: Any) -> tuple[Any, Any]:
    """Both derivatives by ``a`` of the upper function, where ``x`` is above ``a + 1``."""
    count = 100 + int(8 * math.sqrt(float(np.max(a, initial=1.0))))
    value, slope = x + 2 * count + 1 - a, -np.ones(np.shape(a + x))
    bend = np.zeros(np.shape(a + x))
    for n in range(count, 0, -1):
        below = -n * (n - a)
        bend = (below * (2 * slope**2 / value - bend) - 2 * n * slope) / value**2
        slope = -1 + n / value - below * slope / value**2
        value = x + 2 * n - 1 - a + below / value
    upper = np.exp(scipy.special.xlogy(a, x) - x - scipy.special.gammaln(a)) / value
    weight = np.log(x) - scipy.special.psi(a) - slope / value
    change = (slope / value) ** 2 - bend / value - scipy.special.polygamma(1, a)
    return upper * weight, upper * (weight**2 + change)


def betainc_first(a: Any, b: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.betainc(a, b, x)`` by ``a``; DLMF 8.17.8.

    >>> round(float(betainc_first(2.0, 3.0, 0.25)), 10)
    -0.2280536023
    """
    return beta_slope(a, b, x, 0)


def betainc_second(a: Any, b: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.betainc(a, b, x)`` by ``b``."""
    return beta_slope(a, b, x, 1)


def betainc_bend_first(a: Any, b: Any, x: Any) -> Any:
    """The second derivative of ``scipy.special.betainc(a, b, x)`` by ``a``."""
    return beta_slope(a, b, x, 2)


def betainc_bend_second(a: Any, b: Any, x: Any) -> Any:
    """The second derivative of ``scipy.special.betainc(a, b, x)`` by ``b``."""
    return beta_slope(a, b, x, 3)


def betainc_bend_both(a: Any, b: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.betainc(a, b, x)`` by ``a`` and ``b``."""
    return beta_slope(a, b, x, 4)


def beta_slope(a: Any, b: Any, x: Any, which: int) -> Any:
    """A derivative by the parameters, on both sides of the mean.

    By the first (0) or second (1); by the first (2) or second (3) twice; by both (4).
    """
    kind = float_type(a, b, x)
    a, b, x = np.asarray(a, float), np.asarray(b, float), np.asarray(x, float)
    inside = (a > 0) & (b > 0) & np.isfinite(a + b) & (x > 0) & (x < 1)
    swap = inside & (x > (a + 1) / (a + b + 2))
    p = np.where(inside, np.where(swap, b, a), 1.0)
    q = np.where(inside, np.where(swap, a, b), 1.0)
    y = np.where(inside, np.where(swap, 1 - x, x), 0.5)
    slopes = beta_series(p, q, y)
    found = np.where(swap, -slopes[(1, 0, 3, 2, 4)[which]], slopes[which])
    outside = np.where(np.isnan(a + b + x) | (a <= 0) | (b <= 0), np.nan, 0.0)
    return np.where(inside, found, outside).astype(kind)[()]


def beta_series(a: Any, b: Any, x: Any) -> tuple[Any, ...]:
    """All derivatives, where ``x`` is not above ``(a + 1) / (a + b + 2)``."""
    term = (
        np.exp(
            scipy.special.xlogy(a, x) + scipy.special.xlog1py(b, -x) - scipy.special.betaln(a, b)
        )
        / a
    )
    first = np.log(x) + scipy.special.psi(a + b) - scipy.special.psi(a + 1)
    second = np.log1p(-x) - scipy.special.psi(b) + scipy.special.psi(a + b)
    both, own = scipy.special.polygamma(1, a + b), scipy.special.polygamma(1, a + 1)
    other = scipy.special.polygamma(1, b)
    parts, size, n = beta_parts(first, second, both, own, other), term, 0
    totals = [term * part for part in parts]
    while np.any(term * np.sum(np.abs(parts), 0) > 1e-17 * size):
        term = term * x * (a + b + n) / (a + 1 + n)
        first = first + 1 / (a + b + n) - 1 / (a + 1 + n)
        second = second + 1 / (a + b + n)
        both, own = both - 1 / (a + b + n) ** 2, own - 1 / (a + 1 + n) ** 2
        parts = beta_parts(first, second, both, own, other)
        totals = [total + term * part for total, part in zip(totals, parts, strict=True)]
        size = size + term
        n += 1
    return tuple(totals)


def beta_parts(first: Any, second: Any, both: Any, own: Any, other: Any) -> tuple[Any, ...]:
    """The derivatives of a term, divided by it."""
    return (
        first, second, first**2 + both - own, second**2 + both - other, first * second + both
    )  # fmt: skip


def fdtr_first(n: Any, d: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.fdtr(n, d, x)`` by ``n``."""
    total = np.add(d, n * x)
    y = n * x / total
    density = np.where(np.equal(x, 0), 0.0, beta_density(n / 2, d / 2, y))  # times 0, it is 0
    moved = density * x * d / total**2
    return betainc_first(n / 2, d / 2, y) / 2 + moved


def fdtr_second(n: Any, d: Any, x: Any) -> Any:
    """The derivative of ``scipy.special.fdtr(n, d, x)`` by ``d``."""
    total = np.add(d, n * x)
    y = n * x / total
    density = np.where(np.equal(x, 0), 0.0, beta_density(n / 2, d / 2, y))  # times 0, it is 0
    moved = density * x * n / total**2
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

"""Slopes of special functions that are differences of nearly equal numbers, or of poles.

Far out by their asymptotic series (DLMF 5.11.2 and 7.12.1), at poles by their limits.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.special

from s2s.runtime.scipy_special import rgamma_slope


def far_terms(q: Any, order: int) -> Any:
    """The sum of ``(2k - 1)!! q**k`` over k, with the factors of a derivative of this order by z.

    ``q`` is proportional to ``1 / z**2``, and the terms are those of ``1 / z`` times the sum.
    """
    total, size = 0.0, 1.0
    for k in range(8):
        factor = 1.0 if order == 0 else 2 * k + 1.0
        factor = factor * (2 * k + 2.0) if order == 2 else factor
        total = total + factor * size
        size = size * (2 * k + 1) * q
    return total


def wofz_slope(z: Any, ans: Any) -> Any:
    """The derivative of the Faddeeva function, of the value ``ans``."""
    far = (np.abs(z) > 50) & ((np.imag(z) >= 0) | (np.real(z * z) > 2500))
    safe = np.where(far, z, 100.0)
    tail = -1j / (math.sqrt(math.pi) * safe**2) * far_terms(0.5 / safe**2, 1)
    return np.where(far, tail, 2j / math.sqrt(math.pi) - 2 * z * ans)


def dawsn_slope(x: Any, ans: Any) -> Any:
    """The derivative of Dawson's integral, of the value ``ans``."""
    far = np.real(x * x) > 2500
    safe = np.where(far, x, 100.0)
    return np.where(far, -0.5 / safe**2 * far_terms(0.5 / safe**2, 1), 1 - 2 * x * ans)


def erfcx_slope(x: Any, ans: Any) -> Any:
    """The derivative of the scaled complementary error function, of the value ``ans``."""
    far = np.real(x) > 50
    safe = np.where(far, x, 100.0)
    tail = -1 / (math.sqrt(math.pi) * safe**2) * far_terms(-0.5 / safe**2, 1)
    return np.where(far, tail, 2 * x * ans - 2 / math.sqrt(math.pi))


def voigt_slope(x: Any, sigma: Any, gamma: Any) -> Any:
    """The derivative of the Faddeeva function that the Voigt profile is the real part of."""
    at = x + 1j * gamma
    far = np.abs(at) > 70 * np.abs(sigma)
    low, place = np.where(far, 1.0, sigma), np.where(far, at, 100.0)
    z = np.where(far, 0.0, at) / (low * math.sqrt(2))
    slope = 2j / math.sqrt(math.pi) - 2 * z * scipy.special.wofz(z)
    tail = -1j / (math.pi * place**2) * far_terms((sigma / place) ** 2, 1)
    return np.where(far, tail, slope / (2 * math.sqrt(math.pi) * low**2))


def voigt_curvature(x: Any, sigma: Any, gamma: Any) -> Any:
    """The second derivative of the Voigt profile by ``x``: times sigma, the first one by sigma."""
    at = x + 1j * gamma
    far = np.abs(at) > 70 * np.abs(sigma)
    low, place = np.where(far, 1.0, sigma), np.where(far, at, 100.0)
    z = np.where(far, 0.0, at) / (low * math.sqrt(2))
    value = scipy.special.wofz(z)
    bend = -2 * value - 2 * z * (2j / math.sqrt(math.pi) - 2 * z * value)
    tail = 1j / (math.pi * place**3) * far_terms((sigma / place) ** 2, 2)
    return np.real(np.where(far, tail, bend / (2 * math.sqrt(2) * math.sqrt(math.pi) * low**3)))


def psi_between(a: Any, b: Any) -> Any:
    """``psi(a + b) - psi(a)``: of large numbers by their logarithms, at two poles by the limit.

    >>> round(float(psi_between(-3.0, 2.0)), 12)  # -1/3 - 1/2
    -0.833333333333
    """
    end = np.add(a, b)
    poles = is_pole(a) & is_pole(end)
    far = (np.greater(a, 1e4) & np.greater(end, 1e4)) & np.isfinite(end)
    low, high = np.where(far, a, 1.0), np.where(far, end, 1.0)
    share = np.where(far, b, 0.0) / low
    tail = np.log1p(share) + share / (2 * high) + share * (low + high) / (12 * low * high**2)
    low, high = np.where(poles, 1 - a, a), np.where(poles, 1 - end, end)
    return np.where(far, tail, scipy.special.psi(high) - scipy.special.psi(low))


def betaln_slope(a: Any, b: Any) -> Any:
    """The derivative of ``betaln`` by ``a``: nan where both are poles, about which it has no limit."""
    return np.where(is_pole(a) & is_pole(b), np.nan, -psi_between(a, b))


def is_pole(x: Any) -> Any:
    return np.less_equal(x, 0) & np.equal(x, np.floor(x))


def poch_slope(z: Any, m: Any, ans: Any) -> Any:
    """The derivative of Pochhammer's symbol by ``z``, about its zeros that of ``gamma(z + m) / gamma(z)``."""
    none = is_pole(z) & np.equal(ans, 0)
    safe, place = np.where(none, 1.0, z), np.where(none, z, 0.0)
    end = np.where(none, z + m, 1.0)
    slope = rgamma_slope(place, 0.0) + scipy.special.rgamma(place) * scipy.special.psi(end)
    return np.where(none, slope * scipy.special.gamma(end), ans * psi_between(safe, m))


def binom_slope(n: Any, k: Any, ans: Any) -> Any:
    """The derivative of the binomial coefficient by ``n``, also about zeros above ``n``."""
    none = is_pole(n - k + 1) & np.equal(ans, 0)
    low = np.where(none, n, 0.0)
    by_n, _ = slopes_beyond(low, np.where(none, k, 1.0))
    return np.where(none, by_n, ans * psi_between(np.where(none, 1.0, n - k + 1), k))


def binom_second_slope(n: Any, k: Any, ans: Any) -> Any:
    """The derivative of the binomial coefficient by ``k``, also about zeros below 0 and above ``n``."""
    below = is_pole(k + 1) & np.equal(ans, 0)
    above = is_pole(n - k + 1) & np.equal(ans, 0)
    either = below | above
    place = np.where(either, n, 0.0)
    _, by_k = slopes_beyond(place, np.where(below, n - k, np.where(above, k, 1.0)))
    slope = ans * (
        scipy.special.psi(np.where(either, 1.0, n - k + 1))
        - scipy.special.psi(np.where(either, 1.0, k + 1))
    )
    return np.where(either, np.where(below, -by_k, by_k), slope)


def slopes_beyond(n: Any, k: Any) -> tuple[Any, Any]:
    """The derivatives of the binomial coefficient where ``k`` is above ``n``.

    It is ``beta(n + 1, k - n) * sin(pi * (n - k + 1)) / pi`` there.
    """
    size = scipy.special.beta(n + 1, k - n)
    nearest = np.round(n - k)
    sign = np.where(np.fmod(nearest, 2) == 0, -1.0, 1.0)
    turn = math.pi * (n - k - nearest)
    slope, wave = sign * np.cos(turn), sign * np.sin(turn) / math.pi
    end = scipy.special.psi(k - n)
    by_n = size * (slope + (scipy.special.psi(n + 1) - end) * wave)
    return by_n, size * ((end - scipy.special.psi(k + 1)) * wave - slope)

"""Derivatives of special functions that neither NumPy nor the standard library has."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from s2s.runtime.guarded import over


def digamma(x: float) -> float:
    """The derivative of ``log(gamma(x))`` for one number; nan at the poles.

    >>> round(digamma(1.0), 12)
    -0.577215664902
    """
    if x <= 0 and x == math.floor(x):
        return math.nan
    if x < 0:
        return digamma(1.0 - x) - math.pi / math.tan(math.pi * x)
    total = 0.0
    while x < 8.0:
        total = total - 1.0 / x
        x = x + 1.0
    y = 1.0 / (x * x)
    # The asymptotic series in 1 / x**2, with Bernoulli numbers.
    series = y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (
        1 / 132 - y * (691 / 32760 - y / 12))))))  # fmt: skip
    return total + math.log(x) - 0.5 / x - series


def sinc_slope(x: Any) -> Any:
    """The derivative of ``np.sinc``; 0 at 0, and by its series near it.

    >>> float(sinc_slope(0.0)), float(sinc_slope(1.0))
    (0.0, -1.0)
    """
    y = np.multiply(x, math.pi)
    near = np.abs(y) < 0.1
    far = np.where(near, 1.0, y)
    series = -y / 3 + y**3 / 30 - y**5 / 840 + y**7 / 45360
    return math.pi * np.where(near, series, (np.cos(far) - np.sin(far) / far) / far)


def bessel_i1(x: Any) -> Any:
    """The modified Bessel function of order one, the derivative of ``np.i0``.

    The trapezoidal rule converges exponentially for its integral over a period.
    """
    cosine = np.cos((np.arange(256) + 0.5) * (math.pi / 256))
    half = (
        np.minimum(np.abs(x), 1000.0) / 2
    )  # what is left may be finite where an exponential is not
    exponents = np.multiply.outer(x, cosine) - np.multiply.outer(half, np.ones(256))
    return np.mean(np.exp(exponents) * cosine, axis=-1) * np.exp(half)


def angle_slope(z: Any, deg: bool) -> Any:
    """The factor that takes a cotangent through ``np.angle``: ``-1j / z``, and 0 at 0."""
    scale = 180 / math.pi if deg else 1.0
    return over(-1j * scale, z) if np.iscomplexobj(z) else np.zeros(np.shape(z))

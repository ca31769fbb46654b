"""Responses of analog filters, polynomials of zeros and poles, and sweeps of frequency.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.signal

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, fixed, passively
from s2s.runtime.roots import float_vector


def freqs(b: Any, a: Any, worN: Any = 200, plot: Any = None) -> Any:
    """``scipy.signal.freqs``, by the coefficients, at frequencies that are given.

    Raises:
        NotImplementedError: SciPy chooses the frequencies, which move with the coefficients.
    """
    worN = fixed(worN)
    if np.ndim(worN) == 0:
        raise NotImplementedError(
            "scipy.signal.freqs has a rule at frequencies that are given only: those that it chooses"
            " itself move with the coefficients"
        )
    found = passively(scipy.signal.freqs, b, a, worN)
    b, a = np.atleast_1d(np.asarray(b) * 1.0), np.atleast_1d(np.asarray(a) * 1.0)
    places = np.reshape(1j * float_vector(found[0]), (-1, 1))
    top = places ** np.arange(len(b) - 1, -1, -1) @ b
    bottom = places ** np.arange(len(a) - 1, -1, -1) @ a
    return found[0], as_value(top / bottom, found[1])


def zpk2tf(z: Any, p: Any, k: Any) -> Any:
    """``scipy.signal.zpk2tf``, of one filter of real zeros and poles.

    Raises:
        NotImplementedError: they are complex, or of several filters.
    """
    found = passively(scipy.signal.zpk2tf, z, p, k)
    if np.ndim(z) > 1 or np.iscomplexobj(z) or np.iscomplexobj(p):
        raise NotImplementedError("zpk2tf has a rule for one filter of real zeros and poles only")
    top, bottom = np.poly(np.atleast_1d(z)) * k, np.poly(np.atleast_1d(p))
    return as_value(top, found[0]), as_value(bottom, found[1])


def chirp(
    t: Any, f0: Any, t1: Any, f1: Any, method: Any = "linear", phi: Any = 0,
    vertex_zero: Any = True, *, complex: Any = False,
) -> Any:  # fmt: skip
    """``scipy.signal.chirp``, of real values."""
    found = passively(scipy.signal.chirp, t, f0, t1, f1, method, phi, vertex_zero)
    turns = turned(np.asarray(t) * 1.0, f0 * 1.0, t1 * 1.0, f1 * 1.0, method, vertex_zero)
    return as_value(np.cos(2 * math.pi * turns + np.deg2rad(phi)), found)


def turned(t: Any, f0: Any, t1: Any, f1: Any, method: Any, vertex_zero: Any) -> Any:
    """How often a sweep of frequency has turned at a time."""
    if method in ("linear", "lin", "li"):
        return f0 * t + 0.5 * (f1 - f0) / t1 * t**2
    if method in ("quadratic", "quad", "q"):
        change = (f1 - f0) / t1**2
        if vertex_zero:
            return f0 * t + change * t**3 / 3
        return f1 * t + change * ((t1 - t) ** 3 - t1**3) / 3
    if method in ("logarithmic", "log", "lo"):
        rate = np.log(f1 / f0) / t1
        if f0 == f1:  # to second order in the rate
            return f0 * (t + rate * t**2 / 2 + rate**2 * t**3 / 6)
        return f0 * np.expm1(rate * t) / rate
    rate = (f0 - f1) / (f1 * t1)
    if f0 == f1:
        return f0 * (t - rate * t**2 / 2 + rate**2 * t**3 / 3)
    return f0 * np.log(np.abs(1.0 + rate * t)) / rate


composite("scipy.signal.freqs", freqs, may_raise=True, unsupported=("plot",))
composite("scipy.signal.zpk2tf", zpk2tf, may_raise=True)


def sawtooth(t: Any, width: Any = 1) -> Any:
    """``scipy.signal.sawtooth``, by the time."""
    width = fixed(width)
    found, slope = passively(sawtooth_slope, t, width)
    return as_value(np.asarray(t) * slope, found)


def sawtooth_slope(t: Any, width: Any) -> tuple[Any, Any]:
    """What SciPy computes, and how fast it moves."""
    with np.errstate(divide="ignore"):
        up, down = 1.0 / (np.pi * width), -1.0 / (np.pi * (1.0 - np.asarray(width)))
    rising = np.mod(t, 2 * np.pi) < width * 2 * np.pi
    return scipy.signal.sawtooth(t, width), np.where(rising, up, down)


def gausspulse(
    t: Any, fc: Any = 1000, bw: Any = 0.5, bwr: Any = -6, tpr: Any = -60, retquad: Any = False,
    retenv: Any = False,
) -> Any:  # fmt: skip
    """``scipy.signal.gausspulse``, the wave alone."""
    found = passively(scipy.signal.gausspulse, t, fc, bw, bwr)
    narrow = (np.pi * fc * bw) ** 2 / (4.0 * np.log(10.0 ** (bwr / 20.0)))
    return as_value(np.exp(narrow * t * t) * np.cos(2 * np.pi * fc * t), found)


composite("scipy.signal.sawtooth", sawtooth, may_raise=True)
composite(
    "scipy.signal.gausspulse", gausspulse, may_raise=True, unsupported=("tpr", "retquad", "retenv")
)
composite("scipy.signal.chirp", chirp, may_raise=True, unsupported=("complex",))

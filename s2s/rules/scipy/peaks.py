"""SciPy's peaks of signals, places of extremes and quotients: what is found stands still, what it holds moves."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.optimize
import scipy.signal

from s2s.rules.declare import composite, zero
from s2s.runtime.guarded import as_value, passively

# Waves of two values, and places of which there is one for each row.
zero("scipy.signal.square scipy.optimize.linear_sum_assignment")


def argrelextrema(
    data: Any, comparator: Any, axis: Any = 0, order: Any = 1, mode: Any = "clip"
) -> Any:
    """``scipy.signal.argrelextrema``: how many there are, only the data tell."""
    return passively(scipy.signal.argrelextrema, data, comparator, axis, order, mode)


def argrelmax(data: Any, axis: Any = 0, order: Any = 1, mode: Any = "clip") -> Any:
    """``scipy.signal.argrelmax``."""
    return passively(scipy.signal.argrelmax, data, axis, order, mode)


def argrelmin(data: Any, axis: Any = 0, order: Any = 1, mode: Any = "clip") -> Any:
    """``scipy.signal.argrelmin``."""
    return passively(scipy.signal.argrelmin, data, axis, order, mode)


def find_peaks(
    x: Any, height: Any = None, threshold: Any = None, distance: Any = None, prominence: Any = None,
    width: Any = None, wlen: Any = None, rel_height: Any = 0.5, plateau_size: Any = None,
) -> Any:  # fmt: skip
    """``scipy.signal.find_peaks``: the peaks stand still, their heights and prominences move."""
    peaks, known = passively(
        scipy.signal.find_peaks, x, height, None, distance, prominence, None, wlen
    )
    x = np.asarray(x) * 1.0
    properties = {}
    if height is not None:
        properties["peak_heights"] = as_value(x[peaks], known["peak_heights"])
    if prominence is not None:
        left, right = known["left_bases"], known["right_bases"]
        properties["prominences"] = as_value(prominent(x, peaks, left, right), known["prominences"])
        properties["left_bases"], properties["right_bases"] = left, right
    return peaks, properties


def prominent(x: Any, peaks: Any, left: Any, right: Any) -> Any:
    """How far peaks stand above the higher one of their bases."""
    return x[peaks] - np.maximum(x[left], x[right])


def peak_prominences(x: Any, peaks: Any, wlen: Any = None) -> Any:
    """``scipy.signal.peak_prominences``."""
    found = passively(scipy.signal.peak_prominences, x, peaks, wlen)
    moving = prominent(np.asarray(x) * 1.0, peaks, found[1], found[2])
    return as_value(moving, found[0]), found[1], found[2]


def deconvolve(signal: Any, divisor: Any) -> Any:
    """``scipy.signal.deconvolve``."""
    found = passively(scipy.signal.deconvolve, signal, divisor)
    signal, divisor = np.asarray(signal) * 1.0, np.asarray(divisor) * 1.0
    if len(divisor) > len(signal):
        return found[0], as_value(signal, found[1])
    impulse = np.zeros(len(signal) - len(divisor) + 1)
    impulse[0] = 1.0
    quotient = scipy.signal.lfilter(signal, divisor, impulse)
    rest = signal - scipy.signal.convolve(divisor, quotient)
    return as_value(quotient, found[0]), as_value(rest, found[1])


def rosen(x: Any) -> Any:
    """``scipy.optimize.rosen``."""
    found = passively(scipy.optimize.rosen, x)
    x = np.asarray(x) * 1.0
    total = np.sum(100.0 * (x[1:] - x[:-1] ** 2.0) ** 2.0 + (1 - x[:-1]) ** 2.0, axis=0)
    return as_value(total, found)


composite(
    "scipy.signal.find_peaks", find_peaks, may_raise=True,
    unsupported=("threshold", "width", "rel_height", "plateau_size"),
)  # fmt: skip
for _text in (argrelextrema, argrelmax, argrelmin):
    composite(f"scipy.signal.{_text.__name__}", _text, may_raise=True)
composite("scipy.signal.peak_prominences", peak_prominences, may_raise=True)
composite("scipy.signal.deconvolve", deconvolve, may_raise=True)
composite("scipy.optimize.rosen", rosen, may_raise=True)

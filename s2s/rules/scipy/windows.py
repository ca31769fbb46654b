"""Windows of ``scipy.signal`` that have a parameter."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.signal
import scipy.signal.windows
import scipy.special

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively
from s2s.runtime.roots import float_vector

FORMS = scipy.signal.windows


def places(count: int, sym: bool) -> Any:
    """How far each sample is from the middle."""
    return np.arange(count) - (count - 1 if sym else count) / 2.0


def turns(count: int, sym: bool) -> Any:
    """The angle of each sample, from -pi to pi."""
    return 2 * math.pi * places(count, sym) / max(count - 1 if sym else count, 1)


def gaussian(M: int, std: Any, sym: bool = True) -> Any:
    """``scipy.signal.windows.gaussian``."""
    found = passively(FORMS.gaussian, M, std, sym)
    far = float_vector(passively(places, M, sym))
    return as_value(np.exp(-0.5 * (far / std) ** 2), found)


def general_gaussian(M: int, p: Any, sig: Any, sym: bool = True) -> Any:
    """``scipy.signal.windows.general_gaussian``."""
    found = passively(FORMS.general_gaussian, M, p, sig, sym)
    far = np.abs(float_vector(passively(places, M, sym)))
    return as_value(np.exp(-0.5 * (far / sig) ** (2.0 * p)), found)


def exponential(M: int, center: Any = None, tau: Any = 1.0, sym: bool = True) -> Any:
    """``scipy.signal.windows.exponential``."""
    found = passively(FORMS.exponential, M, center, tau, sym)
    far = float_vector(passively(places, M, sym))
    if center is not None:
        far = np.arange(M) - center
    return as_value(np.exp(-np.abs(far) / tau), found)


def kaiser(M: int, beta: Any, sym: bool = True) -> Any:
    """``scipy.signal.windows.kaiser``."""
    found = passively(FORMS.kaiser, M, beta, sym)
    height = float_vector(passively(half_circle, M, sym))
    return as_value(scipy.special.i0(beta * height) / scipy.special.i0(beta), found)


def half_circle(count: int, sym: bool) -> Any:
    """The height of a half circle above each sample."""
    return np.sqrt(np.maximum(0.0, 1.0 - (turns(count, sym) / math.pi) ** 2))


def tukey(M: int, alpha: Any = 0.5, sym: bool = True) -> Any:
    """``scipy.signal.windows.tukey``."""
    found = passively(FORMS.tukey, M, alpha, sym)
    if alpha <= 0 or alpha >= 1:  # it is flat, or that of Hann
        return as_value(0.0 * alpha + found, found)
    inward = 1.0 - np.abs(float_vector(passively(turns, M, sym))) / math.pi
    slope = inward < alpha
    edge = 0.5 * (1.0 - np.cos(math.pi * np.where(slope, inward, alpha) / alpha))
    return as_value(np.where(slope, edge, 1.0), found)


def general_cosine(M: int, a: Any, sym: bool = True) -> Any:
    """``scipy.signal.windows.general_cosine``."""
    found = passively(FORMS.general_cosine, M, a, sym)
    angles = float_vector(passively(turns, M, sym))
    weights = np.asarray(a) * 1.0
    waves = np.cos(np.reshape(angles, (-1, 1)) * np.arange(len(weights)))
    return as_value(waves @ weights, found)


def general_hamming(M: int, alpha: Any, sym: bool = True) -> Any:
    """``scipy.signal.windows.general_hamming``."""
    found = passively(FORMS.general_hamming, M, alpha, sym)
    wave = np.cos(float_vector(passively(turns, M, sym)))
    return as_value(alpha + (1.0 - alpha) * wave, found)


def get_window(window: Any, Nx: int, fftbins: bool = True) -> Any:
    """``scipy.signal.get_window`` of a name with one parameter."""
    found = passively(scipy.signal.get_window, window, Nx, fftbins)
    name, parameter = window
    if name == "kaiser":
        return as_value(kaiser(Nx, parameter, not fftbins), found)
    if name == "gaussian":
        return as_value(gaussian(Nx, parameter, not fftbins), found)
    if name == "tukey":
        return as_value(tukey(Nx, parameter, not fftbins), found)
    if name == "general_hamming":
        return as_value(general_hamming(Nx, parameter, not fftbins), found)
    raise NotImplementedError(
        "get_window has a rule for kaiser, gaussian, tukey and general_hamming: call the function of "
        "the window in scipy.signal.windows"
    )


composite("scipy.signal.get_window", get_window, may_raise=True)
for _text in (
    gaussian, general_gaussian, exponential, kaiser, tukey, general_cosine, general_hamming,
):  # fmt: skip
    composite(f"scipy.signal.windows.{_text.__name__}", _text, may_raise=True)

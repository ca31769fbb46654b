"""SciPy's spectra of real signals: windowed pieces, transformed, squared and averaged.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.signal

from s2s.rules.declare import composite
from s2s.rules.scipy import peaks as _peaks
from s2s.rules.scipy import responses as _responses
from s2s.rules.scipy.filtering import rows_along
from s2s.runtime.guarded import as_value, fixed, passively
from s2s.runtime.roots import float_vector


def pieces(rows: Any, window: Any, overlap: Any, detrend: Any, nfft: Any, whole: Any) -> Any:
    """The transforms of the windowed pieces, one after the other on the axis before the last."""
    length = len(window)
    step = length - (length // 2 if overlap is None else overlap)
    count = (np.shape(rows)[-1] - length) // step + 1
    parts = rows[..., np.arange(count)[:, None] * step + np.arange(length)]
    if detrend:
        parts = scipy.signal.detrend(parts, -1, detrend)
    size = length if nfft is None else nfft
    found = np.fft.fft(parts * window, size)  # which complex signals have, too
    return found if whole else found[..., : size // 2 + 1]


def powers(
    first: Any, second: Any, window: Any, nperseg: Any, overlap: Any, detrend: Any, nfft: Any,
    weighing: Any,
) -> Any:  # fmt: skip
    """The power of each piece of a signal at each frequency, or what two signals have in common.

    Args:
        first: the signal, along the last axis.
        second: the other one; None for the same.
        window: the window, or its name.
        nperseg: how long the pieces are.
        overlap: what two pieces share; None for one half.
        detrend: what is taken from each piece.
        nfft: how long the transforms are.
        weighing: the sampling frequency, what powers are divided by, and whether there are two sides.
    """
    fs, scaling, whole = weighing
    taper = float_vector(passively(window_of, window, nperseg, np.shape(first)[-1]))
    weights = float_vector(passively(power_factors, taper, fs, scaling, nfft, whole))
    one = pieces(first, taper, overlap, detrend, nfft, whole)
    if second is None:
        return (np.real(one) ** 2 + np.imag(one) ** 2) * weights
    return np.conj(one) * pieces(second, taper, overlap, detrend, nfft, whole) * weights


def window_of(window: Any, nperseg: Any, count: int) -> Any:
    """The window as numbers."""
    if isinstance(window, str | tuple):
        return scipy.signal.get_window(window, min(256 if nperseg is None else nperseg, count))
    return np.asarray(window, dtype=float)


def power_factors(window: Any, fs: Any, scaling: str, nfft: Any, whole: Any) -> Any:
    """What a square counts at each frequency: twice where a negative one is meant, too."""
    size = len(window) if nfft is None else nfft
    factors = np.ones(size) if whole else np.full(size // 2 + 1, 2.0)
    factors[0] = 1.0
    if size % 2 == 0:
        factors[size // 2] = 1.0
    density = scaling == "density"
    return factors / (fs * np.sum(window**2) if density else np.sum(window) ** 2)


def periodogram(
    x: Any, fs: Any = 1.0, window: Any = "boxcar", nfft: Any = None, detrend: Any = "constant",
    return_onesided: bool = True, scaling: str = "density", axis: int = -1,
) -> Any:  # fmt: skip
    """``scipy.signal.periodogram``."""
    fs = fixed(fs)
    window = fixed(window)
    found = passively(
        scipy.signal.periodogram, x, fs, window, nfft, detrend, return_onesided, scaling, axis
    )
    rows = rows_along(x, axis)
    if nfft is not None:
        rows = rows[..., :nfft]
    weighing = (fs, scaling, not return_onesided or np.iscomplexobj(x))
    power = powers(rows, None, window, np.shape(rows)[-1], 0, detrend, nfft, weighing)
    return found[0], as_value(np.moveaxis(power[..., 0, :], -1, axis), found[1])


def csd(
    x: Any, y: Any, fs: Any = 1.0, window: Any = "hann_periodic", nperseg: Any = None,
    noverlap: Any = None, nfft: Any = None, detrend: Any = "constant",
    return_onesided: bool = True, scaling: str = "density", axis: int = -1, average: str = "mean",
) -> Any:  # fmt: skip
    """``scipy.signal.csd`` of signals of one length."""
    fs = fixed(fs)
    window = fixed(window)
    found = passively(
        scipy.signal.csd, x, y, fs, window, nperseg, noverlap, nfft, detrend, return_onesided,
        scaling, axis,
    )  # fmt: skip
    first, second = rows_along(x, axis), rows_along(y, axis)
    passively(same_length, np.shape(first)[-1], np.shape(second)[-1])
    weighing = (fs, scaling, not return_onesided or np.iscomplexobj(x) or np.iscomplexobj(y))
    both = powers(first, second, window, nperseg, noverlap, detrend, nfft, weighing)
    return found[0], as_value(np.moveaxis(np.mean(both, axis=-2), -1, axis), found[1])


def same_length(first: int, second: int) -> None:
    """Refuses signals of different lengths.

    Raises:
        NotImplementedError: they are.
    """
    if first != second:
        raise NotImplementedError("csd and coherence have a rule for signals of one length only")


def welch(
    x: Any, fs: Any = 1.0, window: Any = "hann_periodic", nperseg: Any = None,
    noverlap: Any = None, nfft: Any = None, detrend: Any = "constant",
    return_onesided: bool = True, scaling: str = "density", axis: int = -1, average: str = "mean",
) -> Any:  # fmt: skip
    """``scipy.signal.welch``."""
    fs = fixed(fs)
    window = fixed(window)
    found = passively(
        scipy.signal.welch, x, fs, window, nperseg, noverlap, nfft, detrend, return_onesided,
        scaling, axis,
    )  # fmt: skip
    weighing = (fs, scaling, not return_onesided or np.iscomplexobj(x))
    rows = rows_along(x, axis)
    power = powers(rows, None, window, nperseg, noverlap, detrend, nfft, weighing)
    return found[0], as_value(np.moveaxis(np.mean(power, axis=-2), -1, axis), found[1])


def coherence(
    x: Any, y: Any, fs: Any = 1.0, window: Any = "hann_periodic", nperseg: Any = None,
    noverlap: Any = None, nfft: Any = None, detrend: Any = "constant", axis: int = -1,
) -> Any:  # fmt: skip
    """``scipy.signal.coherence`` of signals of one length."""
    fs = fixed(fs)
    window = fixed(window)
    found = passively(
        scipy.signal.coherence, x, y, fs, window, nperseg, noverlap, nfft, detrend, axis
    )
    first = welch(x, fs, window, nperseg, noverlap, nfft, detrend, True, "density", axis)[1]
    second = welch(y, fs, window, nperseg, noverlap, nfft, detrend, True, "density", axis)[1]
    both = csd(x, y, fs, window, nperseg, noverlap, nfft, detrend, True, "density", axis)[1]
    share = (np.real(both) ** 2 + np.imag(both) ** 2) / first / second
    return found[0], as_value(share, found[1])


def spectrogram(
    x: Any, fs: Any = 1.0, window: Any = ("tukey_periodic", 0.25), nperseg: Any = None,
    noverlap: Any = None, nfft: Any = None, detrend: Any = "constant",
    return_onesided: bool = True, scaling: str = "density", axis: int = -1, mode: str = "psd",
) -> Any:  # fmt: skip
    """``scipy.signal.spectrogram`` of powers, along the last axis."""
    fs = fixed(fs)
    window = fixed(window)
    found = passively(
        scipy.signal.spectrogram, x, fs, window, nperseg, noverlap, nfft, detrend,
        return_onesided, scaling,
    )  # fmt: skip
    rows = rows_along(x, -1)
    if noverlap is None:
        noverlap = passively(eighth_of, window, nperseg, np.shape(rows)[-1])
    weighing = (fs, scaling, not return_onesided or np.iscomplexobj(x))
    power = powers(rows, None, window, nperseg, noverlap, detrend, nfft, weighing)
    return found[0], found[1], as_value(np.swapaxes(power, -1, -2), found[2])


def eighth_of(window: Any, nperseg: Any, count: int) -> int:
    """What two pieces of a spectrogram share."""
    return len(window_of(window, nperseg, count)) // 8


def stft(
    x: Any, fs: Any = 1.0, window: Any = "hann_periodic", nperseg: Any = 256, noverlap: Any = None,
    nfft: Any = None, detrend: Any = False, return_onesided: bool = True, boundary: Any = "zeros",
    padded: bool = True, axis: int = -1, scaling: str = "spectrum",
) -> Any:  # fmt: skip
    """``scipy.signal.stft`` with zeros beyond the ends, along the last axis."""
    fs = fixed(fs)
    window = fixed(window)
    found = passively(
        scipy.signal.stft, x, fs, window, nperseg, noverlap, nfft, detrend, return_onesided,
        boundary, padded, -1, scaling,
    )  # fmt: skip
    if boundary is not None and boundary != "zeros":
        raise NotImplementedError("stft has a rule for zeros beyond the ends only")
    rows = rows_along(x, -1)
    taper = float_vector(passively(window_of, window, nperseg, np.shape(rows)[-1]))
    length = len(taper)
    step = length - (length // 2 if noverlap is None else noverlap)
    beyond = length // 2 if boundary == "zeros" else 0
    rest = -(np.shape(rows)[-1] + 2 * beyond - length) % step % length if padded else 0
    before = np.zeros((*np.shape(rows)[:-1], beyond))
    after = np.zeros((*np.shape(rows)[:-1], beyond + rest))
    rows = np.concatenate((before, rows, after), axis=-1)
    whole = not return_onesided or np.iscomplexobj(x)
    parts = pieces(rows, taper, noverlap, detrend, nfft, whole)
    total = passively(stft_size, taper, fs, scaling)
    return found[0], found[1], as_value(np.swapaxes(parts / total, -1, -2), found[2])


def stft_size(window: Any, fs: Any, scaling: str) -> float:
    """What a transform is divided by."""
    return float(np.sum(window)) if scaling == "spectrum" else math.sqrt(fs * np.sum(window**2))


def freqz(
    b: Any, a: Any = 1, worN: Any = 512, whole: bool = False, plot: Any = None,
    fs: Any = 2 * math.pi, include_nyquist: bool = False,
) -> Any:  # fmt: skip
    """``scipy.signal.freqz``, by the coefficients."""
    worN = fixed(worN)
    fs = fixed(fs)
    found = passively(scipy.signal.freqz, b, a, worN, whole, None, fs, include_nyquist)
    b, a = np.atleast_1d(np.asarray(b) * 1.0), np.atleast_1d(np.asarray(a) * 1.0)
    turns = np.exp(-2j * math.pi / fs * float_vector(found[0]))
    top = np.reshape(turns, (-1, 1)) ** np.arange(len(b)) @ b
    bottom = np.reshape(turns, (-1, 1)) ** np.arange(len(a)) @ a
    return found[0], as_value(top / bottom, found[1])


for _text, _lacks in (
    (periodogram, ()), (welch, ("average",)), (csd, ("average",)), (coherence, ()),
    (spectrogram, ("axis", "mode")), (stft, ("axis",)), (freqz, ("plot",)),
):  # fmt: skip
    composite(f"scipy.signal.{_text.__name__}", _text, may_raise=True, unsupported=_lacks)
assert _peaks and _responses  # imported for its effect

"""Filters, resampling and spectra of signals: the values are SciPy's, and they move as they should."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.signal as ss

import s2s
from s2s.testing import check

X = np.random.default_rng(3).normal(size=40)
Y = X[::-1].copy()
B, A = ss.butter(2, 0.3)
SOS = ss.butter(3, 0.3, output="sos")


def smoothed(x):
    sides = ss.savgol_filter(x, 7, 2) + ss.savgol_filter(x, 5, 3, deriv=1, delta=0.5, mode="mirror")
    return np.sum(sides**2) + np.sum(ss.savgol_filter(x.reshape(10, 4), 5, 2, axis=0) ** 2)


def without_trend(x):
    parts = ss.detrend(x) ** 2 + ss.detrend(x, type="constant") + ss.detrend(x, bp=[15]) ** 3
    return np.sum(parts) + np.sum(ss.detrend(x.reshape(10, 4), axis=0) ** 2)


def forth_and_back(x):
    plain = ss.filtfilt(B, A, x) + ss.filtfilt(B, A, x, padtype="even", padlen=5)
    rest = ss.filtfilt(B, A, x, padtype=None) + ss.filtfilt(B, A, x, padtype="constant")
    return np.sum((plain + rest) ** 2) + np.sum(ss.filtfilt(B, A, x.reshape(20, 2), axis=0) ** 2)


def by_coefficients(x):
    a = np.array([1.0, -0.5 * x[0], 0.1 * x[1]])
    return np.sum(ss.filtfilt(x[2:4], a, x) ** 2) + np.sum(ss.lfilter_zi(x[:2], a) ** 2)


def sections(x):
    return np.sum(ss.sosfiltfilt(SOS, x) ** 2) + np.sum(ss.sosfiltfilt(SOS, x, padlen=3) ** 2)


def from_a_state(x):
    y, z = ss.lfilter(x[:3], [2.0, x[3], 0.3], x[4:], zi=x[:2])
    w, state = ss.lfilter(B, A, x[:2].reshape(1, 2), zi=np.ones((1, 2)))
    return np.sum(y**2) + np.sum(z * np.array([1.0, 3.0])) + np.sum(w**2) + np.sum(state**2)


def analytic(x):
    rows = ss.hilbert(x.reshape(8, 5), axis=1)
    return np.sum(np.abs(ss.hilbert(x)) ** 3) + np.sum(np.imag(rows) ** 2)


def resampled(x):
    by_bins = np.sum(ss.resample(x, 25) ** 2) + np.sum(ss.resample(x, 64, window="hamming") ** 2)
    rows = ss.resample(x.reshape(8, 5), 6, axis=0)
    return by_bins + np.sum(rows**2) + np.sum(ss.resample_poly(x, 3, 2) ** 2)


def thinned(x):
    whole = np.sum(ss.decimate(x, 2) ** 2) + np.sum(ss.decimate(x, 3, ftype="fir") ** 2)
    ahead = ss.decimate(x, 2, 5, zero_phase=False) ** 2
    return whole + np.sum(ahead) + np.sum(ss.decimate(x, 2, ftype="fir", zero_phase=False) ** 2)


def stuffed(x):
    taps = np.array([1.0, 2.0, -0.5, 0.3, 0.1])
    rows = ss.upfirdn(taps, x.reshape(4, 10), 3, 2, axis=0)
    return np.sum(ss.upfirdn(taps, x, 2, 3) ** 2) + np.sum(rows**2)


def peaks(x):
    places, known = ss.find_peaks(x, height=-1.0, prominence=0.1)
    rest = x[ss.find_peaks(x, distance=3)[0]] ** 2
    low, high = x[ss.argrelextrema(x, np.less)[0]], x[ss.argrelmax(x)]
    stand = ss.peak_prominences(x, places)[0] * known["peak_heights"] * known["prominences"]
    return np.sum(stand) + np.sum(rest) + np.sum(low**2) + np.sum(high**2)


def taken_apart(x):
    quotient, rest = ss.deconvolve(x[:8], x[8:11])
    waves = ss.sawtooth(x) * ss.square(x) + ss.sawtooth(x, 0.4) + ss.gausspulse(x, 0.5 + x[0], bw=0.4)
    return np.sum(quotient**2) + np.sum(rest**2) + np.sum(waves**2)


def powers(x):
    whole = np.sum(ss.periodogram(x)[1] ** 2) + np.sum(ss.periodogram(x, 2.0, "hann", 48)[1] ** 2)
    parts = ss.welch(x, nperseg=16)[1] * ss.welch(x, nperseg=16, scaling="spectrum", detrend=False)[1]
    return whole + np.sum(parts) + np.sum(ss.welch(x.reshape(2, 20), nperseg=9, noverlap=3)[1] ** 2)


def cross_powers(x):
    both = ss.csd(x[:32], x[8:], 2.0, nperseg=16)[1]
    return np.sum(np.abs(both) ** 2) + np.sum(ss.coherence(x[:32], x[8:], nperseg=8)[1] ** 2)


def spectra_in_time(x):
    rows = ss.spectrogram(x, nperseg=16)[2]
    lines = ss.stft(x, nperseg=16)[2] + ss.stft(x, 2.0, nperseg=16, scaling='psd')[2]
    return np.sum(rows**2) + np.sum(np.abs(lines) ** 3) + np.sum(np.real(lines) * 2)


def responses(x):
    h = ss.freqz(x[:3], np.array([1.0, 0.2 * x[3], 0.1]), 16)[1]
    return np.sum(np.abs(h) ** 2) + np.sum(np.imag(ss.freqz(x[:4], worN=np.array([0.3, 1.2]))[1]))


@pytest.mark.parametrize(
    "program",
    [
        powers, cross_powers, spectra_in_time, responses, smoothed, without_trend, forth_and_back, by_coefficients, sections, from_a_state, analytic,
        resampled, thinned, stuffed, peaks, taken_apart,
    ],
)  # fmt: skip
def test_program(program: Any) -> None:
    check(program, X)


def test_second_derivative() -> None:
    s2s.check_grads(lambda x: np.sum(ss.filtfilt(B, A, x**2, padlen=2) ** 2), X[:8], order=2)


@pytest.mark.parametrize(
    "program",
    [
        lambda x: np.sum(np.abs(ss.resample(x * 1j, 20))),
        lambda x: np.sum(np.abs(ss.stft(x, nperseg=8, boundary="even")[2])),
        lambda x: np.sum(np.abs(ss.csd(x, x[:20], nperseg=8)[1])),
        lambda x: np.sum(ss.welch(x, nperseg=8, average="median")[1]),
        # By what a text takes as it is: an error, not a zero.
        lambda x: np.sum(ss.periodogram(Y, x[0] + 3)[1]),
        lambda x: np.sum(ss.welch(Y, window=x[:8])[1]),
        lambda x: np.sum(np.abs(ss.csd(x, Y, x[0] + 3, nperseg=8)[1])),
        lambda x: np.sum(np.abs(ss.stft(Y, x[0] + 3, nperseg=8, scaling="psd")[2])),
        lambda x: np.sum(ss.spectrogram(Y, x[0] + 3, nperseg=8)[2]),
        lambda x: np.sum(np.abs(ss.freqz([1.0, 0.3], worN=x)[1])),
        lambda x: np.sum(ss.savgol_filter(x, 5, 2, 1, x[0])),
        lambda x: np.sum(ss.savgol_filter(x, 5, 2, mode="constant", cval=x[0])),
        lambda x: np.sum(ss.resample(Y, 20, window=x**2)),
        lambda x: np.sum(ss.resample_poly(Y, 2, 3, window=x[:5])),
        lambda x: np.sum(ss.upfirdn(x, Y)),
    ],
)  # fmt: skip
def test_what_it_lacks(program: Any) -> None:
    with pytest.raises((NotImplementedError, s2s.S2SError)):
        s2s.grad(program)(X)

"""Windows with a parameter, spectra of two sides, and planes that go on beyond their edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.signal as ss
import scipy.signal.windows as sw

import s2s
from s2s.testing import check, check_grads

X = np.array([0.41, 1.32, 0.73, 1.58, 0.27, 1.16, 0.91, 1.84, 0.65])
PLANE = np.array([[0.7, 1.9, 0.4], [1.3, 0.6, 2.1], [0.2, 1.1, 1.6], [2.4, 0.3, 0.9]])


def bells(x):
    a = sw.gaussian(7, x[0], sym=False) + sw.general_gaussian(7, x[1], x[2])
    return np.sum((a + sw.exponential(7, 2.3, x[3], False) + sw.exponential(7, tau=x[4])) ** 3)


def tapers(x):
    a = sw.kaiser(7, 4 * x[0]) * sw.tukey(7, 0.6 * x[1]) + sw.tukey(7, x[2], False)
    return np.sum(a**2 * x[:7]) + np.sum(sw.kaiser(6, x[3], False))


def flat_and_round(x):
    return np.sum(sw.tukey(7, -x[0]) + sw.tukey(7, 1 + x[0])) * x[1]


def cosines(x):
    a = sw.general_cosine(6, x[:3]) * sw.general_hamming(6, x[3])
    return np.sum(a**2) + np.sum(sw.general_cosine(6, x[4:7], False) ** 2)


def two_sides(x):
    first = ss.periodogram(x, return_onesided=False)[1] + ss.welch(x * 1j, nperseg=9)[1]
    second = ss.welch(x, nperseg=4, return_onesided=False, scaling="spectrum")[1]
    return np.sum(first**2) + np.sum(second**2)


def common(x):
    both = ss.csd(x, x**2, nperseg=4, return_onesided=False)[1]
    third = ss.csd(x * (1 + 2j), x, nperseg=5, nfft=8)[1]
    return np.sum(np.abs(both) ** 2) + np.sum(np.abs(third) ** 2)


def over_time(x):
    first = ss.spectrogram(x, nperseg=4, return_onesided=False)[2]
    second = ss.stft(x * 1j + x**2, nperseg=4)[2]
    return np.sum(first**2) + np.sum(np.abs(second) ** 2 * 0.1)


def medians(x):
    return np.sum(ss.medfilt(x) ** 2) + np.sum(ss.medfilt2d(x.reshape(3, 3), 3) * x.reshape(3, 3))


PROGRAMS = [bells, tapers, flat_and_round, cosines, two_sides, common, over_time, medians]


@pytest.mark.filterwarnings("ignore:Input data is complex")
@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program: Any) -> None:
    check(program, X)
    # Of what may be complex, a second derivative in reverse mode is refused.
    modes = ("fwd",) if program in (common, over_time) else ("rev", "fwd")
    check_grads(program, X, order=2, modes=modes)


@pytest.mark.parametrize("boundary", ["fill", "wrap", "symm"])
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_planes(mode: str, boundary: str) -> None:
    def f(x: Any, y: Any) -> Any:
        first = ss.convolve2d(x, y, mode, boundary, 1.5)
        return np.sum(first**2) + np.sum(ss.correlate2d(x, y[:1], mode, boundary, 0.5) ** 2)

    def moved(x: Any) -> Any:
        return np.sum(ss.convolve2d(PLANE, PLANE[:2, :2], mode, boundary, fillvalue=x[0]) ** 2)

    check(f, PLANE, PLANE[1:3, :2])
    if mode != "valid" and boundary == "fill":
        check(moved, X)


def test_medians_of_powers_are_refused() -> None:
    with pytest.raises(s2s.S2SError, match="average"):
        s2s.grad(lambda x: np.sum(ss.welch(x, nperseg=4, average="median")[1]))(X)


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("kaiser", 4.0), ("gaussian", 2.0), ("tukey", 0.3), ("general_hamming", 0.6)],
)
def test_windows_by_name(name: str, parameter: float) -> None:
    check(lambda p: ss.get_window((name, p), 8) + ss.get_window((name, p), 8, False), parameter)

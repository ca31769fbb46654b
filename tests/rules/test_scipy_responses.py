"""Responses of analog filters by their coefficients, and sweeps of frequency by their ends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.signal as sg

import s2s
from s2s.testing import check, check_grads

T = np.linspace(0.0, 2.0, 7)


def test_responses() -> None:
    def gain(b: Any, a: Any) -> Any:
        _, h = sg.freqs(b, a, worN=np.array([0.1, 1.0, 3.0]))
        return np.sum(np.abs(h) ** 2) + np.sum(h.imag)

    b, a = np.array([1.2, 0.5]), np.array([1.0, 0.7, 2.0])
    check(gain, b, a)
    check_grads(gain, b, a, order=2, modes=("rev", "fwd"))


def test_frequencies_that_move_with_the_filter_are_refused() -> None:
    def gain(b: Any) -> Any:
        return np.sum(np.abs(sg.freqs(b, np.ones(3), 5)[1]))

    with pytest.raises(s2s.S2SError, match="move with the coefficients"):
        s2s.grad(gain)(np.ones(2))


def test_zeros_and_poles() -> None:
    def gain(z: Any, p: Any, k: Any) -> Any:
        b, a = sg.zpk2tf(z, p, k)
        return np.sum(b**2) * np.sum(np.sin(a))

    check(gain, np.array([0.5, -1.2]), np.array([0.3, 0.7, -0.4]), 1.5)
    check_grads(
        gain, np.array([0.5, -1.2]), np.array([0.3, 0.7]), 1.5, order=2, modes=("rev", "fwd")
    )
    pair = np.array([0.5 + 1j, 0.5 - 1j])
    with pytest.raises(s2s.S2SError):
        s2s.grad(lambda k: np.sum(np.real(sg.zpk2tf(pair, np.array([0.3]), k)[0])))(1.5)


@pytest.mark.parametrize("ends", [(1.0, 3.0), (2.0, 2.0)])
@pytest.mark.parametrize("method", ["linear", "quadratic", "logarithmic", "hyperbolic"])
def test_sweeps(method: str, ends: tuple[float, float]) -> None:
    def wave(t: Any, low: Any, end: Any, high: Any, phase: Any) -> Any:
        return np.sum(sg.chirp(t, low, end, high, method, phase) * T)

    check(wave, T, ends[0], 2.5, ends[1], 30.0)
    check_grads(wave, T, ends[0], 2.5, ends[1], 30.0, order=2)


def test_vertex_at_the_end() -> None:
    def wave(low: Any, high: Any) -> Any:
        return np.sum(sg.chirp(T, low, 2.5, high, "quadratic", vertex_zero=False) * T)

    check(wave, 1.0, 3.0)

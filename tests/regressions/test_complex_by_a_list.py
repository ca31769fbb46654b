"""A real argument's gradient was complex where the kinds did not show that anything was."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

X = np.array([0.3, 0.7, 1.1])


@pytest.mark.parametrize(
    "fun",
    [
        lambda y: np.sum(np.fft.fft(y * [1, 2, 3]).real ** 2),
        lambda y: np.sum(np.fft.ifft(y * [1, 2, 3]).imag ** 2),
    ],
)
def test_gradient_is_real(fun) -> None:
    check(fun, X)

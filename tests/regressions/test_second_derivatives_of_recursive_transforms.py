"""The real part that generated code takes where a rank is not known counted as complex: hvp was refused."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.second_derivatives import check_every_mix


def transformed(x: Any) -> Any:
    n = len(x)
    if n == 1:
        return x
    even, odd = transformed(x[::2]), transformed(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + turned, even - turned])


def test_magnitudes_of_a_recursive_fourier_transform() -> None:
    def cubes(x: Any) -> Any:
        return np.sum(np.abs(transformed(x + 0j)) ** 3)

    check_every_mix(cubes, np.array([0.2, 0.5]), np.array([0.3, -0.7]))

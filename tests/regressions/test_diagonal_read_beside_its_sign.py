"""A diagonal that a passive function reads as well was not followed in second derivatives."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.second_derivatives import check_every_mix


def log_determinant(x: Any) -> Any:
    a = np.outer(x, x) + np.diag(2.0 - x)
    for i in range(1, 3):
        a[i] -= a[i, 0] / a[0, 0] * a[0]
    return np.sum(np.log(np.abs(np.diagonal(a))))


def test_every_mix() -> None:
    check_every_mix(log_determinant, np.array([0.4, 1.1, 0.7]), np.array([0.3, -0.7, 0.5]))

"""The slope of a remainder by its divisor took a quotient that rounding had pushed over a step."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s


@pytest.mark.parametrize(
    ("fun", "y", "expected"),
    [
        (np.remainder, 0.1, -9.0),  # 1 / 0.1 rounds to 10, but 1 % 0.1 is 0.0999...
        (np.fmod, 0.1, -9.0),
        (math.fmod, 0.1, -9.0),
        (math.remainder, 0.1, -10.0),
        (lambda x, y: x % y, 0.1, -9.0),
        (lambda x, y: np.remainder(-x, y), math.inf, 1.0),
    ],
)
def test_the_quotient_is_the_one_of_the_remainder(fun, y: float, expected: float) -> None:
    assert s2s.grad(fun, argnums=1)(1.0, y) == expected

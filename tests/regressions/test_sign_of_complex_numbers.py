"""The sign of a complex number, which turns with it, had the derivative zero."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def turned(x):
    return np.sign(x) * x + np.sign(np.real(x))


def towards(x, y):
    unit = np.sign(x + 1j * y)
    return unit.real * x - unit.imag


@pytest.mark.parametrize("x", [0.3 - 0.4j, np.array([1 + 2j, -0.5 + 0.1j])])
def test_it_turns(x) -> None:
    check(turned, x)


def test_of_two_numbers() -> None:
    check(towards, 0.3, -0.4)
    check(towards, np.array([0.3, 2.0]), 0.5)

"""Functions made again from what they captured hid the tuple of it: double integrals did not run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import scipy.integrate

import s2s


def double(x: Any) -> Any:
    return scipy.integrate.dblquad(lambda y, z: x**3 * y + x * z, 0, 1, 0, 1)[0]


def test_integrals_in_integrals() -> None:
    assert s2s.hvp(double)(0.7, 2.0) == pytest.approx(3 * 0.7 * 2.0)


def test_reverse_over_reverse() -> None:
    assert s2s.grad(s2s.grad(double))(0.7) == pytest.approx(3 * 0.7)

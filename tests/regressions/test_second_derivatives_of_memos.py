"""The second derivative of a recursion that remembers did not end: what it keeps has no finite kind."""

from __future__ import annotations

import pytest

import s2s


def remembered(x):
    known = {}

    def power(n):
        if n in known:
            return known[n]
        value = x if n == 0 else 0.5 * power(n - 1) * power(n - 1)
        known[n] = value
        return value

    return power(2)


def test_second_derivative() -> None:  # x**4 / 8
    assert s2s.grad(remembered)(1.5) == pytest.approx(1.5**3 / 2)
    assert s2s.hvp(remembered)(1.5, 2.0) == pytest.approx(3 * 1.5**2)

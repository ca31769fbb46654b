"""A list of whole numbers that a second derivative adds floats to was held to stay one: a zero."""

from __future__ import annotations

import pytest

import s2s


def counter(x):
    def make():
        total = 0

        def add(v):
            nonlocal total
            total += v * v

        def get():
            return total

        return add, get

    add, get = make()
    for _ in range(2):
        add(x)
    return get() + x


def test_forward_over_forward() -> None:
    def pushed(x):
        return s2s.jvp(counter, (x,), (1.0,))[1]

    assert s2s.jvp(pushed, (0.6,), (1.0,)) == pytest.approx((3.4, 4.0))
    assert s2s.grad(pushed)(0.6) == pytest.approx(4.0)
    assert s2s.grad(s2s.grad(counter))(0.6) == pytest.approx(4.0)

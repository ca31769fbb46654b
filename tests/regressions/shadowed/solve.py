"""The module behind the function."""

from __future__ import annotations

FACTORS = [2.0, 3.0]
SCALE = 1.5


def half(x):
    return x * 0.5


def solve(x):
    return half(x) * FACTORS[1] * SCALE * x

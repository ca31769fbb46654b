"""Tangents from outside of the function, of arguments that are kept in a dict: NameError in the generated code."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([0.5, -1.2, 2.0, 0.7])
T = (np.array([0.3, 0.1, -0.5, 1.0]), 0.7)


def pairs(x, y):
    held = dict([("a", x), ("b", y)])
    return np.sum(held["a"] ** 2) * held["b"]


def along(x, y):
    return s2s.jvp(pairs, (x, y), T)[1]


def test_both_modes_over_forward() -> None:
    second = s2s.jvp(along, (X, 0.4), T)[1]
    by_x, by_y = s2s.grad(along, argnums=(0, 1))(X, 0.4)
    step = 1e-4
    ahead, behind = (along(X + h * T[0], 0.4 + h * T[1]) for h in (step, -step))
    slope = (ahead - behind) / (2 * step)
    assert [second, by_x @ T[0] + by_y * T[1]] == pytest.approx([slope] * 2, rel=1e-6)

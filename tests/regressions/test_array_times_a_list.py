"""An array times a list multiplies it: taken for a list that is repeated, it had a second derivative of 0."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

import s2s

X = np.array([0.5, 1.2, 0.7])


def products(x):
    groups = defaultdict(list)
    for i, v in enumerate(x):
        groups[i % 2].append(v)
    return sum(np.prod(v) for v in groups.values())


def test_right_or_refused() -> None:
    direction, step = np.array([1.0, 0.5, 2.0]), 1e-5
    slope = s2s.grad(products)
    expected = (slope(X + step * direction) - slope(X - step * direction)) / (2 * step)
    try:
        found = s2s.hvp(products)(X, direction)
    except s2s.S2SError:
        return
    assert found == pytest.approx(expected, rel=1e-6)

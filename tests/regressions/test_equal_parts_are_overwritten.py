"""Of the parts of `np.split(x, 2)` the rank was not known, so that writes into them were refused."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

X = np.linspace(0.2, 1.9, 24).reshape(4, 6)


def halves(x):
    first, second = np.split(x.copy(), 2)
    first *= second
    second += first
    return np.concatenate([first, second])


def listed(x):
    x = x.copy()
    parts = np.split(x, indices_or_sections=3, axis=1)
    for part in parts:
        part *= 2.0
        part[0] = part[1]
    return x


def both_ways(x):
    x = x.copy()
    left, right = np.hsplit(x, 2)
    upper, lower = np.vsplit(x, 2)
    left *= 2.0
    upper += right[:2, :1]
    lower *= upper
    return x


@pytest.mark.parametrize("fun", [halves, listed, both_ways])
def test_derivatives(fun) -> None:
    check(fun, X)

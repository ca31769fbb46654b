"""``map(np.array, (x, 1))``: the cotangent of a whole number among floats was None, not 0."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


def unused(x):
    x, when = map(np.array, (x, 1))
    return np.sum(x * x)


def used(x):
    x, times = map(np.array, (x, 2))
    return x * x * times


def appended(x):
    found = []
    for value in (x, 2, True):
        found.append(np.asarray(value))
    return found[0] * found[0] + found[1]


def at_least(x):
    x, times = (np.atleast_1d(value) for value in (x, 2))
    return np.sum(x * x * times)


@pytest.mark.parametrize("fun", [unused, used, appended, at_least])
def test_derivatives(fun) -> None:
    check(fun, 1.3)

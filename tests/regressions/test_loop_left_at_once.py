"""A loop that the kinds decide to leave in its first trip was run backwards over all its items."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check
from tests.language.table import check_alone

M = np.array([[0.2, 0.5, -1.0], [1.3, -0.3, 0.8]])
W = np.array([1.1, 0.4, -0.6])


def return_in_each_trip(m, w):
    for r in m:
        return -0.5 + float(np.sum(r - w))
    return 0.0


def nothing_after_the_loop(m, w):
    for r in m:
        return float(np.sum(r * w))


def break_in_each_trip(m, w):
    total = 1.0
    while True:
        total = total * np.sum(m[0] * w)
        break
    for r in m:
        total = total + np.sum(r * w)
        break
    return total


def writes_before_it_leaves(m, w):
    for i in range(2):
        m[i] *= w
        w[0] = m[i, 1]
        return np.sum(m) * w[0]


def bound_on_one_path_before(m, w):
    if w[0] > 5.0:
        q = w * 1.0
    for r in m:
        q = r * w
        q[0] *= 2.0
    return np.sum(q * w)


@pytest.mark.parametrize(
    "fun",
    [
        return_in_each_trip,
        nothing_after_the_loop,
        break_in_each_trip,
        writes_before_it_leaves,
        bound_on_one_path_before,
    ],
)
def test_only_the_trips_that_ran_are_run_backwards(fun) -> None:
    check(fun, M, W)
    check_alone(fun, (M, W))

"""The reverse sweep spread a cotangent over a list that had another length by then."""

from __future__ import annotations

import math

import numpy as np
import pytest

from s2s.testing import check

X = np.array([1.5, 0.5, 0.7])


def mean_of_a_growing_list(x):
    found = [x[0]]
    for v in x:
        found.append(v * np.mean(found))
    return found[-1]


def mean_of_a_shrinking_list(x):
    left = [v * v for v in x]
    total = 0.0
    while left:
        total = total + np.mean(left) ** 2
        left.pop()
    return total


def several_of_a_shrinking_list(x):
    left = [v * v for v in x]
    total = 0.0
    while len(left) > 1:
        total = total + np.sum(left) * np.prod(left)
        del left[0]
    return total


def replaced(x):
    found = [x[0], x[1]]
    total = np.sum(found) * x[2]
    found.pop()
    found.append(x[2])
    found.append(x[0])
    return total + np.sum(found) ** 2 + np.mean(found)


def exact_sum_of_a_growing_list(x):
    found = []
    for v in x:
        found.append(v + math.fsum(found))
    return found[-1] * found[0]


@pytest.mark.parametrize(
    "fun",
    [
        mean_of_a_growing_list, mean_of_a_shrinking_list, several_of_a_shrinking_list, replaced,
        exact_sum_of_a_growing_list,
    ],
)  # fmt: skip
def test_as_long_as_it_was(fun) -> None:
    check(fun, X)

"""``xs.sort(key=lambda v: -v)`` of whole numbers and ``rng.shuffle(xs)`` of a list: both crashed."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from s2s.testing import check


def by_lambda(x):
    xs = [3, 1, 2]
    xs.sort(key=lambda v: -v)
    return x * x * xs[0]


def by_name(x):
    xs = [(1, "a"), (0, "b")]

    def first(pair):
        return pair[0]

    xs.sort(key=first, reverse=True)
    return x * x * ord(xs[0][1])


def by_partial(x):
    xs = [3, 1, 2]
    xs.sort(key=functools.partial(lambda a, v: (v - a) ** 2, 2))
    return x * x * xs[0]


def by_what_varies(x):
    xs, weights = [3, 1, 2], [0.5, 0.1, x]
    xs.sort(key=lambda v: weights[v - 1])
    return x * x * xs[0]


def shuffled(x):
    rng = np.random.default_rng(0)
    xs = [x, 2 * x, 3.0, x * x]
    rng.shuffle(xs)
    return xs[0] * xs[1] + xs[2] - 3 * xs[3] + rng.normal() * x


def shuffled_by_a_state(x):
    rng = np.random.RandomState(0)
    xs = [x, 2 * x, 3.0, x * x]
    rng.shuffle(xs)
    return xs[0] * xs[1] + xs[2] - 3 * xs[3] + rng.rand() * x


FUNCTIONS = [
    by_lambda, by_name, by_partial, by_what_varies, shuffled, shuffled_by_a_state,
]  # fmt: skip


@pytest.mark.parametrize("fun", FUNCTIONS, ids=lambda fun: fun.__name__)
def test_derivatives(fun) -> None:
    check(fun, 0.6)

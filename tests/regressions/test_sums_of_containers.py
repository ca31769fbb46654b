"""`sum` of lists and tuples joins them; `sum` of a dict is that of its keys."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s


def flattened(x):
    return sum([[x[0]], [x[1], x[2]]], [])[1] * 2


def of_tuples(x):
    return sum([(i, v * 2) for i, v in enumerate(x)], ())[3] * x[0]


def of_a_generator(x):
    return sum(([v, v * 2] for v in x), [])[3] * x[0]


def with_a_start(x):
    return sum((r for r in [[x[0]], [x[1]]]), start=[x[2]])[0] * 2


def of_none(x):
    return sum([], [x[0]])[0] * 2


def of_rows(x):
    return np.sum(np.array(sum([[x[0], 1.0], [2.0, x[1]]], [])) ** 2)


def of_keys(x):
    table = {i: v * i for i, v in enumerate(x)}
    return sum(table) * x[0] + table[1]


def of_float_keys(x):
    table = {float(i): v for i, v in enumerate(x)}
    return math.fsum(table) * x[0]


@pytest.mark.parametrize(
    "fun",
    [
        flattened,
        of_tuples,
        of_a_generator,
        with_a_start,
        of_none,
        of_rows,
        of_keys,
        of_float_keys,
    ],
)
def test_sums_of_containers(fun) -> None:
    s2s.check_grads(fun, np.array([0.3, 0.5, 0.7]), modes=("rev", "fwd"))


def _multiplied(x):
    y = x
    for i, v in np.ndenumerate(x):
        y = y.copy()
        y[i] *= v
    return y.sum() * x[1, 0]


def test_ndenumerate_gives_numbers() -> None:
    s2s.check_grads(_multiplied, np.array([[0.5, -0.3], [-2.0, 0.7]]), modes=("rev", "fwd"))

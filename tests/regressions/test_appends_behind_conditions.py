"""Several appends to one list that run or not: its cotangent is as long as the list was then."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def summed(x):
    terms = [x]
    if x > 0:
        terms.append(x * 2)
    if x > 1:
        terms.append(x * x)
    return sum(terms)


def stacked(x):
    terms = []
    if x > 0:
        terms.append(x * 2)
    if x > 1:
        terms.append(x * x)
    if x > 3:
        terms.append(x)
    return np.sum(np.array(terms) ** 2)


def in_a_loop(x):
    terms = []
    for i in range(4):
        if i % 2:
            terms.append(x * i)
        if i > 1:
            terms.append(x * x)
    return np.logaddexp.reduce(terms)


def at_the_start(x):
    terms = [x]
    if x > 0:
        terms.insert(0, x * x)
    if x > 1:
        terms.insert(0, x * x * x)
    return sum(term * (i + 1) for i, term in enumerate(terms))


def of_arrays(x):
    parts = [np.ones(2) * x]
    if x > 0:
        parts.append(np.ones(1) * x * x)
    if x > 1:
        parts.append(np.ones(3) * x)
    return np.sum(np.concatenate(parts) ** 2)


@pytest.mark.parametrize("fun", [summed, stacked, in_a_loop, at_the_start, of_arrays])
@pytest.mark.parametrize("x", [0.5, 1.5, 3.5])
def test_appends_behind_conditions(fun, x) -> None:
    s2s.check_grads(fun, x, order=2, modes=("rev", "fwd"))

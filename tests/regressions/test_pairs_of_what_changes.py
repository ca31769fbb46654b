"""`itertools.combinations` and its kin read their argument when they are made: they were refused."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from s2s.testing import check_grads


class Body:
    def __init__(self, x):
        self.x, self.f = x, 0.0


def n_bodies(x):
    bodies = [Body(a) for a in (x, x * x, 2.0)]
    for _ in range(2):
        for b in bodies:
            b.f = 0.0
        for a, b in itertools.combinations(bodies, 2):
            r = a.x - b.x + 0.1
            a.f -= 1 / r
            b.f += 1 / r
        for b in bodies:
            b.x += 0.01 * b.f
    return sum(b.x**2 for b in bodies)


def product(x):
    bodies = [Body(x), Body(2 * x)]
    for p, q in itertools.product(bodies, bodies):
        p.f += q.x * p.x
        q.x *= 1.1
    return sum(b.f * b.x for b in bodies)


def rows_of_an_array(x):
    A = np.array([[x, 1.0], [2.0, x * x], [x, x]])
    for a, b in itertools.combinations(A, 2):
        a[0] += b[1]
        b[0] *= a[1]
    return A.sum()


def numbers_of_an_array(x):
    a, s = np.array([x, 1.0, x * x]), 0.0
    for p, q in itertools.permutations(a, 2):
        s += p * q**2
        a[1] = s
    return s + a.sum()


def list_that_is_overwritten_before(x):
    rows, s = [x, 1.0, x * x], 0.0
    pairs = itertools.combinations(rows, 2)
    rows[0] = 5.0
    rows.append(7.0)
    for a, b in pairs:
        s += a * b
        rows[1] = s
    return s + sum(rows)


PROGRAMS = [
    n_bodies, product, rows_of_an_array, numbers_of_an_array, list_that_is_overwritten_before,
]  # fmt: skip


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))

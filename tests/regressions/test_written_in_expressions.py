"""Functions that write, in expressions that are kept whole; arrays that are joined into one of them."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.6, 1.3, -0.4, 0.9, 0.25, 1.7])


def compared(x):
    a = x * 1.0
    r = np.put(a, [2], a[0] * 2.0) is None
    assert np.add.at(a, [0, 0], x[1]) is None
    return np.sum(a**2) + r


def in_turns(x):
    a, s = x * 1.0, 0.0
    for i in range(3):
        s += a[i] + float(np.put(a, [i + 1], a[0] * 2.0) is None)
    return s + np.sum(a)


def in_a_test(x):
    a = x * 1.0
    b = np.outer(a, a)
    if np.copyto(a, x**2) is None and np.fill_diagonal(b, x[0]) is None:
        return np.sum(a) + np.sum(b)
    return 0.0


def joined_elsewhere(x):
    c = x * 2.0
    d, e = np.empty(6), np.empty((2, 6))
    np.concatenate((c[1:], c[:1]), out=d)
    np.stack([c, d], out=e)
    return np.sum(d**2 * np.arange(6.0)) + np.sum(e**3)


@pytest.mark.parametrize("fun", [compared, in_turns, in_a_test, joined_elsewhere])
def test_program(fun):
    check(fun, X)


def turned_in_place(x):
    c = x * 2.0
    np.concatenate((c[1:], c[:1]), out=c)
    return np.sum(c**2 * np.arange(6.0))


def rows_swapped_in_place(x):
    a = np.outer(x, x)
    np.stack([a[1], a[0]], out=a[:2])
    return np.sum(a**3)


@pytest.mark.parametrize("fun", [turned_in_place, rows_swapped_in_place])
def test_what_overlaps_is_refused(fun):
    with pytest.raises(s2s.MutationError, match="joined into one of them"):
        s2s.grad(fun)(X)

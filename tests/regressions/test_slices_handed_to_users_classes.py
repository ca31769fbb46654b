"""Slices as indices of objects with their own ``__getitem__`` and ``__setitem__``: a SyntaxError."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check_grads


class Grid:
    def __init__(self):
        self.d = np.zeros((2, 3))

    def __setitem__(self, ij, v):
        self.d[ij] = v

    def __getitem__(self, ij):
        return self.d[ij]


class Part:
    def __init__(self, d):
        self.d = d

    def __getitem__(self, s):
        return Part(self.d[s]) if isinstance(s, slice) else self.d[s]


def stores(x):
    g = Grid()
    g[1, :] = x
    g[1:] *= x
    return g.d.sum() ** 2


def reads(x):
    g = Grid()
    g[1, :] = x
    g[:, 1] += x
    return g[::-1, 1:].sum() ** 2


def bounds_that_are_computed(x):
    g = Grid()
    n = 2
    g[:n, 1] += x
    g[..., None:n] += x
    g[-1][1:] = 3 * x
    return g[::-1, n - 1 :].sum() ** 2


def a_part_of_a_list(x):
    s = Part([x, x * x, 3 * x])
    return s[1:][0] * s[0]


def a_part_of_an_array(x):
    s = Part(np.array([x, x * x, 3 * x]))
    return s[1:][0] * s[0]


PROGRAMS = [stores, reads, bounds_that_are_computed, a_part_of_a_list, a_part_of_an_array]


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, order=2)

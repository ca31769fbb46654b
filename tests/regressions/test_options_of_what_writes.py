"""Options of functions that write into an array did not fit their texts; a result in a buffer is no view."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

X = np.array([0.6, 1.3, -0.4, 0.9, 0.25, 1.7])
W = np.arange(1.0, 7.0)


def kinds_and_modes(x):
    c, d, e = x * 1.0, x * 2.0, x * 3.0
    c.sort(kind="stable")
    d.sort(0, "mergesort")
    np.put(c, [0, 7], x[:2], mode="wrap")
    np.put(d, [-3, 9], x[:2], mode="clip")
    d.put([0, 1], x[4:], "clip")
    e.partition(2, kind="introselect")
    return c @ W + d @ W + e[2]


def diagonals(x):
    tall = np.outer(x, x[:3])
    np.fill_diagonal(tall, x[0], wrap=True)
    cube = np.multiply.outer(tall[:3], x[:3])
    np.fill_diagonal(cube, x[1])
    np.fill_diagonal(tall, [x[0], x[1]])
    return np.sum(tall**2) + np.sum(cube**2)


def constant_of_the_module_into_a_buffer(x):
    c = x**2
    np.einsum("i->i", W, out=c)
    c *= x
    d = np.einsum("i->i", x)
    return np.sum(c) + np.sum(d**2)


@pytest.mark.parametrize("fun", [kinds_and_modes, diagonals, constant_of_the_module_into_a_buffer])
def test_program(fun):
    check(fun, X)

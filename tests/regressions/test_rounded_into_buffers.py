"""What is overwritten by a function without a derivative kept its derivative; so did views of `unstack`."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.ndimage

import s2s
from s2s.testing import check
from tests.second_derivatives import check_every_mix

X = np.array([0.6, 1.3, -0.4, 0.9, 0.27, 1.7])
W = np.arange(1.0, 7.0)
INTO = [
    lambda c: np.sign(c, out=c),
    lambda c: np.ceil(c, c),
    lambda c: np.round(c, 0, c),
    lambda c: c.round(out=c),
    lambda c: c.round(0, c),
    lambda c: np.less_equal(c, 0.5, out=c),
    lambda c: np.logical_and(c, c, out=c),
    lambda c: np.floor_divide(c, 0.37, out=c),
    lambda c: np.floor(2 * W, out=c),
    lambda c: np.equal(W, 2, out=c),
    lambda c: np.sign(c[::2], out=c[::2]),
    lambda c: np.rint(c[1:], out=c[:-1]),
    lambda c: np.any(np.outer(c, c), axis=0, out=c),
    lambda c: np.sign(c, out=c, where=c > 0.5),
    lambda c: np.greater(c, 0.3, out=c, where=W > 3),
    lambda c: np.unstack(c[:, None])[0].fill(2.0),
]


@pytest.mark.parametrize("into", INTO, ids=range(len(INTO)))
def test_the_old_values_count_no_more(into):
    def program(x):
        c = x**2 + x
        into(c)
        return np.sum(c**2 * W) + x[0] ** 3

    check(program, X)


def in_turns(x):
    c = x * 2.0
    s = 0.0
    for i in range(3):
        np.sign(x, out=c)
        c *= x
        s += np.sum(c * x**2)
        np.greater(c, 0.1 * i, out=c)
    return s + np.sum(c * x)


def into_parts(x):
    table = np.outer(x, x[:3])
    np.unstack(table)[1][:] = x[:3]
    a, b, d = np.unstack(table, axis=1)
    a[0] = b[1]
    d *= x
    held = {"a": x * 2.0, "b": [x * 3.0]}
    np.floor(x, out=held["b"][0])
    held["b"][0] += x
    np.ceil(held["b"][0], out=held["a"])
    return np.sum(table**2) + np.sum(held["a"] * held["b"][0] * x)


@pytest.mark.parametrize("fun", [in_turns, into_parts])
def test_every_mix(fun):
    check_every_mix(fun, X, np.linspace(0.2, 1.0, 6))


def test_where_by_place_is_refused():
    def program(x):
        c = x * 1.0
        np.sign(c, c, where=x > 0.5)
        return np.sum(c**2 * x)

    with pytest.raises(s2s.NoRuleError, match="with these arguments"):
        s2s.grad(program)(X)


@pytest.mark.parametrize(
    "into",
    [
        lambda c, o: scipy.ndimage.convolve1d(c, [1.0, 2.0, 1.0], output=o),
        lambda c, o: scipy.ndimage.gaussian_filter(c, 1.0, 0, o),
        lambda c, o: scipy.ndimage.median_filter(c, 3, output=o),
        lambda c, o: scipy.ndimage.uniform_filter1d(c, 3, output=o),
    ],
)
def test_the_buffers_of_scipy_are_refused(into):
    def program(x):
        o = np.zeros(6)
        into(x * 2.0, o)
        return np.sum(o**2)

    with pytest.raises(s2s.NoRuleError, match="`output` given"):
        s2s.grad(program)(X)


def views_of_several(x):
    table, row = np.outer(x, x), x * 2.0
    for each in np.atleast_2d(table, row):
        each *= x[1]
    p, q = np.atleast_1d(table[0], row)
    p[0] = q[1]
    q[2] = p[3]
    return np.sum(table**2) + np.sum(row**3)


def test_views_of_several_arrays():
    check(views_of_several, X)

"""A generator that fills one array for all its items was listed: each item was what the last one is."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.integrate
import scipy.optimize

import s2s
from s2s.testing import check


class Table:
    def __init__(self, n):
        self.row = np.zeros(n)
        self.last = None

    def at(self, t, k):
        self.row[:] = k * t
        return self.row

    def fresh(self, t, k):
        self.last = np.full(3, k * t)
        return self.last


def sum_of_a_local_function(k):
    row = np.zeros(3)

    def at(t):
        row[:] = k * t
        return row

    return sum(at(t) for t in (1.0, 2.0)).sum()


def sum_of_a_method(k):
    table = Table(3)
    return sum(table.at(t, k) for t in (1.0, 2.0)).sum()


def sum_of_a_map(k):
    table = Table(3)
    return sum(map(lambda t: table.at(t, k), (1.0, 2.0))).sum()


def zipped(k):
    table = Table(3)
    pairs = zip((table.at(t, k) for t in (1.0, 2.0)), [1.0, 2.0])  # noqa: B905
    return sum([np.sum(v * w) for v, w in pairs])


@pytest.mark.parametrize("fun", [sum_of_a_local_function, sum_of_a_method, sum_of_a_map, zipped])
def test_it_is_refused(fun):
    for derivative in (s2s.grad(fun), lambda k: s2s.jvp(fun, (k,), (1.0,))):
        with pytest.raises(s2s.UnsupportedError, match="overwritten by its next steps") as caught:
            derivative(0.5)
        assert "copy()" in str(caught.value)


def numbers_of_it(k):
    table = Table(3)
    return max(np.sum(table.at(t, k)) for t in (1.0, 2.0)) + sum(table.at(2.0, k)[i] for i in range(3))


def copies(k):
    table = Table(3)
    return sum(table.at(t, k).copy() for t in (1.0, 2.0)).sum()


def arrays_of_their_own(k):
    table = Table(3)
    return sum(table.fresh(t, k) for t in (1.0, 2.0)).sum()


def written_elsewhere(k):
    row, total = np.zeros(3), 0.0
    for i in range(3):
        row[i] = k * i
        total += sum(row[j:].sum() for j in range(3)) + np.sum(sum(row for _ in range(2)))
    return total


def rows_by_axis(k):
    row = np.zeros(2)

    def scaled(r):
        row[:] = r[:2] * k
        return row

    return np.sum(np.apply_along_axis(scaled, 1, np.arange(6.0).reshape(2, 3)) ** 2)


def slopes_in_a_buffer(k):
    out = np.zeros(2)

    def slopes(t, y):
        out[0] = k * y[1]
        out[1] = -0.8 * y[0]
        return out

    found = scipy.integrate.solve_ivp(slopes, (0, 1), [1.0, 0.6], rtol=1e-9, atol=1e-10)
    return found.y[0, -1] ** 2


def misses_in_a_buffer(k):
    out = np.zeros(2)

    def misses(x):
        out[0] = x[0] ** 2 + x[1] - k - 1.0
        out[1] = x[1] - 0.8 * x[0]
        return out

    return np.sum(scipy.optimize.fsolve(misses, [1.0, 0.5], xtol=1e-12) ** 2)


@pytest.mark.parametrize(
    "fun",
    [
        numbers_of_it, copies, arrays_of_their_own, written_elsewhere, rows_by_axis,
        slopes_in_a_buffer, misses_in_a_buffer,
    ],
)  # fmt: skip
def test_it_is_right(fun):
    check(fun, 0.5)

"""Views that cannot be written into, of arrays that are overwritten while they are in use."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0], [0.7, 0.1, -0.6]])


@row(M)
def diagonal_seen_after_writes(a):
    d = np.diagonal(a)
    a[1, 1] = a[0, 0] * 3.0
    a[0] *= 2.0
    return np.sum(d**2) + np.sum(a)


@row(M)
def diagonals_beside_the_main_one(a):
    d = np.diag(a, 1)
    e = a.diagonal(axis1=1, axis2=0)
    a[0, 1] = a[0, 0] * 3.0
    a *= np.sum(d * e[:2])
    return np.sum(d**2) + np.sum(e)


@row(M)
def part_of_a_stack_of_diagonals(a):
    s = np.multiply.outer(a, a[0])
    d = np.linalg.diagonal(s)
    f = d[1:]
    s[0, 1] = a[2] * 3.0
    return np.sum(d**2) + np.sum(f**3)


@row(M)
def diagonal_read_in_a_loop(a):
    d = np.diag(a)
    for k in range(3):
        for i in range(3):
            a[i, k] = a[k, i] = a[i, k] * 0.5 + 0.1 * d[i] * d[k]
    return np.sum(d**2) + np.sum(a**2)


def _into(d, a):
    a[0, 0] = d[1] * 2.0
    return d * 3.0


@row(M)
def diagonal_handed_over_with_its_array(a):
    q = _into(np.diagonal(a), a)
    q[0] = a[0, 1]
    return np.sum(a**2) + np.sum(q**2)


@row(X)
def spread_before_the_write(x):
    b = np.broadcast_to(x, (2, 4))
    x[1] = x[3] ** 2
    return np.sum(b**2 * np.arange(8.0).reshape(2, 4))


@row(X)
def spread_and_read_by_turns(x):
    b = np.broadcast_to(x[:, None], (4, 2))
    s = 0.0
    for i in range(4):
        x[i] *= 0.1 * np.sum(b**2)
        s += b[i, 1] * x[0]
        if b[0, 0] > 0.1:
            x += 0.1 * b[:, 0]
    return s + np.sum(np.sin(b))


@row(X)
def sliding_windows_of_what_moves(x):
    w = np.lib.stride_tricks.sliding_window_view(x, 3)
    for _ in range(3):
        x[1:-1] += 0.1 * w.sum(axis=1)
    return np.sum(w**2)


@row(X)
def row_of_what_is_spread(x):
    b = np.broadcast_to(x, (2, 4))
    c = b[1]
    x[1] = x[3] ** 2
    return np.sum(c**2 * np.arange(4.0))


@row(X)
def spread_anew_in_every_turn(x):
    s = 0.0
    for i in range(3):
        y = x[i:] * x[0]
        b = np.broadcast_to(y, (2, 4 - i))
        y[0] = x[3] * i
        s += np.sum(b**2)
        y *= 2.0
        s += np.sum(b * x[i])
    return s


@row(X)
def spread_and_written_back(x):
    b = np.broadcast_to(x, (4, 4))
    a = np.ones((4, 4))
    a[1:] = b[1:]
    x[:] = x * a[2] + b[0]
    a[0] = b[3]
    return np.sum(a**2 * np.arange(16.0).reshape(4, 4))


@row.parametrize()
def test_read_only_views(row: Row) -> None:
    row.run()


class Holder:
    pass


def kept_in_an_object(x):
    o = Holder()
    o.a = x * 1.0
    o.b = np.broadcast_to(o.a, (2, 4))
    o.a[1] = x[2]
    return np.sum(o.b**2)


def run_through(x):
    b = np.broadcast_to(x, (2, 4))
    s = 0.0
    for r in b:
        x[0] += r[1] ** 2
        s += np.sum(r)
    return s


def taken_in_a_branch(x):
    b = np.broadcast_to(x, (2, 4))
    for i in range(2):
        y = x * (1.0 + i)
        if i == 0:
            b = np.broadcast_to(y, (2, 4))
        y[0] = 3.0 * x[1]
    return np.sum(b**2)


@pytest.mark.parametrize("fun", [kept_in_an_object, run_through, taken_in_a_branch])
def test_what_cannot_be_followed_is_refused(fun):
    with pytest.raises(s2s.S2SError, match="broadcast_to") as caught:
        s2s.grad(fun)(X)
    assert "add `.copy()`" in str(caught.value)

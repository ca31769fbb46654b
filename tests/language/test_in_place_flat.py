"""`a.flat`: read, written into, assigned and run through."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
A = np.arange(6.0).reshape(2, 3) + 0.5


@row(A, 0.4)
def flat_read(a, y):
    return a.flat[1] * y + a.flat[-1]


@row(A, 0.4)
def flat_slice(a, y):
    return np.sum(a.flat[1:4] ** 2) * y


@row(A, 0.4)
def flat_write(a, y):
    b = a.copy()
    b.flat[2] = y * a[0, 0]
    b.flat[1:3] = y
    return np.sum(b**2)


@row(A, 0.4)
def flat_masked(a, y):
    b = a * 2.0
    b.flat[a.ravel() > 2.0] = y
    return np.sum(b**2) + np.sum(a.flat[b.ravel() < 2.9])


@row(A, 0.4)
def flat_assign(a, y):
    b = np.zeros((2, 3))
    b.flat = a[0] * y
    return np.sum(b * a)


@row(A, 0.4)
def flat_assign2(a, y):
    b = a * 2
    b.flat = y
    return np.sum(b * a)


@row(A, 0.4)
def flat_arg(a, y):
    a.flat[3] = y
    a.flat[0] *= y
    return np.sum(a**2)


@row(A, 0.4)
def flat_iter(a, y):
    s = 0.0
    for v in a.flat:
        s += v * v * y
    return s


@row(A, 0.4)
def flat_iter2(a, y):
    s = 0.0
    for i, v in enumerate(a.T.flat):
        s += v * i * y
    return s + sum(a.flat) + max(a.flat)


@row(A, 0.4)
def flat_T(a, y):
    b = a.copy()
    b.T.flat[1] = y
    b[:, 1:].flat[[0, 2]] = y * 2
    return np.sum(b**2)


@row(A, 0.4)
def flat_compr(a, y):
    return sum([v * y for v in a.flat])


@row(A, 0.4)
def flat_np(a, y):
    for i, v in np.ndenumerate(a):
        y = y + v * i[0]
    return y


@row(A, 0.4)
def written_into_zeros(a, y):
    b = np.zeros((2, 3))
    b.flat[1] = y
    b.flat[-1] = a[0, 0] * y
    return np.sum(b**2)


@row(A, 0.4)
def written_in_a_loop(a, y):
    b = np.zeros((2, 3))
    for i in range(b.size):
        b.flat[i] = a.flat[i] * y
    b.flat[2] += y
    b.flat[0] *= y
    return np.sum(b**2)


@row(A, 0.4)
def written_through_views(a, y):
    b = a.copy()
    c = b.T
    c.flat[1] = y
    b[:, 1:].flat[[0, 2]] = y * 2
    return np.sum(b**2) + c[0, 1]


@row(A, 0.4)
def slices_and_repeated(a, y):
    b = a.copy()
    b.flat[::2] = a[0] * y
    b.flat[[0, 0]] += y
    return np.sum(b**2)


@row(A, 0.4)
def slices_multiplied(a, y):
    b = a.copy()
    b.flat[::2] *= y
    for _ in range(2):
        if y > 0:
            b.flat[1:3] += a[0, 1] * y
    return np.sum(b**2) + b[0, 1]


class H:
    def __init__(self, f):
        self.flat = f


@row(A, 0.4)
def attribute_of_an_object(a, y):
    h = H(a.ravel())
    h.flat[0] = y
    return np.sum(h.flat * y)


@row(A, 0.4)
def at_the_largest(a, y):
    i = np.argmax(a)
    return a.flat[i] * y + a.flat[np.argmin(a)]


@row(A, 0.4)
def filled(a, y):
    b = np.empty((2, 3))
    b.flat = 0
    b.flat[:3] = [y, a[0, 0], y * 2]
    return np.sum(b * a)


@row(A, 0.4)
def run_through_beside_others(a, y):
    np_ = 1
    b = np.array(a.flat) * y
    for i, v in enumerate(a.flat):
        b[i] += v * i
    for u, v in zip(a.flat, b.flat):
        y = y + u * v
    return y


@row.parametrize()
def test_flat(row: Row) -> None:
    row.run()


def test_second_derivatives() -> None:
    for fun in (written_into_zeros, written_in_a_loop, slices_and_repeated, at_the_largest):
        s2s.check_grads(fun, A, 0.4, order=2, modes=("rev", "fwd"))


def test_loop_that_writes_into_what_it_runs_over() -> None:
    def fun(a):
        s = 0.0
        for v in a.T.flat:
            a[0, 1] = v
            s += v
        return s

    with pytest.raises(s2s.UnsupportedError, match="`flat`"):
        s2s.grad(fun)(A)


def test_no_such_place() -> None:
    with pytest.raises(IndexError):
        s2s.grad(lambda a: a.flat[6])(A)

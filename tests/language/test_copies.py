"""Copies by `copy.copy` and `copy.deepcopy` of values that a derivative flows through."""

from __future__ import annotations

import copy
from copy import deepcopy
from dataclasses import dataclass

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


class V:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def norm(self):
        return self.a * self.a + np.sum(self.b**3)


class Holder:
    def __init__(self, u, n):
        self.u = u
        self.n = n
        self.v = V(n, u * 2)
        self.hist = []
        self.best = None

    def step(self):
        self.u *= self.n


def aliased(x):
    u = x * 1.0
    a = [u, u]
    b = copy.deepcopy(a)
    b[0][0] = 7.0
    return np.sum(b[1] ** 2)


@row([X, X + 1.0, X * 2])
def argument_list(xs):
    ys = deepcopy(xs)
    ys[0] *= 2.0
    return np.sum(ys[0] * xs[0]) + np.sum(ys[2] * xs[1])


@row(X)
def nested_object(x):
    h = Holder(x * 1.0, x[0])
    h.step()
    g = copy.deepcopy(h)
    g.step()
    g.v.b[0] = 5.0
    return h.u.sum() * g.u.sum() + h.v.norm() * g.v.norm()


@row(X)
def history(x):
    u = x * 1.0
    hist = []
    for _ in range(3):
        u *= 1.5
        u[0] = u[1] * u[2]
        hist.append(copy.copy(u))
    return np.sum(hist[0] * hist[1] * hist[2])


@row(X)
def rows(x):
    m = [[x[0], x[1]], [x[2], x[3]]]
    c = deepcopy(m)
    c[0][0] = c[1][1] * 2
    s = copy.copy(m)
    s[0][1] = 3.0
    return m[0][0] * c[0][0] + m[0][1] * c[0][1] + s[1][0]


@row(X)
def list_of_arrays_loop(x):
    us = [x * i for i in range(3)]
    vs = deepcopy(us)
    for v in vs:
        v += 1.0
    return np.sum(us[2] * vs[2]) + np.sum(vs[1])


@dataclass
class DC:
    a: float
    b: np.ndarray


@row(DC(1.5, X))
def dataclass(d):
    e = copy.deepcopy(d)
    f = copy.copy(d)
    return np.sum(e.b * d.b) * e.a * f.a


@row(X)
def dict_unknown_keys(x):
    d = {}
    for i in range(3):
        d[i] = x * i
    e = deepcopy(d)
    for k in e:
        e[k] *= 2.0
    return np.sum(e[1] * d[2])


@row(X)
def small_copy_array(x):
    y = copy.copy(x)
    y[0] *= 3.0
    return np.sum(x * y)


@row(X)
def small_deepcopy_list(x):
    a = [x, [x[0], x[1]]]
    b = copy.deepcopy(a)
    b[0][0] = 5.0
    b[1][0] *= x[2]
    return np.sum(a[0] * b[0]) + a[1][0] * b[1][0]


@row(X)
def small_copy_list_shares(x):
    a = [x * 1.0]
    b = copy.copy(a)
    b[0][0] *= 3.0
    return np.sum(a[0] ** 2)


@row(X)
def small_deepcopy_object(x):
    v = V(x[0], x * 2)
    w = copy.deepcopy(v)
    w.a *= 3.0
    w.b[0] = 0.0
    return np.sum(v.b * w.b) * v.a + w.a


@row(X)
def small_copy_object(x):
    v = V(x[0], x[1])
    w = copy.copy(v)
    w.a = w.a * 3.0
    return v.norm() * w.norm()


@row({"a": 1.0, "b": X})
def small_copy_dict(d):
    e = copy.deepcopy(d)
    e["b"] *= 2.0
    e["a"] = e["a"] ** 2
    return np.sum(e["b"] * d["b"]) * d["a"] * e["a"]


@row.parametrize()
def test_copy(row: Row) -> None:
    row.run()


def test_what_stands_twice_is_an_error() -> None:
    with pytest.raises(s2s.S2SError, match="stands twice"):
        s2s.grad(aliased)(X)

"""Small parts of Python's library that users' code is full of: getters, pairs, cached properties."""

from __future__ import annotations

import functools
import operator
from collections import OrderedDict

import numpy as np

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, 1.2, 2.0])


class Q:
    def __init__(self, v):
        self.v = v


class P:
    def __init__(self, a, b):
        self.a = a
        self.b = b


class Tape:
    def __init__(self):
        self.l = []

    def __enter__(self):
        return self

    def __exit__(self, *a):
        return False


def f3(a, b, c):
    return a * b + c


def outer_star(*full):
    s = 0.0
    for i in range(3):
        b = list(full)
        b[i] = b[i] * 2
        s += f3(*b)
    return s


class CP:
    def __init__(self, x):
        self.x = x

    @functools.cached_property
    def sq(self):
        return self.x**2


class Net:
    def __init__(self, w, n):
        self.w = w
        self.n = n

    @functools.cached_property
    def norm(self):
        return np.sqrt(np.sum(self.w**2))

    @functools.cached_property
    def size(self):
        return self.n * 2

    @functools.cached_property
    def scaled(self):
        return self.w / self.norm

    def __call__(self, x):
        return np.sum(self.scaled * x) * self.size


class BM:
    def __init__(self, w):
        self.w = w
        self.f = self.act
        self.g = np.tanh

    def act(self, v):
        return v * self.w

    def __call__(self, v):
        return self.g(self.f(v))


@row(X, 0.4)
def get_none(x, y):
    R = {(0, 0): x[0]}
    R[0, 1] = x[1] * y
    v = R.get((0, 2))
    return R[0, 1] if v is None else v


@row(X, 0.4)
def get_none2(x, y):
    R = {}
    for i in range(3):
        R[i % 2] = x[i] * y
    s = 0.0
    for i in range(4):
        v = R.get(i)
        if v is not None:
            s += v * v
    return s


@row(X, 0.4)
def dict_more(x, y):
    m = {"a": x, "b": y}
    d = dict(m, c=y * 2)
    return np.sum(d["a"]) * d["b"] * d["c"]


@row(X, 0.4)
def od_iter(x, y):
    m = OrderedDict(((k, v * y) for k, v in zip("abc", x)))
    s = 0.0
    for i, (k, v) in enumerate(m.items()):
        s += v * i
    return s


@row(X, 0.4)
def od_zip(x, y):
    m = OrderedDict(zip(["a", "b"], [x[0], y]))
    return m["a"] * m["b"]


@row(X, 0.4)
def max_attr(x, y):
    o = [Q(v * y) for v in x]
    return max(o, key=operator.attrgetter("v")).v * min(o, key=operator.attrgetter("v")).v


@row(X, 0.4)
def max_item(x, y):
    o = [(i, v * y) for i, v in enumerate(x)]
    return max(o, key=operator.itemgetter(1))[1]


@row(X, 0.4)
def attrg(x, y):
    return operator.attrgetter("v")(Q(y)) * x[0]


@row(X, 0.4)
def attrg2(x, y):
    g = operator.attrgetter("v")
    return g(Q(y)) * g(Q(x[0]))


@row(X, 0.4)
def mcall(x, y):
    f = operator.methodcaller("sum")
    return f(x) * y


@row(X, 0.4)
def with_t(x, y):
    t = Tape()
    with t:
        t.l.append(y * x[0])
    return t.l[0] * y


@row(X, 0.4)
def with_t2(x, y):
    t = Tape()
    with t as u:
        u.l.append(y * x[0])
    return t.l[0] * y


@row(X, 0.4)
def best(x, y):
    who = None
    for p in [Q(v * y) for v in x]:
        if who is None or p.v < who.v:
            who = p
    return who.v**2


@row(X, 0.4)
def best2(x, y):
    who = None
    b = np.inf
    for v in x:
        if who is None or v * y < b:
            who = v
            b = v * y
    return who * b


@row(X, 0.4)
def dict_pairs(x, y):
    d = dict([("a", x), ("b", y)])
    return np.sum(d["a"]) * d["b"]


@row(X, 0.4)
def dict_pairs_kw(x, y):
    d = dict([("a", x)], b=y)
    return np.sum(d["a"]) * d["b"]


@row(X, 0.4)
def dict_zip(x, y):
    d = dict(zip(("a", "b"), (x, y)))
    return np.sum(d["a"]) * d["b"]


@row(X, 0.4)
def dict_zip2(x, y):
    d = dict(zip(["a", "b", "c"], x))
    return d["a"] * d["b"] * y


@row(X, 0.4)
def dict_tuple_pairs(x, y):
    d = dict((("a", x), ("b", y)))
    return np.sum(d["a"]) * d["b"]


@row(X, 0.4)
def dict_gen(x, y):
    d = dict(((i, v * y) for i, v in enumerate(x)))
    return d[0] * d[2]


@row(X, 0.4)
def dict_enum(x, y):
    d = dict(enumerate(x))
    return d[0] * d[2] * y


@row(X, 0.4)
def list_index(x, y):
    l = [x[0], y, x[1]]
    i = l.index(y)
    return l[i] * x[2]


@row(X, 0.4)
def list_index2(x, y):
    l = list(x)
    i = l.index(max(l))
    return l[i] * y


@row(X, 0.4)
def list_count(x, y):
    l = [x[0], y, y]
    return l.count(y) * y * x[0]


@row(X, 0.4)
def in_list(x, y):
    l = [x[0], y]
    if y in l:
        return y * x[0]
    return y


@row(X, 0.4)
def in_list2(x, y):
    seen = []
    s = 0.0
    for v in x:
        if v not in seen:
            seen.append(v)
            s += v * y
    return s


@row(X, 0.4)
def sort_key2(x, y):
    l = [P(v, y) for v in x]
    b = sorted(l, key=operator.attrgetter("a"), reverse=True)
    return b[0].a * y


@row(X, 0.4)
def star_list(x, y):
    full = (x[0], x[1], y)
    b = list(full)
    b[1] = y * y
    return f3(*b)


@row(X, 0.4)
def star_list2(x, y):
    b = [x[0], x[1], y]
    b[1] = b[1] * 2
    return f3(*b)


@row(X, 0.4)
def star_list3(x, y):
    return outer_star(x[0], x[1], y)


@row(X, 0.4)
def cp1(x, y):
    c = CP(x)
    return np.sum(c.sq * c.sq) * y


@row(X, 0.4)
def cp2(x, y):
    c = CP(x)
    a = c.sq
    c.x = c.x * y
    return np.sum(a * c.sq) * y


@row(X, 0.4)
def cp3(x, y):
    c = CP(x)
    if y > 1:
        t = np.sum(c.sq)
    else:
        t = y
    c.x = c.x * y
    return np.sum(c.sq) * t


@row(X, 0.4)
def cp4(x, y):
    s = 0.0
    c = CP(y)
    for v in x:
        s += c.sq * v
        c.x = c.x * 2
    return s


@row(X, 0.4)
def cp5(x, y):
    n = Net(x, 3)
    return n(x * y) + n.norm


@row(X, 0.4)
def bound_attr(x, y):
    return np.sum(BM(y)(x))


@row(X, 0.4)
def bound_var(x, y):
    b = BM(y)
    f = b.act
    return np.sum(f(x)) + np.sum(f(x * y))


@row(X, 0.4)
def bound_list(x, y):
    b = BM(y)
    c = BM(y * 2)
    s = 0.0
    for f in [b.act, c.act]:
        s += np.sum(f(x))
    return s


@row(X, 0.4)
def bound_pass(x, y):
    b = BM(y)
    return sum(map(b.act, x))


@row.parametrize()
def test_everyday(row: Row) -> None:
    row.run()


def test_second_derivatives() -> None:
    for fun in (cp1, cp2, max_attr, dict_more, get_none2):
        s2s.check_grads(fun, X, 0.4, order=2, modes=("rev", "fwd"))

"""Programs that write in place: objects."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
Y = np.linspace(0.3, 1.7, 6)


class Acc:
    def __init__(self, n, k=2.0):
        self.u = np.zeros(n)
        self.t = 0.0
        self.k = k
        self.n = 0
        self.hist = []

    def step(self, x, dt=0.1):
        self.u += dt * x * self.k
        self.t = self.t + dt * self.u[0]
        self.n += 1
        self.hist.append(self.t)

    def total(self):
        return np.sum(self.u**2) + self.t

    @property
    def mean(self):
        return self.total() / self.n


class Sub(Acc):
    def __init__(self, n):
        super().__init__(n, k=3.0)
        self.extra = 1.0

    def step(self, x, dt=0.1):
        super().step(x, dt)
        self.extra *= self.t


@row(X)
def o1(x):
    a = Acc(3)
    for i in range(3):
        a.step(x * (i + 1))
    return a.total() * a.mean + a.hist[1]


@row(X)
def o2(x):
    a = Sub(3)
    a.step(x)
    a.step(x**2)
    return a.total() + a.extra


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, s):
        if isinstance(s, Vec):
            return self.x * s.x + self.y * s.y
        return Vec(self.x * s, self.y * s)

    __rmul__ = __mul__

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __sub__(self, o):
        return self + (-o)

    def norm2(self):
        return self.x**2 + self.y**2


@row(X)
def o3(x):
    p = Vec(x[0], x[1])
    v = Vec(x[1], x[2])
    for i in range(4):
        a = -p * (1.0 / (1 + p.norm2()))
        v = v + a * 0.1
        p = p + 0.1 * v
    return p * v + p.norm2()


@dataclass
class State:
    pos: np.ndarray
    vel: np.ndarray
    t: float = 0.0
    log: list = field(default_factory=list)


def leap(s, dt):
    s.vel -= dt * s.pos
    s.pos = s.pos + dt * s.vel
    s.t += dt * s.vel[0]
    s.log.append(s.t)


@row(X)
def o4(x):
    s = State(x.copy(), x * 2)
    for i in range(3):
        leap(s, 0.1)
    return np.sum(s.pos**2) + s.t + sum(s.log)


@row(X, State(X * 1.5, X * 0.5))
def o5(x, s):
    leap(s, x[0])
    return np.sum(s.pos * x) + s.t


class Kalman:
    def __init__(self, q, r):
        self.q = q
        self.r = r
        self.x = 0.0
        self.p = 1.0

    def update(self, z):
        self.p = self.p + self.q
        k = self.p / (self.p + self.r)
        self.x = self.x + k * (z - self.x)
        self.p = (1 - k) * self.p
        return (z - self.x) ** 2


@row(0.3, 0.7)
def o6(q, r):
    f = Kalman(q, r)
    tot = 0.0
    for z in [1.0, 0.4, 0.7, 1.2]:
        tot += f.update(z)
    return tot


class Node:
    def __init__(self, v, nxt=None):
        self.v = v
        self.next = nxt


@row(X)
def o7(x):
    n = None
    for v in x:
        n = Node(v, n)
    s = 0.0
    c = n
    w = 1.0
    while c is not None:
        s += w * c.v**2
        c = c.next
        w *= 0.5
    return s


class Layer:
    def __init__(self, W):
        self.W = W
        self.cache = None

    def __call__(self, x):
        self.cache = x
        return np.tanh(self.W @ x)

    def penalty(self):
        if self.cache is None:
            return 0.0
        return np.sum(self.cache**2)


@row(np.arange(6.0).reshape(2, 3) * 0.1, X)
def o8(W, x):
    l = Layer(W)
    m = Layer(W[:, :2] * 2)
    y = m(l(x))
    return np.sum(y) + l.penalty() * m.penalty()


class Bank:
    total = 0

    def __init__(self):
        self.d = {}

    def put(self, k, v):
        self.d[k] = self.d.get(k, 0.0) + v

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __len__(self):
        return len(self.d)


@row(X)
def o9(x):
    b = Bank()
    for i in range(3):
        b.put("ab"[i % 2], x[i] ** 2)
    b["c"] = b["a"] * b["b"]
    return b["c"] + b["a"]


class Adam:
    def __init__(self, lr):
        self.lr = lr
        self.m = None
        self.v = None
        self.t = 0

    def step(self, p, g):
        if self.m is None:
            self.m = np.zeros_like(p)
            self.v = np.zeros_like(p)
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.99 * self.v + 0.01 * g * g
        p -= self.lr * (self.m / (1 - 0.9**self.t)) / (np.sqrt(self.v / (1 - 0.99**self.t)) + 1e-8)


@row(0.1)
def o10(lr):
    p = np.array([1.0, 2.0, -1.0])
    a = Adam(lr)
    for i in range(4):
        a.step(p, 2 * p + 0.3)
    return np.sum(p**2)


class Scaled:
    def __init__(self, a):
        self._a = a

    @property
    def a(self):
        return self._a * 2

    @a.setter
    def a(self, v):
        self._a = v / 3


@row(1.3)
def o11(x):
    s = Scaled(x)
    s.a = s.a * x
    s.a += x**2
    return s.a**2


def keep(obj, arr):
    obj.ref = arr


class Bag:
    pass


@row(X)
def o12(x):
    b = Bag()
    a = x * 1.0
    keep(b, a)
    a[0] = x[1] ** 2
    b.ref[1] *= a[0]
    b.k = b.ref[1]
    return np.sum(a**2) * b.k


@row(X)
def o13(x):
    objs = [Vec(x[i], x[i - 1]) for i in range(3)]
    for i, o in enumerate(objs):
        o.x = o.x * objs[i - 1].y
    return sum([o.norm2() for o in objs])


@row.parametrize()
def test_program(row: Row) -> None:
    row.run()

"""Classes as Python programs use them: abstract, generic, with properties, slots, enums, trees."""

from __future__ import annotations

import abc
import enum
import functools
import math
from dataclasses import dataclass, field, replace
from typing import Generic, NamedTuple, Protocol, TypeVar

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


class Kernel(abc.ABC):
    scale = 2.0

    def __init__(self, ell):
        self.ell = ell

    @abc.abstractmethod
    def k(self, r): ...
    def __call__(self, a, b):
        return self.scale * self.k(abs(a - b) / self.ell)


class RBF(Kernel):
    def k(self, r):
        return math.exp(-0.5 * r * r)


class Matern(Kernel):
    scale = 3.0

    def k(self, r):
        return (1 + r) * math.exp(-r)


class Sum(Kernel):
    def __init__(self, *ks):
        self.ks = ks

    def k(self, r):
        return 0.0

    def __call__(self, a, b):
        return sum(k(a, b) for k in self.ks)


@row(X)
def abc_kernels(x):
    total = 0.0
    for k in (RBF(x[0]), Matern(x[2])):
        total += k(x[1], x[3])
    return total


@row(X)
def abc_sum(x):
    return Sum(RBF(x[0]), Matern(x[2]))(x[1], x[3])


class Conf:
    gain = 1.5
    table = [1.0, 2.0]
    count = 0

    @classmethod
    def make(cls, a):
        return cls(a * cls.gain)

    @staticmethod
    def sq(v):
        return v * v

    def __init__(self, a):
        self.a = a

    def run(self, x):
        return self.sq(x) * self.a * type(self).gain + self.table[1]


class Conf2(Conf):
    gain = 2.5


@row(X)
def class_attrs(x):
    return Conf.make(x[0]).run(x[1]) * Conf2.make(x[2]).run(x[3]) + Conf.sq(x[0])


class Stateful:
    total = 0.0

    def add(self, v):
        self.total += v
        return self


@row(X)
def class_default_attribute(x):
    s = Stateful()
    for v in x:
        s.add(v * v)
    return s.total


class Grid:
    def __init__(self, vals):
        self.vals = vals

    def __len__(self):
        return len(self.vals)

    def __getitem__(self, i):
        return self.vals[i]

    def __setitem__(self, i, v):
        self.vals[i] = v

    def __contains__(self, k):
        return 0 <= k < len(self.vals)

    def __iter__(self):
        return iter(self.vals)


class GenGrid(Grid):
    def __iter__(self):
        for v in self.vals:
            yield v * 2


class OldIter:
    def __init__(self, vals):
        self.vals = vals

    def __len__(self):
        return len(self.vals)

    def __getitem__(self, i):
        if i >= len(self.vals):
            raise IndexError
        return self.vals[i]


class It:
    def __init__(self, vals):
        self.vals = vals
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= len(self.vals):
            raise StopIteration
        v = self.vals[self.i]
        self.i += 1
        return v


@row(X)
def dunder_getitem(x):
    g = Grid(x)
    t = 0.0
    for i in range(len(g)):
        if i in g:
            t += g[i] * g[i]
    return t


@row(X)
def dunder_setitem(x):
    g = Grid(x.copy())
    g[0] = g[1] * g[2]
    g[1] += 2.0
    return sum(v * v for v in g.vals)


class Slot:
    __slots__ = ("x", "v")

    def __init__(self, x, v):
        self.x = x
        self.v = v

    def step(self, dt):
        self.v -= self.x * dt
        self.x += self.v * dt


@row(X)
def slots(x):
    s = Slot(x[0], x[1])
    for _ in range(3):
        s.step(0.1)
    return s.x * s.v


class Temp:
    def __init__(self, c):
        self._c = c

    @property
    def f(self):
        return self._c * 1.8 + 32

    @f.setter
    def f(self, v):
        self._c = (v - 32) / 1.8

    @functools.cached_property
    def sq(self):
        return self._c**2


@row(X)
def property_setter(x):
    t = Temp(x[0])
    t.f = t.f * x[1]
    t.f += 1.0
    return t._c * t.f


@functools.lru_cache(maxsize=None)
def nodes(n):
    return np.linspace(0, 1, n)


@functools.cache
def binom(n, k):
    return math.comb(n, k)


@row(X)
def lru_cached(x):
    return np.sum(nodes(4) * x**2) * binom(4, 2)


@functools.lru_cache
def fibc(n):
    return n if n < 2 else fibc(n - 1) + fibc(n - 2)


@row(X)
def lru_recursive(x):
    return np.sum(x**2) * fibc(7)


@dataclass
class Opt:
    lr: float = 0.1
    hist: list = field(default_factory=list)
    m: dict = field(default_factory=dict)

    def __post_init__(self):
        self.half = self.lr / 2

    def step(self, w, g):
        self.hist.append(w)
        return w - self.lr * g


@row(X)
def dc_default_factory(x):
    o = Opt(lr=x[0])
    w = x[1]
    for _ in range(3):
        w = o.step(w, w**2)
    return w + sum(o.hist) * o.half


@dataclass(frozen=True)
class State:
    x: float
    v: float
    n: int = 0

    def step(self, k):
        return replace(self, x=self.x + 0.1 * self.v, v=self.v - k * self.x, n=self.n + 1)


@row(X)
def dc_frozen_replace(x):
    s = State(x[0], x[1])
    for _ in range(3):
        s = s.step(x[2])
    return s.x * s.v * s.n


class Kind(enum.Enum):
    LIN = 1
    SQ = "sq"


class IKind(enum.IntEnum):
    A = 0
    B = 1


def activ(k, v):
    if k is Kind.LIN:
        return v
    elif k == Kind.SQ:
        return v * v
    raise ValueError(k)


@row(X)
def enum_branches(x):
    return activ(Kind.LIN, x[0]) * activ(Kind.SQ, x[1]) * x[IKind.B]


@row(X)
def enum_loop(x):
    return sum(activ(k, x[0]) for k in Kind) * sum(x[i] for i in IKind)


@row(X)
def enum_dict(x):
    w = {Kind.LIN: x[0], Kind.SQ: x[1] ** 2}
    return sum(w[k] for k in Kind) * w[Kind["SQ"]] * w[Kind(1)]


class Pt(NamedTuple):
    x: float
    y: float = 1.0

    def norm2(self):
        return self.x**2 + self.y**2

    def __add__(self, o):
        return Pt(self.x + o.x, self.y + o.y)

    @property
    def r(self):
        return math.sqrt(self.norm2())

    @classmethod
    def polar(cls, r, t):
        return cls(r * math.cos(t), r * math.sin(t))


@row(X)
def nt_class(x):
    p = Pt(x[0]) + Pt(x[1], x[2])
    return p.norm2() * p.r * Pt.polar(x[2], x[3]).y


class Model(Protocol):
    def __call__(self, t: float) -> float: ...


T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item

    def get(self) -> T:
        return self.item


class Lin:
    def __init__(self, a):
        self.a = a

    def __call__(self, t):
        return self.a * t


def apply_model(m: Model, t: float) -> float:
    return m(t) * m(2 * t)


@row(X)
def protocol_generic(x):
    return apply_model(Lin(x[0]), x[1]) * Box(x[2]).get() + Box[float](x[3]).get()


class Leaf:
    def __init__(self, v):
        self.v = v


class Node:
    def __init__(self, left, right):
        self.left, self.right = left, right


def ev(t):
    if isinstance(t, Leaf):
        return t.v
    return ev(t.left) * ev(t.right) + 1.0


class Bin:
    def __init__(self, v, left=None, right=None):
        self.v, self.left, self.right = v, left, right


def total(t):
    if t is None:
        return 0.0
    return t.v**2 + total(t.left) * 0.5 + total(t.right)


@row(X)
def class_tree_none(x):
    return total(Bin(x[0], Bin(x[1], None, Bin(x[2])), Bin(x[3])))


def insert(t, v):
    if t is None:
        return Bin(v)
    if v < t.v:
        t.left = insert(t.left, v)
    else:
        t.right = insert(t.right, v)
    return t


def inorder(t, out):
    if t is not None:
        inorder(t.left, out)
        out.append(t.v)
        inorder(t.right, out)


@row(X)
def class_tree_insert(x):
    r = None
    for v in x:
        r = insert(r, v)
    out = []
    inorder(r, out)
    return sum(i * v * v for i, v in enumerate(out))


class LL:
    def __init__(self, v, nxt=None):
        self.v, self.next = v, nxt


@row(X)
def linked_list(x):
    head = None
    for v in x:
        head = LL(v * v, head)
    out, node = 0.0, head
    while node is not None:
        out = out * 0.5 + node.v
        node = node.next
    return out


class Vec:
    def __init__(self, *c):
        self.c = c

    def __add__(self, o):
        return Vec(*[a + b for a, b in zip(self.c, o.c)])

    def __mul__(self, k):
        return Vec(*(a * k for a in self.c))

    __rmul__ = __mul__

    def dot(self, o):
        return sum(a * b for a, b in zip(self.c, o.c))


@row(X)
def vec_class(x):
    a, b = Vec(x[0], x[1]), Vec(x[2], x[3])
    return (2.0 * a + b * x[0]).dot(b)


class Layer:
    def __init__(self, w):
        self.w = w

    def forward(self, x):
        return np.tanh(self.w * x)


class Net:
    def __init__(self, ws):
        self.layers = [Layer(w) for w in ws]

    def __call__(self, x):
        for l in self.layers:
            x = l.forward(x)
        return x


@row(X)
def net_class(x):
    return Net(x)(0.7)


class Base:
    registry = {}

    def __init__(self, a):
        self.a = a

    def f(self, x):
        return self.a * x

    def __repr__(self):
        return f"Base({self.a})"

    def __eq__(self, o):
        return self.a == o.a

    def __lt__(self, o):
        return self.a < o.a


class D1(Base):
    def f(self, x):
        return super().f(x) + x**2


class D2(D1):
    def f(self, x):
        return super().f(x) * Base.f(self, x)


@row(X)
def super_chain(x):
    return D2(x[0]).f(x[1]) + D1(x[2]).f(x[3])


@row(X)
def objects_sorted(x):
    s = sorted([Base(v) for v in x])
    return s[0].a * s[-1].a * 2 + s[1].a


@row(X)
def objects_max_attr(x):
    b = max((Base(v) for v in x), key=lambda o: o.a)
    return b.a**2


@row(X)
def method_bound_step(x):
    s = Slot(x[0], x[1])
    step = s.step
    for _ in range(2):
        step(0.1)
    return s.x * s.v


class Integrator:
    def __init__(self, k, method="euler"):
        self.k = k
        self.step = {"euler": self.euler, "mid": self.mid}[method]

    def euler(self, y, h):
        return y + h * self.k * y

    def mid(self, y, h):
        return y + h * self.k * (y + h / 2 * self.k * y)

    def run(self, y, n):
        step = self.step
        for _ in range(n):
            y = step(y, 0.1)
        return y


class Solver:
    def __init__(self, k):
        self.k = k

    def rhs(self, t, y):
        return -self.k * y + t

    def solve(self, y):
        return rk(self.rhs, y)


def rk(f, y):
    for i in range(3):
        k1 = f(i * 0.1, y)
        k2 = f(i * 0.1 + 0.05, y + 0.05 * k1)
        y = y + 0.1 * k2
    return y


@row(X)
def method_as_argument(x):
    return Solver(x[0]).solve(x[1])


@row(X)
def method_map(x):
    s = Solver(x[0])
    return sum(map(Lin(x[1]), x)) + sum(map(s.rhs, [1.0, 2.0], x))


class Ctx:
    def __init__(self, a):
        self.a = a

    def __enter__(self):
        self.a *= 2
        return self

    def __exit__(self, *exc):
        self.a += 1
        return False


@row(X)
def ctx_class(x):
    with Ctx(x[0]) as c:
        y = c.a * x[1]
    return y * c.a


@row(X)
def dunder_iter(x):
    g = Grid(x)
    t = 1.0
    for v in g:
        t = t * 0.5 + v
    return t + sum(g) + max(v for v in g)


@row(X)
def method_append_name(x):
    out = []
    add = out.append
    for v in x:
        add(v * v)
    return sum(out) * out[0]


@row.parametrize()
def test_class(row: Row) -> None:
    row.run()

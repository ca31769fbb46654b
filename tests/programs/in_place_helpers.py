"""What random programs call: functions that write into arguments, and classes with state."""

from __future__ import annotations

import functools
import math
from collections import namedtuple
from dataclasses import dataclass, field

import numpy as np

Pair = namedtuple("Pair", ["s", "v"])


def double(a):
    a *= 1.5


def shift(a, b, s):
    a += 0.5 * b
    a[0] = a[0] * s


def returned(a, s):
    a[1] += s
    return a


def tail(a):
    return a[1:]


def running(a, out):
    out[:] = 0.0
    for i in range(len(a)):
        out[i] = np.sin(a[i]) + 0.5 * out[i - 1]
    return out[-1]


def maybe(a, b, s):
    if s > 0.2:
        return a
    b[0] = s
    return b


def collect(values, s):
    values.append(s * 0.5)
    values[0] = values[0] * s


def note(d, s):
    d["a"] = d["a"] * 0.5 + s
    d["n"] = s


class Box:
    def __init__(self, s, v):
        self.s = s
        self.v = v

    def bump(self, t):
        self.s += t
        self.v[0] *= 0.5
        return self.s

    def absorb(self, other):
        self.v = self.v + other
        self.v[2] = self.s

    @property
    def size(self):
        return self.s * self.v[1]


class Tall(Box):
    def bump(self, t):
        return super().bump(0.5 * t) + self.v[2]


@dataclass
class State:
    s: float
    v: np.ndarray
    log: list = field(default_factory=list)
    count: int = 0

    def step(self, dt):
        self.v = self.v + dt * np.sin(self.v)
        self.s += dt * self.v[0]
        self.count += 1
        self.log.append(self.s)
        return self

    def __add__(self, other):
        return State(self.s + other.s, self.v + other.v)

    def __call__(self, z):
        return self.s * z + self.v[1]

    def __len__(self):
        return len(self.v)

    def __getitem__(self, i):
        return self.v[i]

    def __setitem__(self, i, z):
        self.v[i] = z


def search(a, s):
    for i, z in enumerate(a):
        if z > s:
            return z * s
        a[i] = z * 0.5
    return s


def many(*parts, scale=0.5, **more):
    total = 0.0
    for part in parts:
        total = total + part * scale
    for key, z in more.items():
        total += z if key == "p" else 0.5 * z
    return total


def series(a, s):
    for z in a:
        yield z * s
        s = s * 0.5


def recursive(a, n):
    if n == 0:
        return a[0]
    a[n % 3] *= 0.5
    return recursive(a, n - 1) + a[1]


def relax(grid, n=2):
    for _ in range(n):
        for i in range(grid.shape[0]):
            for j in range(1, grid.shape[1]):
                grid[i, j] = 0.5 * (grid[i, j - 1] + grid[i - 1, j])
    return grid


def integrate(rhs, y, dt=0.1, n=2):
    for _ in range(n):
        k = rhs(y)
        y = y + dt * rhs(y + 0.5 * dt * k)
    return y


def split(a, mode="sum"):
    if mode == "sum":
        return a[0] + a[1], a[2]
    elif mode == "none":
        return None, a[0]
    return a[0], a[1:] * 2.0


def fold(items, first=None):
    total = first
    for item in items:
        total = item if total is None else total + item
    return total


def scale(thing, s):
    if isinstance(thing, State):
        thing.s *= s
        return thing.s
    if isinstance(thing, (list, tuple)):
        return sum(z * s for z in thing)
    if isinstance(thing, dict):
        return thing["a"] * s
    return float(np.sum(thing)) * s


class Bag:
    def __init__(self, items):
        self.items = list(items)

    @classmethod
    def of(cls, *items):
        return cls(items)

    @staticmethod
    def mix(p, q):
        return p * 0.3 + q * p

    @property
    def total(self):
        return sum(self.items)

    @total.setter
    def total(self, z):
        self.items[0] = z

    def __iter__(self):
        return iter(self.items)

    def __iadd__(self, z):
        self.items.append(z)
        return self

    def __matmul__(self, other):
        return sum(p * q for p, q in zip(self.items, other.items))

    def __neg__(self):
        return -self.items[0]


class Countdown:
    def __init__(self, items):
        self.items = items
        self.at = len(items)

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == 0:
            raise StopIteration
        self.at -= 1
        return self.items[self.at] * 0.5


class Scaled:
    def __init__(self, a, s):
        self.a = a
        self.s = s

    def __enter__(self):
        self.a *= self.s
        return self.a

    def __exit__(self, kind, error, trace):
        self.a /= self.s
        return False


def first_two(items):
    return next(items) * 0.5 + next(items) + sum(items)


def setitem(a, i, z):
    a[i] = z


def twice(f):
    @functools.wraps(f)
    def both(*args):
        return f(*args) + f(*args) * 0.5

    return both


def positive(f):
    def check(p, q):
        if p < 0:
            return q * 0.5
        return f(p, q)

    return check


@positive
def checked(p, q):
    return math.sqrt(p + 0.1) * q


@dataclass
class Link:
    """A number before others."""

    value: float
    next: Link | None = None


class Tracker:
    """Keeps the least of what it sees."""

    def __init__(self):
        self.best = self.seen = None

    def see(self, cost, what):
        if self.seen is None:
            self.seen = []
        self.seen.append(cost)
        if self.best is None or cost < self.best[0]:
            self.best = (cost, what)

    def result(self):
        best = self.best
        return 0.0 if best is None else best[0] * best[1]

"""Lists of objects of different classes, and names that hold one or the other."""

from __future__ import annotations

import dataclasses

import numpy as np

from .table import Row, Table

row = Table()
RANDOM = np.random.default_rng(0)


class Dense:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __call__(self, x):
        return x @ self.w + self.b


class Tanh:
    def __call__(self, x):
        return np.tanh(x)


class Scale:
    def __init__(self, s):
        self.s = s

    def __call__(self, x):
        return x * self.s


class Shape:
    def area(self):
        raise NotImplementedError

    def twice(self):
        return 2.0 * self.area()


class Square(Shape):
    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a**2


class Circle(Shape):
    def __init__(self, r):
        self.r, self.name = r, "circle"

    def area(self):
        return np.pi * self.r**2


class Spring:
    def __init__(self, k):
        self.k, self.calls = k, 0

    def force(self, x, v):
        self.calls += 1
        return -self.k * x


class Damper:
    def __init__(self, c):
        self.c = c

    def force(self, x, v):
        return -self.c * v


class Descent:
    def __init__(self, rate):
        self.rate = rate

    def update(self, p, g):
        p -= self.rate * g


class Momentum:
    def __init__(self, rate):
        self.rate, self.m = rate, None

    def update(self, p, g):
        if self.m is None:
            self.m = np.zeros_like(g)
        self.m = 0.9 * self.m + g
        p -= self.rate * self.m


@dataclasses.dataclass
class Noise:
    m: np.ndarray
    s: float = 1.0

    def __post_init__(self):
        self.precision = 1.0 / self.s


@row(RANDOM.normal(size=(2, 3)), RANDOM.normal(size=3), 1.3, RANDOM.normal(size=(3, 2)))
def layers_of_a_network(w1, b1, s, w2):
    h = np.full((3, 2), 0.3)
    for layer in [Dense(w1, b1), Tanh(), Scale(s), Dense(w2, np.zeros(2))]:
        h = layer(h)
    return np.sum(h**2)


@row([Square(1.0), Circle(2.0), Square(0.5)])
def shapes_passed_in(shapes):
    return sum(s.area() for s in shapes) + shapes[0].twice()


@row(1.3, 0.7)
def one_or_the_other(a, b):
    shape = Square(a) if a > b else Circle(b)
    return shape.area() * a


@row(0.3, 0.7)
def the_other(a, b):
    shape = Square(a) if a > b else Circle(b)
    return shape.twice() * a


@row(2.0, 0.3)
def parts_of_a_simulation(k, c):
    parts = [Spring(k), Damper(c)]
    x, v = 1.0, 0.0
    for _ in range(5):
        f = 0.0
        for part in parts:
            f = f + part.force(x, v)
        v = v + 0.1 * f
        x = x + 0.1 * v
    return x * x


@row(0.1, np.ones(3))
def optimisers_that_write(rate, w):
    out = 0.0
    for optimiser in (Descent(rate), Momentum(rate)):
        p = w.copy()
        for _ in range(3):
            optimiser.update(p, 2.0 * p)
        out = out + np.sum(p**2)
    return out


@row(Noise(np.array([1.0, 2.0]), 2.0))
def attribute_beyond_the_fields(noise):
    return np.sum(noise.m**2) * noise.precision


@row.parametrize()
def test_objects(row: Row) -> None:
    row.run()

"""Objects made on the way: attributes, methods, inheritance, operators."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])


class Point:
    def __init__(self, x, y=0.5):
        self.x = x
        self.y = y

    def scale(self, k):
        self.x *= k
        self.y = self.y * k
        return self

    def norm2(self):
        return self.x**2 + self.y**2

    @property
    def length(self):
        return math.sqrt(self.norm2())

    @property
    def angle(self):
        return math.atan2(self.y, self.x)

    @angle.setter
    def angle(self, value):
        r = self.length
        self.x, self.y = r * math.cos(value), r * math.sin(value)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return Point(self.x + other, self.y + other)

    def __mul__(self, k):
        return Point(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __neg__(self):
        return Point(-self.x, -self.y)

    def __sub__(self, other):
        return self + -other

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    def __setitem__(self, i, value):
        if i == 0:
            self.x = value
        else:
            self.y = value

    def __len__(self):
        return 2

    def __lt__(self, other):
        return self.norm2() < other.norm2()

    def __call__(self, t):
        return self.x + t * self.y


class Heavy(Point):
    kind = "heavy"

    def __init__(self, x, y, mass):
        super().__init__(x, y)
        self.mass = mass

    def norm2(self):
        return self.mass * super().norm2()

    @classmethod
    def unit(cls, mass):
        return cls(1.0, 1.0, mass)

    @staticmethod
    def weigh(mass):
        return 9.8 * mass


class State:
    def __init__(self, u):
        self.u = u
        self.t = 0.0
        self.steps = 0
        self.history = []

    def rate(self):
        return -self.u * np.abs(self.u) + math.sin(self.t)

    def advance(self, dt):
        self.u += dt * self.rate()
        self.t = self.t + dt
        self.steps += 1
        self.history.append(self.u.copy())


@dataclass
class Body:
    position: np.ndarray
    mass: float = 1.0
    log: list = field(default_factory=list)

    def push(self, force):
        self.position += force / self.mass
        self.log.append(self.position[0])


@dataclass
class Scaled(Body):
    gain: float = 2.0

    def __post_init__(self):
        self.momentum = self.gain * self.mass

    def push(self, force):
        super().push(self.gain * force)


class Counter:
    total = 0.0

    def add(self, v):
        self.total += v


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def total(self):
        s = self.value**2
        if self.left is not None:
            s += self.left.total()
        if self.right is not None:
            s += 2.0 * self.right.total()
        return s


@row.parametrize()
def test_object_made_inside(row: Row) -> None:
    row.run()

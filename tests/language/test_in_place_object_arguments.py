"""Objects passed in: gradients with respect to their attributes, which are unchanged afterwards."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])


class Model:
    """Floats, arrays, and what has no derivative."""

    def __init__(self):
        self.w = X.copy()
        self.b = 0.3
        self.layers = [np.array([[1.0, 0.2], [0.1, -0.4]]), np.eye(2)]
        self.options = {"rate": 0.1, "name": "sgd"}
        self.count = 3
        self.name = "model"
        self.nothing = None

    def predict(self, x):
        return np.tanh(self.w * x + self.b)

    def loss(self, x):
        return np.sum((self.predict(x) - 0.5) ** 2)

    def step(self, x):
        self.w -= self.options["rate"] * (self.predict(x) - 0.5)
        self.b = self.b * 0.9
        self.count += 1

    def clip(self, low, high):
        np.clip(self.w, low, high, out=self.w)
        return self


class Trained(Model):
    """Inherits, and adds an attribute."""

    def __init__(self, gain):
        super().__init__()
        self.gain = gain

    def predict(self, x):
        return self.gain * super().predict(x)

    @property
    def scaled(self):
        return self.gain * self.w


class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __add__(self, other):
        return Pair(self.a + other.a, self.b + other.b)

    def __imul__(self, k):
        self.a *= k
        self.b *= k
        return self


@dataclass
class Particle:
    position: np.ndarray
    velocity: np.ndarray
    mass: float = 2.0
    label: str = "p"
    trail: list = field(default_factory=list)

    def drift(self, dt):
        self.position += dt * self.velocity
        self.trail.append(self.position[0])

    def kick(self, force, dt):
        self.velocity = self.velocity + dt * force / self.mass


class Slots:
    __slots__ = ("k", "v")

    def __init__(self, k, v):
        self.k, self.v = k, v


@row(Model(), Y)
def read_only(model, x):
    return model.loss(x) + model.b * model.count


@row(Model(), Y)
def method_writes(model, x):
    for _ in range(3):
        model.step(x)
    return model.loss(x) * model.count


@row(Model(), Y)
def attribute_array_written(model, x):
    model.w[1] = x[0] * model.b
    model.w *= x
    return np.sum(model.w**2)


@row(Model(), Y)
def attribute_rebound(model, x):
    old = model.w
    model.w = model.w * x
    model.w[0] = 2.0
    return np.sum(old * model.w)


@row(Model(), 1.7)
def float_attribute_written(model, s):
    model.b = model.b * s
    model.b += s**2
    return model.b * np.sum(model.w)


@row(Model(), 1.7)
def new_attribute(model, s):
    model.extra = s * model.b
    model.cache = [model.extra]
    model.cache.append(model.w[0])
    return model.extra * model.cache[1]


@row(Model(), Y)
def containers_in_attributes(model, x):
    model.layers[0] *= x[0]
    model.layers[1] = model.layers[0] @ model.layers[1]
    model.options["rate"] = model.options["rate"] * x[1]
    model.options["decay"] = x[2]
    return np.sum(model.layers[1]) * model.options["rate"] + model.options["decay"] * model.b


@row(Model(), Y)
def method_chain(model, x):
    return model.clip(-0.9, 1.1).loss(x) + np.sum(model.w**2)


@row(Trained(1.4), Y)
def inherited(model, x):
    model.step(x)
    return model.loss(x) + np.sum(model.scaled)


@row(Pair(1.3, 0.7), Pair(0.4, 0.2))
def operators(p, q):
    r = p + q
    r *= p.a
    p *= q.b
    return r.a * r.b + p.a * q.a


@row(Pair(X, Y), 1.3)
def operators_on_arrays(p, s):
    same = p
    p *= s
    p.a[0] = p.b[1] * 2.0
    return np.sum(same.a * same.b)


@row(Particle(X.copy(), Y.copy()))
def dataclass_advanced(p):
    for _ in range(3):
        p.kick(-p.position, 0.1)
        p.drift(0.1)
    return np.sum(p.position**2) + sum(p.trail) * p.mass


@row([Particle(X[:2].copy(), Y[:2].copy()), Particle(X[2:].copy(), Y[2:].copy(), 0.5)])
def list_of_objects(ps):
    for p in ps:
        for q in ps:
            if q is not p:
                p.kick(q.position - p.position, 0.1 * q.mass)
    for p in ps:
        p.drift(0.2)
    return sum(p.mass * np.sum(p.velocity**2) for p in ps) + ps[0].position[1]


@row({"left": Pair(1.3, 0.7), "right": Pair(0.4, 0.2)})
def dict_of_objects(d):
    d["left"].a *= d["right"].b
    d["right"] = d["left"] + d["right"]
    return d["right"].a * d["left"].b


@row(Pair(Pair(1.3, 0.7), [Pair(X, 2.0)]), or_error=True)  # one attribute holds two kinds
def nested_objects(p):
    p.a.a = p.a.b * p.b[0].b
    p.b[0].a *= p.a.a
    p.b.append(Pair(p.a, 1.0))
    return np.sum(p.b[0].a) * p.b[1].a.b


@row(Slots(1.3, X))
def slots(s):
    s.v *= s.k
    s.k += 1.0
    return s.k * np.sum(s.v)


@row(Pair(X, Y))
def helper_overwrites_fields(record):
    def advance(r, dt):
        r.a, r.b = r.a + dt * r.b, r.b - dt * np.sin(r.a)

    for _ in range(4):
        advance(record, 0.1)
    return np.sum(record.a**2) + np.sum(record.b)


@row(Pair(X, 0.4), Y)
def array_shared_with_a_name(p, y):
    v = p.a
    v += y
    q = Pair(v, p.b)
    q.a *= q.b
    return np.sum(p.a * v)


@row(Pair(1.3, 0.7))
def while_over_state(p):
    while p.a < 5.0:
        p.a, p.b = p.a * 1.4 + p.b, p.b * math.cos(p.a)
    return p.a * p.b


@row(Pair([1.3, 0.7], {"k": 0.2}))
def list_and_dict_attributes(p):
    p.a.append(p.a[0] * p.b["k"])
    p.a[0] = p.a.pop() + p.a[1]
    p.b["k"] *= p.a[0]
    return p.a[0] * p.b["k"]


@row(Pair(1.3, 0.7), True)
@row(Pair(1.3, 0.7), False)
def written_under_a_condition(p, flag):
    if flag:
        p.a = p.b**2
    return p.a * p.b


@row.parametrize()
def test_object_passed_in(row: Row) -> None:
    row.run()

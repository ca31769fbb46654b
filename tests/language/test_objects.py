"""Methods, properties and callable objects whose state is passive."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

import s2s

from .modules import first, second
from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])


class Model:
    """Passive state, methods that call each other, a property, a counter."""

    gain = 2.0

    def __init__(self, weights, bias=0.5):
        self.weights = weights
        self.bias = bias
        self.calls = 0
        self.history = []
        self.inner = Inner(3.0)

    def linear(self, x):
        return np.dot(self.weights, x) + self.bias

    def loss(self, x, target=1.0):
        return (self.linear(x) - target) ** 2 * self.gain

    def counted(self, x):
        self.calls += 1
        return self.linear(x) * x[0]

    def logged(self, x):
        self.history.append("called")
        return np.sum(x * self.weights)

    @property
    def scale(self):
        return 3.0 * self.bias

    @staticmethod
    def twice(x):
        return 2.0 * x * x

    @classmethod
    def gained(cls, x):
        return cls.gain * x * x

    def __call__(self, x):
        return self.loss(x) * self.scale

    def __getitem__(self, i):
        return self.weights[i]

    def __len__(self):
        return len(self.weights)


class Inner:
    def __init__(self, k):
        self.k = k

    def cube(self, x):
        return self.k * x**3


class Child(Model):
    gain = 5.0

    def linear(self, x):
        return super().linear(x) * 2.0


@dataclass
class Spring:
    stiffness: float = 2.0
    rest: float = 1.0
    name: str = "spring"
    log: list = field(default_factory=list)

    def energy(self, x):
        return 0.5 * self.stiffness * (x - self.rest) ** 2


class Slotted:
    __slots__ = ("k",)

    def __init__(self, k):
        self.k = k

    def f(self, x):
        return self.k * x * x


MODEL = Model(np.array([1.0, -0.5, 0.3]))
CHILD = Child(np.array([1.0, -0.5, 0.3]))
SPRING = Spring()


@row(X)
def global_object(x):
    return MODEL.loss(x) + MODEL.bias * np.sum(x)


@row(X, MODEL)
def object_as_argument(x, model):
    return model.loss(x, target=2.0) * model.scale


@row(X, CHILD)
def inherited(x, model):
    return model.loss(x) + model.gained(x[0])


@row(X, MODEL)
def static_and_class_methods(x, model):
    return Model.twice(x[0]) + model.twice(x[1]) + Model.gained(x[2]) * model.gained(x[0])


@row(X, MODEL)
def callable_object(x, model):
    return model(x) + model(x * 2.0)


@row(1.3)
def nested_attribute(x):
    return MODEL.inner.cube(x) * MODEL.inner.k


@row(X, MODEL)
def property_read(x, model):
    return np.sum(x**2) * model.scale


@row(1.3)
def dataclass_state(x):
    return SPRING.energy(x) * SPRING.stiffness


@row(1.3)
def object_made_inside(x):
    s = Spring(stiffness=3.0)
    return s.energy(x)


@row(1.3)
def slotted(x):
    return Slotted(2.0).f(x)


@row(1.3, Slotted(3.0))
def bound_method_in_a_name(x, obj):
    f = obj.f
    return f(x) * f(2.0 * x)


@row(1.3)
def bound_method_passed(x):
    return sum(map(SPRING.energy, [x, 2.0 * x]))


@row(1.3)
def same_class_name_in_two_modules(x):
    a = first.Scaler(1.0)
    b = second.Scaler(2.0)
    return a(x) * b(x)


@row(X, MODEL)
def special_methods(x, model):
    return x[0] * model[0] + x[1] * model[1] * len(model)


@row(X)
def isinstance_of_object(x):
    if isinstance(CHILD, Model) and hasattr(CHILD, "bias"):
        return CHILD.linear(x) * getattr(CHILD, "gain")  # noqa: B009
    return np.sum(x)


@row(1.3)
def attribute_default(x):
    return x * getattr(MODEL, "missing", 3.0) * x


class Arrow(NamedTuple):
    x: float
    y: float

    def __add__(self, other):
        return Arrow(self.x + other.x, self.y + other.y)

    def __abs__(self):
        return math.hypot(self.x, self.y)


@row(Arrow(1.0, 2.0), Arrow(0.5, -1.0))
def named_tuple_with_operators(p, q):
    total = p + q
    again = Arrow(*total)
    parts = total._asdict()
    return abs(total) * again._replace(x=p.y).x + parts["x"] * parts["y"]


@row(Arrow(1.0, 0.0), 0.3)
def named_tuple_stepped_by_replace(s, k):
    for _ in range(4):
        s = s._replace(x=s.x + 0.1 * s.y, y=s.y - 0.1 * k * s.x)
    return s.x * s.y


@row.parametrize()
def test_object(row: Row) -> None:
    row.run()


def test_bound_methods_themselves() -> None:
    for method in (MODEL.linear, MODEL.loss, CHILD.loss, MODEL, CHILD):
        Row(method, (X,), {}, False).run()
    Row(SPRING.energy, (1.3,), {}, False).run()
    Row(Slotted(2.0).f, (1.3,), {}, False).run()
    Row(Model.twice, (1.3,), {}, False).run()
    Row(Model.gained, (1.3,), {}, False).run()
    Row(Child.gained, (1.3,), {}, False).run()


def test_state_is_read_live() -> None:
    model = Model(np.array([1.0, -0.5, 0.3]))
    derivative = s2s.grad(model.linear)
    assert np.array_equal(derivative(X), [1.0, -0.5, 0.3])
    model.weights = np.array([2.0, 0.0, 1.0])
    assert np.array_equal(derivative(X), [2.0, 0.0, 1.0])


def test_two_instances_do_not_mix() -> None:
    one, other = Slotted(2.0), Slotted(5.0)
    assert s2s.grad(one.f)(1.5) == 6.0
    assert s2s.grad(other.f)(1.5) == 15.0
    assert s2s.grad(one.f)(1.5) == 6.0


def test_counter_counts_once_per_call() -> None:
    model = Model(np.array([1.0, -0.5, 0.3]))
    value, gradient = s2s.value_and_grad(model.counted)(X)
    assert model.calls == 1
    s2s.grad(model.counted)(X)
    assert model.calls == 2
    assert value == Model(model.weights).counted(X)
    expected = model.weights * X[0] + np.array([model.linear(X), 0.0, 0.0])
    assert np.allclose(gradient, expected, rtol=1e-14)


def test_list_in_the_state_grows_once_per_call() -> None:
    model = Model(np.array([1.0, -0.5, 0.3]))
    _, pullback = s2s.vjp(model.logged, X)
    assert model.history == ["called"]
    pullback(1.0)
    pullback(2.0)
    assert model.history == ["called"]


def test_counter_in_a_loop_of_calls() -> None:
    model = Model(np.array([1.0, -0.5, 0.3]))

    def many(x):
        total = 0.0
        for _ in range(5):
            total = total + model.counted(x)
        return total * math.pi

    s2s.grad(many)(X)
    assert model.calls == 5

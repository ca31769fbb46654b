"""`match`: classes by position, sequences with a star, mappings, alternatives that name something."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from .table import Row, Table

row = Table()


@dataclass
class Circle:
    radius: float


@dataclass
class Box:
    width: float
    height: float


class Segment(NamedTuple):
    start: float
    stop: float


class Triangle:
    __match_args__ = ("base", "height")

    def __init__(self, base, height):
        self.base, self.height = base, height


def measure(shape):
    match shape:
        case Circle(r):
            return math.pi * r**2
        case Box(w, h) if w == h:
            return 3.0 * w * w
        case Box(w, height=h):
            return w * h
        case Segment(a, b):
            return a - b * b
        case Triangle(b, h):
            return 0.5 * b * h
        case float(v):
            return v * v
        case int():
            return 3.0
        case [first, *rest]:
            return first * len(rest) + sum(rest)
        case []:
            return 1.0
        case _:
            return 0.0


@row(1.5, 0.7)
def classes_in_a_list(a, b):
    shapes = [Circle(a), Box(a, b), Box(b, b), None]
    return sum(measure(shape) * (i + 1) for i, shape in enumerate(shapes))


@row(1.5, 0.7)
def classes_one_by_one(a, b):
    return measure(Segment(a, b)) + measure(Triangle(a, b)) * measure(a) + measure(3) * b


@row(1.5, 0.7)
def rest_of_a_list(a, b):
    return measure([a, b, a * b]) * measure([b]) + measure([]) * a


@row([1.5, 0.7, 2.0])
def star_in_the_middle(xs):
    def total(values):
        match values:
            case [x]:
                return x
            case [x, *_, y]:
                return x * y + len(values)
            case _:
                return 0.0

    return total(xs) * total(xs[:1]) + total(xs[:2])


@row([1.5, 0.7, 2.0], 2.0)
def named_star_and_a_guard(xs, k):
    match xs:
        case [a, *middle, b] if a < b:
            return a * sum(middle) * b * k
        case _:
            return k


@row([1.5, 0.7])
def mappings(xs):
    total = 0.0
    for layer in [{"kind": "linear", "k": 2.0}, {"kind": "square", "k": 3.0, "bias": 1.0}]:
        match layer:
            case {"kind": "linear", "k": k}:
                total += k * xs[0]
            case {"kind": "square", "k": k, **rest}:
                total += k * xs[1] ** 2 + len(rest) * rest["bias"]
    match {"w": xs[0], "b": xs[1]}:
        case {"weight": w}:
            return w
        case {"w": w, "b": b, **others}:
            return w * b * total + len(others)


@row([1.5, 0.7])
def alternatives_that_name(xs):
    total = 0.0
    for term in [(0, 1.0), (1, 2.0), ("minus", 3.0, 4.0), 5.0]:
        match term:
            case (0, k) | (1, k):
                total += k * xs[0]
            case ("plus", a, b) | ("minus", b, a) if a > b:
                total += (a - b) * xs[1] ** 2
            case ("minus", _, _):
                total += 7.0
            case k:
                total += k * xs[0] * xs[1]
    return total


@row.parametrize()
def test_match(row: Row) -> None:
    row.run()

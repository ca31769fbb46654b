"""`match`: classes by position, and sequences with a star."""

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


@row.parametrize()
def test_match(row: Row) -> None:
    row.run()

"""Lists of objects that start empty, in dicts or under new names, were not followed once they were put in order."""

from __future__ import annotations

import math
from collections import namedtuple
from enum import Enum
from typing import Any

import pytest

from s2s.testing.check import check

Point = namedtuple("Point", "x y")


class Side(Enum):
    BUY = 1
    SELL = 2


class Order:
    def __init__(self, side, price, quantity):
        self.side, self.price, self.quantity = side, price, quantity


def sorted_in_a_dict(x):
    held = {"a": []}
    for k in range(3):
        held["a"].append(Order(None, x * k, x))
        held["a"].sort(key=lambda order: order.price)
        held["a"][0].quantity -= x * x
    return held["a"][0].quantity + held["a"][1].quantity


def sorted_under_a_new_name(x):
    held = []
    for k in range(3):
        if held:
            held[0].quantity -= x * x
        held.append(Order(None, -x * k, x))
        held = sorted(held, key=lambda order: order.price)
    return held[0].quantity + held[1].quantity * held[2].price


def sorted_back_into_a_dict(x):
    held = {"a": [], "b": []}
    for k, name in enumerate("aba"):
        if held["a"]:
            held["a"][0].quantity -= x * k
        held[name].append(Order(None, x, x + k))
        held[name] = sorted(held[name], key=lambda order: -order.quantity)
    return sum(order.quantity * (i + 1) for i, order in enumerate(held["a"]))


class Book:
    def __init__(self):
        self.books = {Side.BUY: [], Side.SELL: []}

    def add(self, order):
        others = self.books[Side.SELL if order.side is Side.BUY else Side.BUY]
        while order.quantity > 1e-9 and others:
            best = others[0]
            quantity = min(order.quantity, best.quantity)
            order.quantity -= quantity
            best.quantity -= quantity
            if best.quantity <= 1e-9:
                others.pop(0)
        if order.quantity > 1e-9:
            own = self.books[order.side]
            own.append(order)
            own.sort(key=lambda o: -o.price if order.side is Side.BUY else o.price)
        return order


def order_book(x):
    book = Book()
    sides = [Side.BUY, Side.BUY, Side.SELL, Side.SELL, Side.BUY]
    quantities = [1.0, 2.0, 2.0 * x, 3.0, 1.0]
    orders = [book.add(Order(s, x * i, q)) for i, (s, q) in enumerate(zip(sides, quantities), 1)]
    return sum(order.quantity * order.price for order in orders)


def named_tuples(x):
    points = [Point(*pair) for pair in [(x, 1.0), (2.0, x * x)]]
    return math.dist(points[0], points[1])


@pytest.mark.parametrize(
    "fun",
    [
        sorted_in_a_dict, sorted_under_a_new_name, sorted_back_into_a_dict, order_book, named_tuples,
    ],
)  # fmt: skip
def test_derivatives(fun: Any) -> None:
    check(fun, 0.7)

"""A number in an attribute of an object varies where something that varies is put there, and else not.

All that was in an object counted as varying as soon as one thing did: products with Hessians carried
tangents and adjoints of what is fixed.
"""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing.check import check
from tests.second_derivatives import check_product


class Cart:
    def __init__(self, mass, cost=0.0):
        self.mass, self.cost = mass, cost

    def step(self, force):
        self.cost += force**2 / self.mass


class Heavy(Cart):
    pass


@dataclasses.dataclass
class Pair:
    first: float = 1.0
    total: float = 0.0


def fixed(x):
    cart = Cart(2.0)
    for force in x:
        cart.step(force)
    return cart.cost * cart.mass


def from_the_second_trip_on(x):
    cart = Cart(2.0)
    for i in range(3):
        cart.step(x[i])
        if i == 1:
            cart.mass = x[0]
    return cart.cost


def by_name(x):
    cart = Cart(2.0)
    setattr(cart, "mass", x[0])  # noqa: B010
    cart.step(x[1])
    return cart.cost


def by_a_loop(x):
    cart = Cart(2.0)
    for cart.mass in (1.5, x[0]):
        cart.step(x[1])
    return cart.cost


def by_another_name(x):
    carts = [Cart(2.0), Heavy(1.0)]
    carts[1].mass = x[0]
    carts[0].mass = carts[1].mass * x[1]
    for cart in carts:
        cart.step(x[2])
    return carts[0].cost * carts[1].cost


def by_a_copy(x):
    cart = Cart(x[0])
    other = copy.copy(cart)
    other.step(x[1])
    return other.cost * other.mass


def by_fields(x):
    pairs = [Pair(x[0]), dataclasses.replace(Pair(), first=x[1])]
    for pair in pairs:
        pair.total += pair.first**2
    return pairs[0].total * pairs[1].total


def by_an_inner_gradient(x):
    cart = Cart(3.0)

    def cost(made):
        return made.mass**3

    return s2s.grad(cost)(cart).mass * x[0] ** 2


@pytest.mark.parametrize(
    "program",
    [
        fixed, from_the_second_trip_on, by_name, by_a_loop, by_another_name, by_a_copy, by_fields,
        by_an_inner_gradient,
    ],
)  # fmt: skip
def test_numbers_in_attributes(program: Any) -> None:
    x = np.array([1.3, 0.7, 1.9])
    check(program, x)
    check_product(program, x, np.array([0.3, -0.5, 0.2]))


def by_an_object(cart, x):
    cart.step(x)
    cart.mass = cart.cost
    cart.step(x)
    return cart.cost


def test_an_object_to_differentiate_by_varies_as_a_whole() -> None:
    check(by_an_object, Cart(2.0), 1.3)
    check(lambda x: by_an_object(Cart(2.0), x), 1.3)


def test_what_is_fixed_has_no_adjoint() -> None:
    assert "self_bar.mass -=" not in s2s.source(s2s.grad(fixed), np.ones(3))
    assert "self_bar.mass -=" in s2s.source(s2s.grad(from_the_second_trip_on), np.ones(3))

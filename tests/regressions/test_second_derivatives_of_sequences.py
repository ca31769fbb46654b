"""Second derivatives that failed: products of tuples, fits that return an array of theirs, functions called `_`."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from scipy.optimize import nnls

from tests.second_derivatives import check_every_mix

X = np.array([0.6, -0.4, 1.3, 0.9])
V = np.array([1.0, 0.5, -2.0, 0.3])
A = np.array([[1.0, 2.0, 0.3], [0.4, 1.0, 2.0], [3.0, 1.0, 1.0], [0.5, 0.2, 0.7]])


def products_of_tuples(x: Any) -> Any:
    total = 0.0
    for chosen in itertools.combinations(x, 3):
        total += np.prod(chosen)
    return total * total


def fit_without_negatives(x: Any) -> Any:
    found, _ = nnls(A * x[0], np.abs(x) + 1.0)
    return found @ found


@dataclass
class Square:
    side: float


@dataclass
class Circle:
    radius: float


@functools.singledispatch
def area(shape: Any) -> Any:
    raise TypeError(shape)


@area.register
def _(shape: Square) -> Any:
    return shape.side**3


@area.register
def _(shape: Circle) -> Any:
    return 3.0 * shape.radius**2


def functions_without_a_name(x: Any) -> Any:
    return area(Square(x[0])) * area(Circle(x[1]))


@pytest.mark.parametrize(
    "fun", [products_of_tuples, fit_without_negatives, functions_without_a_name]
)
def test_every_mix(fun: Callable[..., Any]) -> None:
    check_every_mix(fun, X, V)

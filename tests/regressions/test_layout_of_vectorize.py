"""What `np.vectorize` gives of an array in Fortran's order has that order: `ravel("K")` showed another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s.testing.check import check

WEIGHTS = np.arange(6.0)


def squared(a):
    return a * a


def product(a, b):
    return a * b


def of_one(x):
    return (np.vectorize(squared)(x).ravel("K") * WEIGHTS).sum()


def of_two(x):
    return (np.vectorize(product)(x, x + 1.0).ravel("K") * WEIGHTS).sum()


def with_a_number(x):
    return (np.vectorize(product)(x, 2.0).ravel("K") * WEIGHTS).sum()


def mixed(x):
    return (np.vectorize(product)(x, np.ones((2, 3))).ravel("K") * WEIGHTS).sum()


@pytest.mark.parametrize("fun", [of_one, of_two, with_a_number, mixed])
@pytest.mark.parametrize("order", ["C", "F"])
def test_right(fun: Any, order: str) -> None:
    check(fun, np.array(np.arange(6.0).reshape(2, 3), order=order))

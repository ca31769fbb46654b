"""A loop over the items of a global dict of functions did not know which function was called."""

from __future__ import annotations

import math

import numpy as np
import pytest

from s2s.testing import check


def square(x):
    return x * x


TABLE = {"sin": np.sin, "square": square, "exp": math.exp}


def items(x):
    total = 0.0
    for name, fun in TABLE.items():
        total += fun(x) * len(name)
    return total


def values(x):
    return sum(fun(x) for fun in TABLE.values())


@pytest.mark.parametrize("fun", [items, values])
def test_derivatives(fun) -> None:
    check(fun, 0.7)

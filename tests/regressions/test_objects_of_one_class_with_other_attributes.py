"""Two objects of one class, of which one has an attribute more, were joined for ever: a wrong complaint of depth."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


class Spring:
    def __init__(self, stiffness, length=None):
        self.stiffness = stiffness
        if length is not None:
            self.length = length


def many(x, springs):
    total = 0.0 * x
    for spring in springs:
        total = total + spring.stiffness * x * x
    return total


def one_of(x, springs, first):
    spring = springs[0] if first else springs[1]
    return spring.stiffness * x * x


def made(x, first):
    spring = Spring(x) if first else Spring(2.0 * x, 1.0)
    return spring.stiffness * x


SPRINGS = [Spring(1.5), Spring(2.5, 1.0)]


@pytest.mark.parametrize("springs", [SPRINGS, SPRINGS * 40])
def test_in_a_loop(springs) -> None:
    check_grads(lambda x: many(x, springs), 2.0)
    assert s2s.grad(many)(2.0, springs) == pytest.approx(2.0 * many(2.0, springs) / 2.0)


@pytest.mark.parametrize("first", [True, False])
def test_by_a_branch(first) -> None:
    assert s2s.grad(one_of)(2.0, SPRINGS, first) == 4.0 * SPRINGS[not first].stiffness
    assert s2s.grad(made)(2.0, first) == (4.0 if first else 8.0)


def test_a_warning_of_what_varies() -> None:
    def fun(x):
        warnings.warn(UserWarning(x), stacklevel=2)
        return np.sum(x**2)

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert s2s.grad(fun)(np.array([1.5]))[0] == 3.0
    assert len(told) == 1

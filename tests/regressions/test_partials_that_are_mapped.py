"""`map` of a `functools.partial` where nothing varied called the tuple that stands for it."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.6, 1.3, -0.4])


def that_write(w, x):
    st = x.copy()

    def scale(v, u):
        st[0] *= v * u

    list(map(functools.partial(scale, u=2.0), [1.0, 2.0]))
    return st @ st * w


def that_give(w, x):
    def part(v, u):
        return x[0] * v + u

    return sum(list(map(functools.partial(part, u=2.0), [1.0, 2.0]))) * w


def in_a_loop(w, x):
    def part(v, u):
        return x[1] * v + u

    s = 0.0
    for v in map(functools.partial(part, u=2.0), [1.0, 2.0]):
        s += v
    return s * w**2


@pytest.mark.parametrize("f", [that_write, that_give, in_a_loop], ids=lambda f: f.__name__)
def test_derivatives(f) -> None:
    value, found = s2s.value_and_grad(f)(0.5, X)
    assert value == f(0.5, X)
    assert found == pytest.approx((f(0.5 + 1e-6, X) - f(0.5 - 1e-6, X)) / 2e-6)
    assert s2s.jvp(lambda w: f(w, X), (0.5,), (1.0,))[1] == pytest.approx(found)
    check(f, 0.5, X)

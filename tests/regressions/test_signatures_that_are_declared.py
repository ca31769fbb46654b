"""A wrapper that declares the ``__signature__`` of what it wraps was called as if it were that."""

from __future__ import annotations

import functools
import inspect

import pytest

import s2s
from s2s.testing import check


def declared(fun):
    @functools.wraps(fun)
    def wrapper(*args, **kwargs):
        return fun(*args, **kwargs)

    wrapper.__signature__ = inspect.signature(fun)
    return wrapper


@declared
def weighted(x, y=2.0, *, power=2):
    return x**power * y


def swapped(first, second, scale=1.0):
    return first * first * second * scale


swapped.__signature__ = inspect.signature(lambda second, first: 0)


def caller(x):
    return weighted(x, 3.0) + weighted(x) + weighted(x, y=x, power=3) + swapped(x, 2.0)


def test_calls() -> None:
    check(caller, 1.3)


def test_roots() -> None:
    check(weighted, 1.3, 0.7)
    check(swapped, 1.3, 0.7, 2.0)
    assert s2s.grad(weighted, argnums=(0, 1))(1.5, 2.0) == pytest.approx((6.0, 2.25))
    assert s2s.jvp(swapped, (1.5, 2.0), (1.0, 0.0)) == pytest.approx((4.5, 6.0))
    assert s2s.hessian(swapped)(1.5, 2.0) == pytest.approx(4.0)

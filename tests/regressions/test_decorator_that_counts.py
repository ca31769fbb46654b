"""A wrapper that keeps something on itself closes over itself."""

from __future__ import annotations

import functools

import s2s


def counted(function):
    @functools.wraps(function)
    def wrapper(x):
        wrapper.calls += 1
        return function(x)

    wrapper.calls = 0
    return wrapper


@counted
def cube(x):
    return x**3


def test_wrapper_that_refers_to_itself() -> None:
    assert s2s.grad(cube)(2.0) == 12.0
    assert s2s.grad(lambda x: cube(x) * 2.0)(2.0) == 24.0

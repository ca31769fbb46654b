"""A function that comes to its end without a number has no gradient: it was a zero."""

from __future__ import annotations

import pytest

import s2s


def no_return(x):
    if x > 0:
        return x * x
    return None


def never_set(x):
    best = None
    for i in range(3):
        if x > i:
            best = x * i
    return best


@pytest.mark.parametrize("fun", [no_return, never_set])
@pytest.mark.parametrize("transform", [s2s.grad, s2s.value_and_grad, s2s.hessian])
def test_none(fun, transform) -> None:
    with pytest.raises(TypeError, match="returned None"):
        transform(fun)(-1.0)


@pytest.mark.parametrize(("fun", "expected"), [(no_return, (4.0, 2.0)), (never_set, (1.0, 0.0))])
def test_numbers(fun, expected) -> None:
    assert (s2s.grad(fun)(2.0), s2s.hessian(fun)(2.0)) == expected

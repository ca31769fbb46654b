"""Refusals and exceptions of second derivatives point at the user's own lines, not at code of ours."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest

import s2s

X, V = np.array([1.0, -1.0, 2.0]), np.ones(3)


def logarithm(x):
    y = x[0]
    for v in x:
        y = y * math.log(v)  # here
    return y


def writes_twice(v):
    v[0] *= 2.0
    v[7] *= 2.0  # here


def in_part(x):
    x = x.copy()
    try:
        writes_twice(x)
    except IndexError:
        x[1] *= x[2]
    return np.sum(x**2)


@pytest.mark.parametrize("fun", [logarithm, in_part])
def test_the_line_of_the_user(fun) -> None:
    with pytest.raises((s2s.S2SError, ValueError)) as caught:
        s2s.hvp(fun)(X.copy(), V)
    text = "\n".join([str(caught.value), *getattr(caught.value, "__notes__", ())])
    code = (writes_twice if fun is in_part else fun).__code__
    lines = open(__file__).read().splitlines()
    here = next(
        i for i in range(code.co_firstlineno, len(lines) + 1) if lines[i - 1].endswith("# here")
    )
    assert f"{__file__}:{here}" in text
    assert "<s2s" not in text


class Held:
    def __init__(self, a):
        self.a = a


def of_an_object(h):
    g = copy.deepcopy(h)
    return g.a**2


def test_the_function_where_no_line_is_known() -> None:
    with pytest.raises(AttributeError) as caught:  # the gradient is an object, no number
        s2s.grad(s2s.grad(of_an_object))(Held(2.0))
    assert __file__ in "".join(caught.value.__notes__)


def test_source_takes_what_the_call_takes() -> None:
    def f(x, a):
        return a * np.sum(x**3)

    product = s2s.hvp(f)
    text = product.source_for(X, V, 2.0)
    product(X, V, 2.0)
    assert text == product.source == product.source_for(X, None, 2.0)
    assert text == s2s.source(product, X, V, 2.0) == s2s.source(product)
    assert "(x, a, x_dot):" in text
    with pytest.raises(ValueError, match="v"):
        product.source_for(X, np.ones(2), 2.0)

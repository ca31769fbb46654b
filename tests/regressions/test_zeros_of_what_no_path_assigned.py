"""A gradient asked for the shape of an array that the path taken had not assigned: UnboundLocalError."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads

X = np.array([1.0, 2.0, 0.3, -0.5])


def early(r, x):
    t = x * r
    if r == 0.0:
        bare = True
    else:
        bare = False
        z = x[x > 0] * 2
    if bare:
        return np.sum(t * x)
    return np.sum(np.log(1 + z))


def either(r, x):
    bare = False
    t = x * r
    if r == 0.0:
        bare = True
    else:
        z = x[x > 0] * 2
    if not bare:
        y = np.sum(np.log(1 + z))
    else:
        y = np.sum(t * x)
    return y * 2


def by_an_exception(r, x):
    r, t = np.asarray(r), x * r
    bare = False
    with np.errstate(divide="raise"):
        try:
            z = x[x > 0] / r
        except FloatingPointError:
            bare = True
    if bare:
        return np.sum(t * x)
    return np.sum(np.log(1 + z) * t[0])


@pytest.mark.parametrize("r", [0.0, 1.5])
@pytest.mark.parametrize("fun", [early, either, by_an_exception])
def test_gradients(fun, r) -> None:
    check_grads(lambda x: fun(r, x), X)
    gradient = s2s.grad(fun, argnums=1)(r, X)
    assert gradient == pytest.approx(s2s.vjp(fun, r, X)[1](1.0)[1])

"""Functions under a declaration, into which s2s does not look, wrote into what a derivative flows through."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.errors import UnsupportedError
from s2s.testing.check import check


class Model:
    def __init__(self, x):
        self.x = x
        self.calls = 0

    @s2s.nondifferentiable
    def counted(self):
        self.calls += 1
        return self.calls


@s2s.nondifferentiable
def overwritten(b):
    b[0] = 3.0
    return 2.0


@s2s.nondifferentiable
def longer(items):
    items.append(3.0)
    return len(items)


@s2s.nondifferentiable
def replaced(model):
    model.x = 3.0
    return 2.0


@s2s.custom_vjp
def added(b, v):
    b[0] += v
    return b[0] * v


added.defvjp(
    lambda b, v: (added(b, v), (b, v)), lambda kept, ct: (np.zeros(2), ct * kept[0][0])
)


def of_array(x):
    b = np.array([x, x * x])
    n = overwritten(b)
    return b.sum() * n


def of_list(x):
    items = [x]
    n = longer(items)
    return n * x + sum(items)


def of_object(x):
    model = Model(x)
    n = replaced(model)
    return model.x * n * x


def of_rule(x):
    b = np.array([x, x * x])
    return added(b, x) + b.sum()


@s2s.custom_vjp
def same(b):
    return b


same.defvjp(lambda b: (same(b), None), lambda kept, ct: (ct,))


def of_an_alias(x):
    y = np.array([x, x * x])
    w = same(y)
    w[0] *= 3.0
    return y.sum()


def test_an_alias_is_an_error() -> None:
    with pytest.raises(UnsupportedError, match="returns what it is given"):
        s2s.grad(of_an_alias)(0.7)
    np.testing.assert_allclose(s2s.grad(lambda x: (same(x) * x).sum())(np.array([0.7, 0.4])), [1.4, 0.8])


@pytest.mark.parametrize("fun", [of_array, of_list, of_object, of_rule])
def test_is_an_error(fun: Any) -> None:
    with pytest.raises(UnsupportedError, match="writes into what a derivative flows through"):
        s2s.grad(fun)(0.7)


def passive_buffer(x):
    b = np.ones(2)
    n = overwritten(b)
    return b.sum() * n * x


def counter(x):
    model = Model(x)
    n = model.counted() + model.counted()
    return model.x * n * x


def looked_at(x):
    y = np.array([x, x * x])
    w = s2s.inspect_grad(y, lambda ct: None)
    w[0] *= 2.0
    return (w * y).sum()


@pytest.mark.parametrize("fun", [passive_buffer, counter, looked_at])
def test_right(fun: Any) -> None:
    check(fun, 0.7)


def declared_inside(x):
    @s2s.custom_vjp
    def squared(v):
        return v * v

    squared.defvjp(lambda v: (v * v, v), lambda kept, ct: (2.0 * kept * ct,))
    return squared(x)


def test_declarations_are_made_at_the_top() -> None:
    with pytest.raises(UnsupportedError, match="inside of a function that is differentiated"):
        s2s.grad(declared_inside)(0.7)

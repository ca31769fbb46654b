"""Functions that stand in a list or dict, named or not, and what `isinstance` and `*` make of them."""

from __future__ import annotations

import collections.abc
import numbers
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads

PIECES = [
    lambda x: np.sum(x**3),
    lambda x: np.prod(np.sin(x) + np.sin(x)),
    lambda x: s2s.grad(lambda y: np.exp(y) * np.tanh(x[0]))(x[1]),
]
MIXED = [np.sin, lambda x: x * x, lambda x: x**3]
X = np.array([0.3, 0.5, -0.2, 1.1])


def pieces(x):
    return np.array([piece(x) for piece in PIECES])


def mixed(x):
    return sum(f(x) for f in MIXED)


def as_array(a):
    if isinstance(a, (collections.abc.KeysView, collections.abc.ValuesView)):
        a = list(a)
    return np.asarray(a)


def by_type(x, y):
    total = np.sum(as_array(x) ** 2)
    if isinstance(y, numbers.Real):
        return total * y
    if isinstance(y, collections.abc.Mapping):
        return total * y["a"]
    return total * np.sum(y)


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (pieces, (X,)),
        (mixed, (0.7,)),
        (by_type, (X, 2.0)),
        (by_type, ([0.1, 0.2], {"a": 0.5})),
        (by_type, (0.4, X)),
    ],
)
def test_right(fun: Callable[..., Any], args: tuple[Any, ...]) -> None:
    check_grads(fun, *args, modes=("rev", "fwd"))


def scaled_by(a):
    return lambda x: a * x


def test_same_code_twice() -> None:
    both = [scaled_by(2.0), scaled_by(3.0)]
    assert s2s.value_and_grad(lambda x: sum(f(x) * x for f in both))(1.5) == (11.25, 15.0)


def test_same_code_often_is_an_error() -> None:
    many = [scaled_by(float(a)) for a in range(40)]
    with pytest.raises(s2s.S2SError, match="which of several functions"):
        s2s.grad(lambda x: sum(f(x) for f in many))(1.0)

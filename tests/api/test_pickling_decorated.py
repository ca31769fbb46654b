"""Derivatives that a decorator made are pickled by the name of their function, like functions."""

from __future__ import annotations

import pickle

import pytest

import s2s


@s2s.grad
def gradient(x):
    return x**3


@s2s.value_and_grad(argnums=("x",))
def both(x):
    return x**3


@s2s.jacobian
def jacobian(x):
    return x**3


@pytest.mark.parametrize("derivative", [gradient, both, jacobian])
def test_the_same_object_comes_back(derivative: object) -> None:
    assert pickle.loads(pickle.dumps(derivative)) is derivative


def cube(x):
    return x**3


def test_one_that_is_not_in_the_place_of_its_function() -> None:
    assert pickle.loads(pickle.dumps(s2s.grad(cube)))(2.0) == 12.0

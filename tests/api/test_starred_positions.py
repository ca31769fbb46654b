"""Integers in `argnums` count the arguments of a call: wrappers with `*args` are no exception."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import s2s


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@logged
def power(x, y, n=2):
    return x**n * np.sum(y)


def weighted(first, *rest, scale=1.0):
    return scale * first * sum(i * value for i, value in enumerate(rest, 1))


def test_one_position() -> None:
    assert s2s.grad(power)(3.0, np.ones(2)) == 12.0
    np.testing.assert_array_equal(s2s.grad(power, argnums=1)(3.0, np.ones(2)), [9.0, 9.0])
    assert s2s.grad(power)(3.0, np.ones(2), n=1) == 2.0
    assert s2s.value_and_grad(power)(3.0, np.ones(2)) == (18.0, 12.0)


def test_several_positions() -> None:
    assert s2s.grad(weighted, argnums=(2, 0))(2.0, 3.0, 4.0) == (4.0, 11.0)
    assert s2s.grad(weighted, argnums=(1,))(2.0, 3.0, 4.0) == (2.0,)
    assert s2s.grad(weighted, argnums=(1, "scale"))(2.0, 3.0, 4.0) == (2.0, 22.0)


def test_the_name_means_all_of_them() -> None:
    assert s2s.grad(weighted, argnums="rest")(2.0, 3.0, 4.0) == (2.0, 4.0)
    assert s2s.grad(weighted, argnums=("rest", 1))(2.0, 3.0, 4.0) == ((2.0, 4.0), 2.0)


def test_aux_stands_beside_a_sequence_of_one() -> None:
    def pair(x):
        return x**2, "aux"

    assert s2s.grad(pair, argnums=(0,), has_aux=True)(3.0) == ((6.0,), "aux")
    assert s2s.grad(logged(pair), has_aux=True)(3.0) == (6.0, "aux")


def test_positions_that_no_argument_has() -> None:
    with pytest.raises(ValueError, match="no argument at this position"):
        s2s.grad(weighted, argnums=3)(2.0, 3.0, 4.0)
    with pytest.raises(ValueError, match="no derivative flows"):
        s2s.grad(weighted, argnums=1)(2.0, 3, 4.0)
    with pytest.raises(ValueError, match="none twice"):
        s2s.grad(weighted, argnums=(1, 1))


def test_inside_of_a_function_that_is_differentiated() -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(lambda x: s2s.grad(power)(x, 1.0))(2.0)

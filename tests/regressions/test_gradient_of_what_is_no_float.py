"""The gradient of a function that returns a truth value or an integer was 0.0, without a word."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s

X = np.array([0.5, 2.0])
WHOLE = {
    "test": lambda x: x[0] > 0.0,
    "test_of_arrays": lambda x: np.all(x > 0.0),
    "count": lambda x: np.sum(x > 1.0),
    "position": lambda x: np.argmax(x),
    "floor": lambda x: math.floor(x[0]),
    "length": lambda x: len(x),
    "literal": lambda x: 3,
    "true": lambda x: True,
    "int": lambda x: int(x[0]),
}
FLAT = {
    "literal": lambda x: 3.0,
    "sign": lambda x: np.sign(x[0]),
    "float": lambda x: float(x[0] > 0.0),
    "branch": lambda x: x[0] * 0.0 if x[1] > 0.0 else 1,
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("of", [s2s.grad, s2s.value_and_grad, s2s.hessian])
def test_is_an_error(of, name: str) -> None:
    with pytest.raises(s2s.KindError, match="float as its result; .* returns an? (int|bool)"):
        of(WHOLE[name])(X)


@pytest.mark.parametrize("name", FLAT)
def test_a_flat_float_has_a_gradient_of_zeros(name: str) -> None:
    np.testing.assert_array_equal(s2s.grad(FLAT[name])(X), np.zeros(2))


def test_auxiliary_values_are_of_any_type() -> None:
    gradient, aux = s2s.grad(lambda x: (x @ x, len(x)), has_aux=True)(X)
    np.testing.assert_array_equal(gradient, 2 * X)
    assert aux == 2
    with pytest.raises(s2s.KindError, match="returns an int"):
        s2s.grad(lambda x: (len(x), x), has_aux=True)(X)

"""A rule that gave integers, a list or another precision made a gradient of that dtype."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

GIVEN = {
    "integers": lambda g: np.rint(g).astype(int),
    "single": lambda g: g.astype(np.float32),
    "double": lambda g: g.astype(np.float64),
    "a list": lambda g: g.tolist(),
}


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.complex128])
@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.filterwarnings("ignore::numpy.exceptions.ComplexWarning")
def test_gradients_and_tangents_mirror(given, dtype) -> None:
    change = GIVEN[given]

    @s2s.custom_vjp
    def total(x):
        return np.sum(np.real(x) ** 2)

    total.defvjp(
        lambda x: (np.sum(np.real(x) ** 2), x), lambda x, ct: (change(2 * ct * np.real(x)),)
    )

    @s2s.custom_jvp
    def twice(x):
        return 2 * x

    twice.defjvp(lambda primals, tangents: (2 * primals[0], change(2 * np.real(tangents[0]))))

    x = np.array([1.0, 2.0, -3.0], dtype)
    gradient = s2s.grad(total)(x)
    assert gradient.dtype == dtype
    np.testing.assert_array_equal(gradient, 2 * x)
    inside = s2s.grad(lambda x: total(x) + np.sum(np.real(x)))(x)
    assert inside.dtype == dtype
    np.testing.assert_array_equal(inside, 2 * x + 1)
    tangent = s2s.jvp(twice, (x,), (x,))[1]
    assert type(tangent) is np.ndarray and tangent.dtype == dtype
    np.testing.assert_array_equal(tangent, 2 * x)


def test_numbers() -> None:
    @s2s.custom_vjp
    def square(x):
        return x * x

    square.defvjp(lambda x: (x * x, x), lambda x, ct: (np.array(2 * ct * x),))
    assert type(s2s.grad(square)(3.0)) is float
    assert type(s2s.grad(square)(np.float32(3.0))) is np.float32

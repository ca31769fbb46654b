"""Methods with a rule or an annotation, and functions in forward mode differentiated twice, were refused."""

from __future__ import annotations

import numpy as np

import s2s


class Layer:
    def __init__(self, weight: float) -> None:
        self.weight = weight

    @s2s.checkpoint
    def block(self, x: float) -> float:
        return np.tanh(self.weight * x)

    @s2s.forward_mode
    def slow(x: float) -> float:  # noqa: N805  called on the class
        return x * x

    @s2s.custom_vjp
    def ruled(self, x: float) -> float:
        return self.weight * x

    ruled.defvjp(
        lambda self, x: (self.weight * x, (self.weight, x)),
        lambda saved, ct: (None, 10.0 * ct * saved[0]),
    )


def blocks(weight: float, x: float) -> float:
    layer = Layer(weight)
    return layer.block(layer.block(x))


def test_a_checkpointed_method() -> None:
    inner, weight, x = np.tanh(0.6), 2.0, 0.3
    outer = 1.0 - np.tanh(weight * inner) ** 2
    expected = (outer * (inner + weight * (1 - inner**2) * x), outer * weight**2 * (1 - inner**2))
    np.testing.assert_allclose(s2s.grad(blocks, (0, 1))(weight, x), expected, rtol=1e-13)
    assert blocks(weight, x) == s2s.value_and_grad(blocks)(weight, x)[0]


def test_a_method_with_a_rule() -> None:
    layer = Layer(3.0)
    assert s2s.grad(lambda x: layer.ruled(x) * x)(2.0) == 10.0 * 3.0 * 2.0 + 6.0
    assert layer.ruled(2.0) == 6.0


@s2s.forward_mode
def square(x: float) -> float:
    return x * x


def fourth(x: float) -> float:
    return square(x) ** 2


def test_forward_mode_to_the_third_order() -> None:
    assert np.isclose(s2s.grad(s2s.grad(fourth))(2.0), 48.0, rtol=1e-14)
    assert np.isclose(s2s.hessian(fourth)(2.0), 48.0, rtol=1e-14)
    assert np.isclose(s2s.hvp(fourth)(2.0, 1.0), 48.0, rtol=1e-14)
    third = s2s.grad(lambda x: s2s.jvp(s2s.grad(fourth), (x,), (1.0,))[1])
    assert np.isclose(third(2.0), 48.0, rtol=1e-14)

"""What serves ``s2s.vjp`` and ``s2s.jvp`` of derivatives is kept, and follows what it is made from."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.api import again, derivative

_SCALE = 2.0


def scaled(x, power=2):
    return np.sum(_SCALE * x**power)


def test_one_function_serves_every_derivative_of_the_same_function():
    x, v = np.array([1.0, 3.0]), np.array([1.0, 0.5])
    found = [s2s.jvp(s2s.grad(scaled), (x,), (v,))[1] for _ in range(2)]
    np.testing.assert_allclose(found, [2 * _SCALE * v] * 2)
    assert derivative.plain(s2s.grad(scaled)) is derivative.plain(s2s.grad(scaled))
    assert derivative.plain(s2s.grad(scaled)) is not derivative.plain(s2s.value_and_grad(scaled))
    assert derivative.plain(s2s.grad(scaled, 0)) is not derivative.plain(s2s.grad(scaled, (0,)))


def test_derivatives_of_what_closes_over_values_are_not_held():
    large = np.ones(3)

    def weighted(x):
        return np.sum(large * x**2)

    made = derivative.plain(s2s.grad(weighted))
    assert made is not derivative.plain(s2s.grad(weighted))
    assert again.engine_again(weighted, (0,), "vjp", False) is None


@pytest.mark.parametrize("power", [2, 3])
def test_pullbacks_follow_defaults_and_globals(power, monkeypatch):
    x = np.array([1.0, 3.0])
    for scale in (2.0, 5.0):
        monkeypatch.setitem(globals(), "_SCALE", scale)
        value, pullback = s2s.vjp(scaled, x, power)
        assert value == pytest.approx(scale * np.sum(x**power))
        np.testing.assert_allclose(pullback(1.0)[0], scale * power * x ** (power - 1))
    monkeypatch.setattr(scaled, "__defaults__", (power,))
    np.testing.assert_allclose(s2s.vjp(scaled, x)[1](1.0)[0], 5.0 * power * x ** (power - 1))


def test_pullbacks_of_arguments_of_other_kinds():
    for x in (2.0, np.array([1.0, 2.0]), np.array([[3.0]], np.float32)):
        found = s2s.vjp(scaled, x)[1](np.float32(1.0) if np.ndim(x) == 2 else 1.0)[0]
        np.testing.assert_allclose(found, 4.0 * np.asarray(x))
        assert type(found) is type(x)
    assert s2s.vjp(scaled, 3, 2)[1](1.0) == (None, None)

"""Rules and annotations of the user's own: used where they should be, refused where they do not fit."""

from __future__ import annotations

import math

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.3, -1.2, 2.0])


@s2s.custom_jvp
def wave(x, y):
    return np.sin(x) * y


wave.defjvp(
    lambda primals, tangents: (
        wave(*primals),
        np.cos(primals[0]) * tangents[0] * primals[1] + np.sin(primals[0]) * tangents[1],
    )
)


@s2s.custom_vjp
def cube(x):
    return x**3


cube.defvjp(lambda x: (x**3, x), lambda x, ct: (3 * x**2 * ct,))
cube.defjvp(lambda primals, tangents: (primals[0] ** 3, 3 * primals[0] ** 2 * tangents[0]))


def without_source(x):
    return float(np.linalg.norm(np.array([x, 1.0])))


hidden = s2s.custom_jvp(math.hypot.__class__.__call__.__get__(math.hypot))
hidden.defjvp(
    lambda p, t: (math.hypot(*p), (p[0] * t[0] + p[1] * t[1]) / math.hypot(*p)),
)


@s2s.nondifferentiable
def steps(x):
    return int(np.floor(x * 10)) if np.ndim(x) == 0 else np.floor(x * 10)


def uses_wave(x, y):
    return np.sum(wave(x, y) ** 2)


def uses_cube(x):
    return np.sum(cube(x) * x)


def uses_hidden(x, y):
    return hidden(x, y) * x


def test_a_forward_rule_serves_both_modes() -> None:
    check(uses_wave, X, X + 1.0)
    check(uses_wave, 0.3, 0.7)
    check(uses_hidden, 0.3, 0.7)


def test_rules_of_both_modes() -> None:
    check(uses_cube, X)
    np.testing.assert_allclose(s2s.hvp(uses_cube)(X, np.ones(3)), 12 * X**2)


def test_a_reverse_rule_is_no_forward_rule() -> None:
    @s2s.custom_vjp
    def square(x):
        return x * x

    square.defvjp(lambda x: (x * x, x), lambda x, ct: (2 * x * ct,))

    def program(x):
        return square(x)

    with pytest.raises(s2s.NoRuleError, match="`square` has no rule for forward mode"):
        s2s.jvp(program, (2.0,), (1.0,))


def with_cotangents(found):
    @s2s.custom_vjp
    def double(x):
        return 2.0 * x

    double.defvjp(lambda x: (2.0 * x, None), lambda residuals, ct: found)

    def program(x):
        return np.sum(double(x))

    return s2s.grad(program)


def test_cotangents_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2,\) for argument 0 of `double`.*\(3,\)"):
        with_cotangents((np.ones(2),))(X)
    with pytest.raises(TypeError, match="a tuple of 1 cotangents"):
        with_cotangents(np.ones(3))(X)
    with pytest.raises(TypeError, match="complex value for argument 0"):
        with_cotangents((1j * X,))(X)
    with pytest.raises(TypeError, match="not a number"):
        with_cotangents((np.array(["a", "b", "c"]),))(X)
    np.testing.assert_array_equal(with_cotangents((None,))(X), np.zeros(3))


def with_tangent(found):
    @s2s.custom_jvp
    def double(x):
        return 2.0 * x

    double.defjvp(lambda primals, tangents: found)

    def program(x):
        return np.sum(double(x))

    return s2s.jvp(program, (X,), (X,))


def test_tangents_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2,\) for the value of `double`"):
        with_tangent((2.0 * X, np.ones(2)))
    with pytest.raises(TypeError, match=r"must return \(value, tangent\)"):
        with_tangent(2.0 * X)


def test_what_is_no_function_is_refused() -> None:
    for wrong in (s2s.custom_jvp, s2s.custom_vjp, s2s.nondifferentiable):
        with pytest.raises(TypeError, match="takes a function"):
            wrong(1.0)
    with pytest.raises(TypeError, match="not a function"):
        wave.defjvp(1.0)


def test_constants_in_between() -> None:
    def program(x):
        return x * steps(x) + s2s.stop_gradient(x) ** 2

    assert s2s.grad(program)(1.37) == 13
    assert s2s.jvp(program, (1.37,), (1.0,))[1] == 13

    def arrays(x):
        held = s2s.stop_gradient(x)
        return np.sum(x * steps(x) * held)

    np.testing.assert_allclose(s2s.grad(arrays)(X), np.floor(X * 10) * X)
    np.testing.assert_allclose(s2s.jvp(arrays, (X,), (X,))[1], np.sum(np.floor(X * 10) * X * X))


def test_a_stopped_array_is_not_the_array() -> None:
    def program(x):
        y = x.copy()
        held = s2s.stop_gradient(y)
        product = held * x
        y[0] = 5.0 * x[1]
        return np.sum(product) + np.sum(y)

    found = s2s.grad(program)(X)
    np.testing.assert_allclose(found, X + np.array([0.0, 6.0, 1.0]))


@s2s.custom_vjp
def without_rule(x):
    return x * 2.0


@s2s.custom_vjp
def no_pair(x):
    return np.sum(x)


no_pair.defvjp(lambda x: x[:2], lambda residuals, ct: (ct * np.ones(3),))


@s2s.custom_jvp
def wrong_shape(x):
    return x * 2.0


wrong_shape.defjvp(lambda primals, tangents: (primals[0] * 2.0, tangents[0][:1] * 2.0))


def test_a_rule_that_was_never_given() -> None:
    with pytest.raises(s2s.NoRuleError, match="`without_rule` has no rule"):
        s2s.grad(lambda x: np.sum(without_rule(x)))(X)
    with pytest.raises(s2s.NoRuleError, match="`without_rule` has no rule"):
        s2s.jvp(lambda x: np.sum(without_rule(x)), (X,), (X,))


def test_a_forward_function_without_residuals() -> None:
    with pytest.raises(TypeError, match="must return \\(value, residuals\\)"):
        s2s.grad(lambda x: np.sum(square_alone(x)))(X)


@s2s.custom_vjp
def square_alone(x):
    return x**2


square_alone.defvjp(lambda x: x**2, lambda residuals, ct: (2 * residuals * ct,))


def test_a_forward_rule_whose_tangent_would_be_stretched() -> None:
    with pytest.raises(ValueError, match="of shape \\(1,\\)"):
        s2s.grad(lambda x: np.sum(wrong_shape(x) * x))(X)


def test_an_array_of_two_is_no_pair() -> None:
    with pytest.raises(TypeError, match="must return"):
        s2s.grad(lambda x: no_pair(x) * 1.0)(X)

"""What the user says about how a function is to be differentiated."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
RANDOM = np.random.default_rng(0)


@s2s.checkpoint
def block(x, a):
    y = x
    for _ in range(3):
        y = np.sin(y * a) + x
    return y


@s2s.checkpoint
def with_a_buffer(x):
    b = np.zeros(3)
    for i in range(3):
        b[i] = x[i] ** 2
    return b


@s2s.checkpoint
def two_results(x, scale=2.0):
    return np.sum(x) * scale, x * scale


@s2s.forward_mode
def root_of(a, b):
    z = 1.0
    while abs(z * z - a * b) > 1e-13:
        z = 0.5 * (z + a * b / z)
    return z


@s2s.forward_mode
def sum_and_double(x):
    return np.sin(x).sum(), x * 2.0


def scaled(factor):
    @s2s.checkpoint
    def inner(x):
        return np.sin(x * factor)

    return inner


@row(X, 0.7)
def checkpoint_in_a_loop(x, a):
    y = x
    for _ in range(4):
        y = block(y, a)
    return np.sum(y * y)


@row(X)
def checkpoint_of_what_is_overwritten(x):
    y, s = x.copy(), 0.0
    for i in range(3):
        b = with_a_buffer(y)
        y[i] = b[i] * 2.0
        b[0] = y[1]
        s = s + np.sum(b)
    return s + np.sum(y)


@row(X)
def checkpoint_with_keywords_and_two_results(x):
    total, double = two_results(x, scale=3.0)
    return total * np.sum(double**2)


SCALED = scaled(1.5)


@row(X)
def checkpoint_of_a_closure(x):
    return np.sum(SCALED(SCALED(x)))


@row(1.3)
def forward_in_a_loop(a):
    s = 0.0
    for i in range(1, 4):
        s = s + root_of(a, float(i)) ** 3
    return s


@row(X)
def forward_of_arrays(x):
    total, double = sum_and_double(x)
    return total * np.sum(double)


@row(X)
def looked_at(x):
    y = s2s.inspect_grad(x * 2.0, lambda ct: None)
    return np.sum(y**2)


@row.parametrize()
def test_annotation(row: Row) -> None:
    row.run()


def test_inspect_grad_sees_and_changes_the_cotangent() -> None:
    seen: list = []

    def clipped(x):
        y = s2s.inspect_grad(x * 2.0, seen.append)
        z = s2s.inspect_grad(y, lambda ct: np.clip(ct, -3.0, 3.0))
        return np.sum(z**2)

    np.testing.assert_array_equal(s2s.grad(clipped)(X), [4.0, -6.0, 6.0])
    np.testing.assert_array_equal(seen, [[2.0, -3.0, 3.0]])
    np.testing.assert_array_equal(s2s.jvp(clipped, (X,), (X,))[1], 8 * np.sum(X**2))


def test_nothing_of_a_checkpoint_is_kept() -> None:
    made = s2s.grad(checkpoint_in_a_loop).source_for(X, 0.7)
    forward = made.split("def checkpoint_in_a_loop_grad")[1].split("# reverse sweep")[0]
    assert "block_fwd" not in forward and "block_fwd" in made


def test_derivatives_of_a_checkpoint() -> None:
    def plain(x, a):
        y = x
        for _ in range(4):
            y = block.fun(y, a)
        return np.sum(y * y)

    for derivative in (s2s.grad, s2s.hessian, lambda f: lambda x, a: s2s.jvp(f, (x, a), (x, a))[1]):
        expected = derivative(plain)(X, 0.7)
        np.testing.assert_allclose(derivative(checkpoint_in_a_loop)(X, 0.7), expected, rtol=1e-12)
    assert s2s.grad(s2s.checkpoint(lambda x: x * x))(3.0) == 6.0


@pytest.mark.parametrize("decorate", [s2s.checkpoint, s2s.forward_mode])
@pytest.mark.parametrize(
    ("effect", "x"),
    [
        (lambda x: (print(end=""), x)[1], 2.0),
        (lambda x: x * RANDOM.normal(), 2.0),
    ],
)
def test_an_effect_is_refused(decorate, effect, x) -> None:
    repeated = decorate(effect)
    with pytest.raises(s2s.UnsupportedError, match="has an effect"):
        s2s.grad(lambda x: repeated(x))(x)

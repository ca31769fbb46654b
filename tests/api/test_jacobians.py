"""Jacobians, Hessians and their kin: shapes, trees, agreement of modes, refusals."""

from __future__ import annotations

import math
import pickle
from typing import NamedTuple

import numpy as np
import pytest

import s2s

X = np.array([0.3, -1.2, 2.0])
A = np.array([[1.0, 2.0, -0.5], [0.3, -1.0, 0.7]])


class Pair(NamedTuple):
    first: float
    second: np.ndarray


def vector(x):
    return np.array([x[0] * x[1], x[2] ** 2, np.sin(x[0])])


def matrix(x):
    return np.outer(x, np.tanh(x))


def scalar(x):
    return np.sum(x**3) * x[0]


def tree(p, n):
    return {"a": p["w"] @ p["x"] * n, "b": (np.sum(p["x"] ** 2), n)}


def in_place(x):
    y = np.zeros(4)
    for i in range(3):
        y[i + 1] = y[i] * 0.5 + math.sin(x[i])
    y[1:] *= x
    return y


def differences(fun, x, step=1e-6):
    """The Jacobian by central differences."""
    columns = []
    for unit in np.eye(np.size(x)).reshape((-1, *np.shape(x))):
        columns.append((fun(x + step * unit) - fun(x - step * unit)) / (2 * step))
    return np.moveaxis(np.array(columns), 0, -1).reshape(np.shape(fun(x)) + np.shape(x))


@pytest.mark.parametrize("fun", [vector, matrix, scalar, in_place])
@pytest.mark.parametrize("transform", [s2s.jacfwd, s2s.jacrev, s2s.jacobian])
def test_shape_and_values(fun, transform) -> None:
    found = transform(fun)(X)
    assert np.shape(found) == np.shape(fun(X)) + X.shape
    np.testing.assert_allclose(found, differences(fun, X), atol=1e-8)


@pytest.mark.parametrize("transform", [s2s.jacfwd, s2s.jacrev, s2s.jacobian])
def test_trees_of_arguments_and_values(transform) -> None:
    p = {"w": A, "x": X}
    found = transform(tree)(p, 2)
    np.testing.assert_allclose(found["a"]["x"], 2 * A)
    assert found["a"]["w"].shape == (2, 2, 3)
    np.testing.assert_allclose(found["a"]["w"][1, 1], 2 * X)
    np.testing.assert_allclose(found["a"]["w"][1, 0], 0 * X)
    np.testing.assert_allclose(found["b"][0]["x"], 2 * X)
    assert found["b"][1] is None


@pytest.mark.parametrize("transform", [s2s.jacfwd, s2s.jacrev, s2s.jacobian])
def test_argnums(transform) -> None:
    def product(x, y):
        return x * y

    assert transform(product)(2.0, 3.0) == 3.0
    assert transform(product, "y")(2.0, 3.0) == 2.0
    assert transform(product, (0, 1))(2.0, 3.0) == (3.0, 2.0)
    assert transform(product, (1,))(2.0, 3.0) == (2.0,)


@pytest.mark.parametrize("transform", [s2s.jacfwd, s2s.jacrev, s2s.jacobian])
def test_aux(transform) -> None:
    found, aux = transform(lambda x: (x**2, "aux"), has_aux=True)(X)
    np.testing.assert_allclose(found, np.diag(2 * X))
    assert aux == "aux"


def test_the_cheaper_mode_is_chosen() -> None:
    few_inputs, few_outputs = s2s.jacobian(lambda t: np.outer(t, t)), s2s.jacobian(np.sum)
    few_inputs(X[:2])
    few_outputs(X)
    assert "_jvp" in few_inputs.source
    assert "_rev" in few_outputs.source


def test_complex_arguments_need_the_word() -> None:
    def square(z):
        return z * z

    for transform in (s2s.jacfwd, s2s.jacrev):
        with pytest.raises(TypeError, match="holomorphic=True"):
            transform(square)(1.0 + 2.0j)
        found = transform(square, holomorphic=True)(1.0 + 2.0j)
        assert found == pytest.approx(2.0 + 4.0j)


def test_hessian_is_symmetric_and_right() -> None:
    found = s2s.hessian(scalar)(X)
    np.testing.assert_allclose(found, found.T)
    np.testing.assert_allclose(found, differences(s2s.grad(scalar), X), atol=1e-7)


def test_hessian_of_two_arguments() -> None:
    (aa, ab), (ba, bb) = s2s.hessian(lambda a, b: a**2 * b**3, (0, 1))(2.0, 3.0)
    assert (aa, ab, ba, bb) == pytest.approx((54.0, 108.0, 108.0, 72.0))


def test_reverse_over_reverse_agrees_with_forward_over_reverse() -> None:
    np.testing.assert_allclose(
        s2s.jacrev(s2s.grad(scalar))(X), s2s.hessian(scalar)(X), rtol=1e-10, atol=1e-12
    )


def test_value_grad_and_hessian() -> None:
    value, gradient, hessian = s2s.value_grad_and_hessian(scalar)(X)
    assert value == scalar(X)
    np.testing.assert_allclose(gradient, s2s.grad(scalar)(X))
    np.testing.assert_allclose(hessian, s2s.hessian(scalar)(X))


def test_hvp_in_the_order_of_scipy() -> None:
    def weighted(x, weight, power):
        return weight * np.sum(x**power)

    v = np.array([1.0, -2.0, 0.5])
    found = s2s.hvp(weighted)(np.abs(X), v, 1.5, 3)
    np.testing.assert_allclose(found, 1.5 * 6 * np.abs(X) * v)
    with pytest.raises(ValueError, match="shape"):
        s2s.hvp(scalar)(X, np.ones(2))


def test_elementwise_grad() -> None:
    x = np.linspace(-2.0, 2.0, 12).reshape(3, 4)
    np.testing.assert_allclose(s2s.elementwise_grad(np.tanh)(x), 1 - np.tanh(x) ** 2)
    assert s2s.elementwise_grad(math.sin)(0.3) == math.cos(0.3)
    with pytest.raises(ValueError, match="element by element"):
        s2s.elementwise_grad(np.sum)(x)


@pytest.mark.parametrize(
    "fun",
    [
        np.cumsum,
        lambda x: x - np.mean(x),
        lambda x: x[::-1] * 1.0,
        lambda x: x * np.max(x),
        lambda x: np.where(x > 0, x[0], x),
        lambda x: A.T @ (A @ x),
    ],
)
def test_elementwise_grad_of_what_does_not_map_elements(fun) -> None:
    with pytest.raises(ValueError, match="depends on another element"):
        s2s.elementwise_grad(fun)(X)


def test_elementwise_grad_where_it_is_infinite_or_narrow() -> None:
    with np.errstate(divide="ignore"):
        assert s2s.elementwise_grad(np.sqrt)(np.array([0.0, 4.0]))[0] == np.inf
    flat = s2s.elementwise_grad(lambda x: np.sin(x) ** 2 + np.cos(x) ** 2)(np.linspace(-3, 3, 99))
    np.testing.assert_allclose(flat, np.zeros(99), atol=1e-15)
    narrow = s2s.elementwise_grad(lambda x: np.exp(x) * x)(X.astype(np.float32))
    assert narrow.dtype == np.float32
    np.testing.assert_allclose(narrow, np.exp(X) * (X + 1), rtol=1e-5)


def test_linearize() -> None:
    y, push = s2s.linearize(vector, X)
    np.testing.assert_array_equal(y, vector(X))
    jacobian = s2s.jacfwd(vector)(X)
    for v in (X, np.ones(3)):
        np.testing.assert_allclose(push(v), jacobian @ v)


def test_named_tuples_are_mirrored() -> None:
    found = s2s.jacfwd(lambda p: p.first * p.second)(Pair(2.0, X))
    assert isinstance(found, Pair)
    np.testing.assert_allclose(found.first, X)
    np.testing.assert_allclose(found.second, 2.0 * np.eye(3))


@pytest.mark.parametrize("made", [s2s.jacfwd, s2s.jacrev, s2s.hessian, s2s.elementwise_grad])
def test_pickles(made) -> None:
    again = pickle.loads(pickle.dumps(made(math.sin)))
    assert again(0.3) == made(math.sin)(0.3)


def test_the_object_is_a_derivative() -> None:
    jacobian = s2s.jacfwd(vector)
    assert jacobian.__name__ == "vector" and "x" in jacobian.__signature__.parameters
    assert "def vector_jvp(x, x_dot):" in jacobian.source_for(X)
    jacobian(X)
    assert jacobian.source == jacobian.source_for(X)


def test_derivatives_of_jacobians() -> None:
    def squares(x):
        return np.sum(s2s.jacfwd(np.sin)(x) ** 2) + np.sum(s2s.hessian(scalar)(x) * x)

    s2s.check_grads(squares, X)


def test_jvp_refuses_tangents_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match=r"tangents\[0\] has shape"):
        s2s.jvp(vector, (X,), (np.ones(2),))
    with pytest.raises(TypeError, match="2 primals and 1 tangents"):
        s2s.jvp(vector, (X, X), (X,))
    with pytest.raises(TypeError, match="complex"):
        s2s.jvp(vector, (X,), (1j * X,))
    with pytest.raises(TypeError, match="has no derivative"):
        s2s.jvp(lambda x, n: x * n, (1.0, 2), (1.0, 1))
    with pytest.raises(TypeError, match="another structure"):
        s2s.jvp(lambda p: p[0] * p[1], ((1.0, 2.0),), ((1.0,),))


def test_the_cheaper_mode() -> None:
    """All tangents in one run beat a sweep for each output, up to a hundred inputs and ten for each."""

    @s2s.custom_vjp
    def only_reverse(x):
        return x * x

    only_reverse.defvjp(lambda x: (x * x, x), lambda x, ct: (2 * x * ct,))
    cases = [(20, 2, np.sin, "forward"), (21, 2, np.sin, "reverse"), (100, 10, np.sin, "forward")]
    cases += [(101, 99, np.sin, "reverse"), (3, 2, only_reverse, "reverse")]
    for inputs, outputs, function, expected in cases:
        jacobian = s2s.jacobian(lambda x, n, g=function: g(x[:n]) * np.sum(x))  # noqa: B023
        x = np.linspace(0.1, 1.0, inputs)
        found = jacobian(x, outputs)
        assert jacobian.engine is (jacobian.reverse if expected == "reverse" else jacobian.several)
        by_rows = s2s.jacrev(lambda x, n, g=function: g(x[:n]) * np.sum(x))(x, outputs)
        np.testing.assert_allclose(found, by_rows, rtol=1e-13)


def test_of_whole_numbers() -> None:
    assert s2s.jacobian(lambda x: np.array([1, 2]) * len(x))(np.ones(3)) is None


@pytest.mark.parametrize("size", [1, 3, 50])
def test_complex_values_of_real_arguments(size: int) -> None:
    """Forward mode has them, whatever the sizes are."""
    x = np.arange(1.0, size + 1.0)
    found = s2s.jacobian(lambda x: np.stack([np.sum(x) * 1j, x[0] ** 2]))(x)
    np.testing.assert_array_equal(found[0], np.full(size, 1j))
    np.testing.assert_array_equal(found[1], 2.0 * np.eye(1, size)[0])
    np.testing.assert_array_equal(s2s.jacobian(lambda x: np.sum(x**2) * 1j)(x), 2j * x)

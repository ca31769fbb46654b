"""Jacobians and their like of local functions, inside of functions that are differentiated."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads

A = np.array([[1.0, 2.0], [3.0, -1.0]])
W = np.array([1.0, 2.0])


def handed(fun: Callable[[float], float], a: float) -> float:
    return s2s.grad(lambda z: fun(z) * 2.0)(a)


# By each the derivative at 2 is known: of x * y^3 by y at y = x the slope is 3 x^3, and so on.
INSIDE: dict[str, tuple[Callable[[float], float], float]] = {
    "hessian": (lambda x: s2s.hessian(lambda y: x * y**3)(x), 24.0),
    "jacobian": (lambda x: s2s.jacobian(lambda y: x * y**3)(x), 36.0),
    "jacfwd": (lambda x: s2s.jacfwd(lambda y: x * y**3)(x), 36.0),
    "jacrev": (lambda x: s2s.jacrev(lambda y: x * y**3)(x), 36.0),
    "hvp": (lambda x: s2s.hvp(lambda y: x * y**3)(x, 1.0), 24.0),
    "hvp along": (lambda x: s2s.hvp(lambda y: x * y**3)(1.0, x), 24.0),
    "hvp with more": (lambda x: s2s.hvp(lambda y, z: z * y**3)(1.0, x, x), 24.0),
    "elementwise_grad": (lambda x: s2s.elementwise_grad(lambda y: x * y**3)(x), 36.0),
    "value": (lambda x: s2s.value_grad_and_hessian(lambda y: x * y**3)(x)[0], 32.0),
    "slope": (lambda x: s2s.value_grad_and_hessian(lambda y: x * y**3)(x)[1], 36.0),
    "curvature": (lambda x: s2s.value_grad_and_hessian(lambda y: x * y**3)(x)[2], 24.0),
    "linearize": (lambda x: s2s.linearize(lambda y: x * y**3, x)[1](1.0), 36.0),
    "vjp": (lambda x: s2s.vjp(lambda y: x * y**3, x)[1](1.0)[0], 36.0),
    "jacfwd of jacrev": (lambda x: s2s.jacfwd(s2s.jacrev(lambda y: x * y**3))(x), 24.0),
    "jacfwd of grad": (lambda x: s2s.jacfwd(s2s.grad(lambda y: x * y**3))(x), 24.0),
    "grad of jacfwd": (lambda x: s2s.grad(s2s.jacfwd(lambda y: x * y**3))(x), 24.0),
    "by a name": (lambda x: s2s.jacobian(lambda y, z: x * y**3 * z, argnums="z")(2.0, z=x), 8.0),
    "of arrays": (lambda x: np.sum(s2s.jacobian(lambda v: A @ v * x * v)(W)), 13.0),
    "hessian of arrays": (
        lambda x: W @ s2s.hessian(lambda v: np.sum(A @ v * x * v * v))(W) @ W,
        54.0,
    ),
    "where nothing flows": (lambda x: x * s2s.hessian(lambda y: y**3)(2.0), 12.0),
    "a function handed on": (lambda x: handed(lambda y: x * y**2, x), 16.0),
}


@pytest.mark.parametrize("name", INSIDE)
def test_first_derivatives(name: str) -> None:
    fun, expected = INSIDE[name]
    assert np.isclose(s2s.grad(fun)(2.0), expected, rtol=1e-12)
    assert np.isclose(s2s.jvp(fun, (2.0,), (1.0,))[1], expected, rtol=1e-12)


@pytest.mark.parametrize("name", INSIDE)
def test_second_derivatives(name: str) -> None:
    fun, _ = INSIDE[name]
    step = 1e-5
    expected = (s2s.grad(fun)(2.0 + step) - s2s.grad(fun)(2.0 - step)) / (2.0 * step)
    assert np.isclose(s2s.jvp(s2s.grad(fun), (2.0,), (1.0,))[1], expected, rtol=1e-6, atol=1e-8)


def test_by_a_structure() -> None:
    assert s2s.grad(lambda x: s2s.jacobian(lambda p: x**2 * p[0])((x, x))[0])(2.0) == 4.0


def test_by_several_arguments() -> None:
    def fun(x):
        return s2s.hessian(lambda y, z: x * y**2 * z, argnums=(0, 1))(x, x)[0][1]

    assert s2s.grad(fun)(2.0) == 8.0


def powered(y, *, p=3):
    return np.sum(y**p) * 1.0


def newton(x):
    value, slope, curvature = s2s.value_grad_and_hessian(powered)(x)
    return value + slope / curvature


OF_FUNCTIONS = {
    "all three": (newton, 12.5),
    "hvp by a keyword": (lambda x: s2s.hvp(powered)(x, x), 24.0),
    "hessian with a keyword": (lambda x: s2s.hessian(powered)(x, p=4), 48.0),
    "jacobian with a keyword": (lambda x: s2s.jacobian(powered)(x, p=4), 48.0),
    "elementwise": (lambda x: s2s.elementwise_grad(powered)(x, p=4), 48.0),
}


@pytest.mark.parametrize("name", OF_FUNCTIONS)
def test_of_functions_outside(name: str) -> None:
    fun, expected = OF_FUNCTIONS[name]
    assert np.isclose(s2s.grad(fun)(2.0), expected, rtol=1e-12)
    assert np.isclose(s2s.jvp(fun, (2.0,), (1.0,))[1], expected, rtol=1e-12)


def tree(x):
    return {"cube": x**3, "both": (x * W, [x, 2.0 * x])}


def of_tree(x):
    value, pullback = s2s.vjp(tree, x)
    ct = {"cube": x, "both": (W * x, [1.0, x])}
    return pullback(ct)[0] + value["cube"]


def of_tuple(x):
    _, pullback = s2s.vjp(lambda y: (y**3, x * y), x)
    return pullback((x, 2.0))[0]


def along_tree(x):
    _, pushforward = s2s.linearize(tree, x)
    return pushforward(x)["cube"]


def weighted(p):
    return np.sum(p["w"] ** 3) * p["b"]


def product_of_tree(x):
    found = s2s.hvp(weighted)({"w": W * x, "b": 2.0}, {"w": W, "b": x})
    return np.sum(found["w"]) + found["b"]


def product_of_local(x):
    return s2s.hvp(lambda p: np.sum(p["w"] ** 3) * x)({"w": W * x}, {"w": W})["w"][0]


OF_TREES = (of_tree, of_tuple, along_tree, product_of_tree, product_of_local)


@pytest.mark.parametrize("fun", OF_TREES)
def test_values_that_are_structures(fun) -> None:
    check_grads(fun, 1.3, modes=("rev", "fwd"))


def test_a_jacobian_of_a_list_inside() -> None:
    assert s2s.grad(lambda x: s2s.jacobian(lambda y: [y, x * y])(x)[1] ** 2)(2.0) == 4.0


def test_a_direction_that_is_the_point_itself() -> None:
    def written(x):
        x[0] = x[0] ** 2
        return np.sum(x**2)

    x = np.array([1.0, 2.0])
    np.testing.assert_allclose(s2s.jvp(written, (x.copy(),), (x,))[1], 12.0)
    np.testing.assert_allclose(s2s.jvp(written, (x,), (x,))[1], 12.0)
    np.testing.assert_allclose(s2s.hvp(written)(x, x), [12.0, 4.0])


def test_products_are_functions_of_the_vector_too() -> None:
    def quartic(x, scale=1.0):
        return scale * np.sum(x**4)

    product, w, v = s2s.hvp(quartic), np.array([1.0, 2.0]), np.array([1.0, -1.0])
    assert str(inspect.signature(product)) == "(x, v, /, scale=1.0)"
    curvature = 12 * w**2
    np.testing.assert_allclose(product(w, v, scale=2.0), 2 * curvature * v)
    np.testing.assert_allclose(s2s.jacobian(product, 1)(w, v), np.diag(curvature))
    np.testing.assert_allclose(s2s.jacobian(product)(w, v), np.diag(24 * w * v))
    np.testing.assert_allclose(s2s.jvp(product, (w, v), (w, v))[1], 36 * w**2 * v)
    for found, expected in zip(s2s.vjp(product, w, v)[1](v), (24 * w * v * v, curvature * v)):
        np.testing.assert_allclose(found, expected)

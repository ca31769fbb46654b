"""Classes that are registered as containers."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.api.containers import REGISTERED

X = np.array([0.3, -1.2, 2.0])


class Layer:
    """Weights that are trained, and a name; `used` counts, which is no parameter."""

    __slots__ = ("bias", "name", "used", "weight")

    def __init__(self, weight, bias, name):
        self.weight, self.bias, self.name, self.used = weight, bias, name, 0.5

    def __call__(self, x):
        return np.tanh(self.weight @ x + self.bias)


class Stack(list):
    """A list of layers with a scale."""

    scale = 1.0


@pytest.fixture(autouse=True)
def _registered():
    before = dict(REGISTERED)
    s2s.register(
        Layer, lambda v: ((v.weight, v.bias), v.name), lambda aux, parts: Layer(*parts, aux)
    )
    yield
    REGISTERED.clear()
    REGISTERED.update(before)


def layer():
    return Layer(np.arange(6.0).reshape(2, 3) / 5, np.array([0.1, -0.2]), "first")


def loss(model, x):
    return np.sum(model(x) ** 2)


def plain(weight, bias, x):
    return np.sum(np.tanh(weight @ x + bias) ** 2)


def test_gradients_are_containers() -> None:
    model = layer()
    weight, bias = s2s.grad(plain, (0, 1))(model.weight, model.bias, X)
    value, found = s2s.value_and_grad(loss)(model, X)
    assert value == loss(model, X) and type(found) is Layer and found.name == "first"
    np.testing.assert_allclose(found.weight, weight)
    np.testing.assert_allclose(found.bias, bias)
    both, at = s2s.grad(loss, (0, "x"))(model, X)
    np.testing.assert_allclose(both.weight, weight)
    np.testing.assert_allclose(at, s2s.grad(plain, 2)(model.weight, model.bias, X))


def test_what_is_kept_aside_counts_when_it_changes() -> None:
    def named(model, x):
        return np.sum(model(x)) if model.name == "first" else 2.0 * np.sum(model(x))

    gradient = s2s.grad(named)
    one = gradient(layer(), X)
    other = layer()
    other.name = "second"
    np.testing.assert_allclose(gradient(other, X).weight, 2.0 * one.weight)


def test_inside_of_trees() -> None:
    def deep(tree, x):
        return np.sum(tree["layers"][0](x)) * tree["scale"]

    found = s2s.grad(deep)({"layers": [layer()], "scale": 2.0}, X)
    np.testing.assert_allclose(found["scale"], np.sum(layer()(X)))
    assert type(found["layers"][0]) is Layer


def test_the_other_operators() -> None:
    model, direction = layer(), Layer(np.ones((2, 3)), np.zeros(2), "first")
    value, pullback = s2s.vjp(loss, model, X)
    bar, _ = pullback(2.0)
    np.testing.assert_allclose(bar.weight, 2.0 * s2s.grad(loss)(model, X).weight)
    _, dot = s2s.jvp(loss, (model, X), (direction, None))
    np.testing.assert_allclose(dot, np.sum(bar.weight) / 2.0)
    for transform in (s2s.jacfwd, s2s.jacrev, s2s.jacobian):
        found = transform(lambda m, x: m(x))(model, X)
        assert type(found) is Layer and found.weight.shape == (2, 2, 3)
        np.testing.assert_allclose(found.bias, np.diag(1 - model(X) ** 2))


def test_hessian_of_a_container() -> None:
    model = layer()
    found = s2s.hessian(loss)(model, X)
    expected = s2s.hessian(plain, (0, 1))(model.weight, model.bias, X)
    assert type(found) is Layer and type(found.bias) is Layer
    np.testing.assert_allclose(found.bias.weight, expected[1][0])
    np.testing.assert_allclose(found.weight.weight, expected[0][0])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((2.0, len, len), "register takes a class, not a float"),
        ((list, len, len), "takes objects of list apart itself"),
        ((Stack, 1, len), "flatten is a int, not a function"),
        ((Stack, len, None), "unflatten is a NoneType, not a function"),
    ],
)
def test_wrong_registrations(arguments, words) -> None:
    with pytest.raises(TypeError, match=words):
        s2s.register(*arguments)


def test_flatten_that_returns_no_pair() -> None:
    s2s.register(Stack, lambda v: list(v), lambda aux, parts: Stack(parts))
    with pytest.raises(TypeError, match=r"flatten of `Stack` must return \(children, aux\)"):
        s2s.grad(lambda s: s[0] ** 2)(Stack([1.0, 2.0]))


@pytest.mark.parametrize("cls", [int, float, complex, str, type(None), dict, np.float64])
def test_what_s2s_takes_apart_itself_is_no_container(cls):
    with pytest.raises(TypeError, match="apart itself"):
        s2s.register(cls, lambda x: ((), x), lambda aux, children: aux)


def test_children_that_are_no_sequence_are_named():
    class Pair:
        pass

    s2s.register(Pair, lambda pair: (1.0, 2.0), lambda aux, children: Pair())
    with pytest.raises(TypeError, match="must return .children, aux"):
        s2s.grad(lambda pair: 1.0)(Pair())

"""Second derivatives of objects: gradients that are differentiated the other way round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s

X = np.array([0.4, -0.9, 1.3])
V = np.array([1.0, 0.5, -2.0])


class Cell:
    def __init__(self, state: Any, gain: float) -> None:
        self.state = state
        self.gain = gain
        self.calls = 0

    def step(self) -> None:
        self.calls += 1
        self.state = np.tanh(self.gain * self.state) + self.state**2

    def energy(self) -> Any:
        return np.sum(self.state**2) * self.gain


def energy(x: Any, gain: float) -> Any:
    cell = Cell(x, gain)
    for _ in range(3):
        cell.step()
    return cell.energy()


def plainly(x: Any, gain: float) -> Any:
    """The same without objects: what has always been differentiated twice."""
    for _ in range(3):
        x = np.tanh(gain * x) + x**2
    return np.sum(x**2) * gain


def both(x: Any, gain: float) -> Any:
    return s2s.grad(energy, argnums=(0, 1))(x, gain)


Second = Callable[[Callable[..., Any]], Any]
SECOND: dict[str, Second] = {
    "hessian": lambda f: s2s.hessian(f)(X, 0.7),
    "by names": lambda f: s2s.jacfwd(s2s.grad(f, argnums="gain"), argnums="x")(X, 0.7),
    "of all by all": lambda f: s2s.hessian(f, argnums=(0, 1))(X, 0.7),
    "hvp": lambda f: s2s.hvp(f)(X, V, 0.7),
    "reverse over reverse": lambda f: s2s.jacrev(s2s.grad(f))(X, 0.7),
    "grad of grad": lambda f: s2s.grad(lambda x: V @ s2s.grad(f)(x, 0.7))(X),
    "grad of both": lambda f: s2s.grad(lambda x: np.sin(s2s.grad(f, argnums=(0, 1))(x, 0.7)[1]))(X),
    "jvp of both": lambda f: s2s.jvp(s2s.grad(f, argnums=(1, 0)), (X, 0.7), (V, 0.2)),
    "jvp by one": lambda f: s2s.jvp(s2s.grad(f), (X, 0.7), (None, 1.0)),
    "jvp of value_and_grad": lambda f: s2s.jvp(s2s.value_and_grad(f), (X, 0.7), (V, 0.2)),
    "vjp of value_and_grad": lambda f: s2s.vjp(s2s.value_and_grad(f), X, 0.7)[1]((0.3, V)),
    "value_grad_and_hessian": lambda f: s2s.value_grad_and_hessian(f)(X, 0.7),
    "vjp": lambda f: s2s.vjp(s2s.grad(f, argnums=(0, 1)), X, 0.7)[1]((V, 2.0)),
    "third": lambda f: s2s.jvp(lambda x: s2s.hvp(f)(x, V, 0.7), (X,), (V,))[1],
    "third by grad": lambda f: s2s.grad(lambda x: V @ s2s.hvp(f)(x, V, 0.7))(X),
    "grads all the way": lambda f: s2s.grad(
        lambda x: V @ s2s.grad(lambda z: V @ s2s.grad(f)(z, 0.7))(x)
    )(X),
    "in a loop": lambda f: s2s.grad(descended)(X, f),
}


def descended(x: Any, fun: Any) -> Any:
    for _ in range(3):
        x = x - 1e-5 * s2s.grad(fun)(x, 0.7)
    return np.sum(x**2)


def flat(tree: Any) -> np.ndarray:
    if isinstance(tree, (tuple, list)):
        return np.concatenate([flat(part) for part in tree])
    return np.ravel(np.asarray(0.0 if tree is None else tree, float))


@pytest.mark.parametrize("name", SECOND)
def test_as_without_objects(name: str) -> None:
    found, expected = SECOND[name](energy), SECOND[name](plainly)
    np.testing.assert_allclose(flat(found), flat(expected), rtol=1e-11, atol=1e-11)


def test_with_respect_to_an_object() -> None:
    def fun(cell: Cell) -> Any:
        cell.step()
        return cell.energy()

    cell, along = Cell(X, 0.7), Cell(V, 0.2)
    pushed = s2s.jvp(s2s.grad(fun), (cell,), (along,))[1]
    step = 1e-6
    above = s2s.grad(fun)(Cell(X + step * V, 0.7 + step * 0.2))
    below = s2s.grad(fun)(Cell(X - step * V, 0.7 - step * 0.2))
    np.testing.assert_allclose(pushed.state, (above.state - below.state) / (2 * step), rtol=1e-7)
    assert np.isclose(pushed.gain, (above.gain - below.gain) / (2 * step), rtol=1e-7)


def clipped(x: Any) -> Any:
    """Written with an object, and what the reverse sweep does is not what forward mode does."""
    cell = Cell(s2s.inspect_grad(x, lambda ct: 2.0 * ct), 0.7)
    cell.step()
    return cell.energy()


def test_rules_that_differ_between_the_modes_are_not_turned() -> None:
    with pytest.raises(s2s.UnsupportedError, match="an assignment to the attribute"):
        s2s.jvp(s2s.grad(clipped), (X,), (V,))
    with pytest.raises(s2s.UnsupportedError, match="an assignment to the attribute"):
        s2s.hessian(clipped)(X)


def told(x: Any, gain: float) -> Any:
    print("running")
    return energy(x, gain)


def test_a_product_runs_the_function_once(capsys: pytest.CaptureFixture[str]) -> None:
    np.testing.assert_allclose(s2s.hvp(told)(X, V, 0.7), s2s.hvp(plainly)(X, V, 0.7), rtol=1e-11)
    assert capsys.readouterr().out == "running\n"


def test_what_stands_still_has_no_tangent() -> None:
    assert ".turned((0,)).product(x, gain, x_dot)" in s2s.hvp(energy).source_for(X, V, 0.7)

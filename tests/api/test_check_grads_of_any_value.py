"""`check_grads` beyond the first order, of functions with any value, in both modes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s

X = np.array([0.4, -0.9, 1.3])
A = np.array([[1.0, 0.5, -0.3], [0.2, -1.0, 0.7]])


@dataclass
class State:
    place: Any
    speed: Any
    name: str = "a"


class Pair(NamedTuple):
    low: Any
    high: Any


class Own:
    def __init__(self, part: Any) -> None:
        self.part = part


def written(x: Any) -> Any:
    out = np.zeros(4)
    for i in range(3):
        out[i] = x[i] ** 3
        out[i + 1] += out[i] * x[i]
    return out


@s2s.custom_vjp
def misruled(x: Any) -> Any:
    return x**3


misruled.defpartials(x="3 * x**2 + 0 * ans")

VALUES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "array": (lambda x: np.sin(A @ x) * x[0], (X,)),
    "in place": (written, (X,)),
    "tuple": (lambda x, y: (x * y, [np.sum(x**3), y]), (X, 0.7)),
    "dict": (
        lambda p: {"a": p["w"] ** 2, ("b", 1): p["w"][0] * p["s"], "n": 3},
        ({"w": X, "s": 2.0},),
    ),
    "named tuple": (lambda x: Pair(x**2, np.exp(x)), (X,)),
    "dataclass": (lambda s: State(s.place * s.speed, s.speed**3), (State(X, 0.5),)),
    "object": (lambda o: Own(np.tanh(o.part) * o.part), (Own(X),)),
    "complex": (lambda z: z**3 * np.conj(z), (np.array([1.0 + 2.0j, -0.5j]),)),
    "complex of real": (lambda x: np.exp(1j * x) * x, (X,)),
    "scalar": (lambda x: np.sum(x**4), (X,)),
    "rank 0": (lambda x: np.array(np.sum(x**4)), (X,)),
    "rule": (lambda x: misruled(x) * x, (X,)),
}


@pytest.mark.parametrize("name", VALUES)
def test_second_order(name: str) -> None:
    fun, args = VALUES[name]
    s2s.check_grads(fun, *args, order=2, modes=("fwd", "rev"))


def test_third_order() -> None:
    s2s.check_grads(lambda x: x**4 * np.sum(x), X, order=3, modes=("fwd", "rev"), rtol=1e-4)


@pytest.mark.parametrize("mode", ["fwd", "rev"])
def test_a_wrong_second_derivative_is_seen(mode: str) -> None:
    @s2s.custom_vjp
    def cube(x: Any) -> Any:
        return x**3

    cube.defpartials(x="3 * np.square(s2s.stop_gradient(x))")
    with pytest.raises(AssertionError, match="order 1"):
        s2s.check_grads(lambda x: (cube(x), x), X, order=2, modes=(mode,))


def test_no_float_in_the_value() -> None:
    with pytest.raises(ValueError, match="holds no float"):
        s2s.testing.paired.paired(lambda x: "none", (1.0,), np.random.default_rng(0))

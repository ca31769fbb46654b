"""Each program with its arguments and its gradient by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.benchmarks import adjoints, programs


@dataclass(frozen=True)
class Case:
    """One program at one size.

    Attributes:
        name: what it is called on the command line.
        title: what it is called in the report.
        program: the name of the function in ``programs.py``.
        by_hand: its gradient with respect to ``argnums``: a tuple if there are several.
        arguments: where it is called.
        argnums: the positions of all arguments of floats.
        scalar: whether it is a loop over numbers.
    """

    name: str
    title: str
    program: str
    by_hand: Callable[..., Any]
    arguments: tuple[Any, ...]
    argnums: tuple[int, ...]
    scalar: bool = False

    @property
    def primal(self) -> Callable[..., Any]:
        """The program itself."""
        found: Callable[..., Any] = getattr(programs, self.program)
        return found


def _mlp(n: int, inputs: int, hidden: int, classes: int) -> tuple[Any, ...]:
    rng = np.random.default_rng(0)
    return (
        rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        rng.normal(size=hidden),
        rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        rng.normal(size=classes),
        rng.normal(size=(n, inputs)),
        rng.integers(classes, size=n),
    )


def _gmm(n: int, k: int) -> tuple[Any, ...]:
    rng = np.random.default_rng(0)
    d = programs.DIMENSION
    return (
        rng.normal(size=k),
        rng.normal(size=(k, d)),
        0.3 * rng.normal(size=(k, d * (d + 1) // 2)),
        rng.normal(size=(n, d)),
    )


def cases() -> list[Case]:
    """All of them, in the order of the report."""
    rng = np.random.default_rng(0)
    square = (rng.normal(size=(100, 100)), rng.normal(size=(100, 100)))
    x = rng.normal(size=1000)
    long = rng.normal(size=100_000)
    layers = (0, 1, 2, 3, 4)
    hand = adjoints
    return [
        Case("matrix", "`sum(a.T @ b + a @ b.T)`, 100x100", "matrix", hand.matrix, square, (0, 1)),
        Case(
            "scalar_loop",
            "`x = sin(x)*a + b`, 1000 times",
            "scalar_loop",
            hand.scalar_loop,
            (0.5, 0.9, 0.3),
            (0, 1, 2),
            True,
        ),
        Case("mlp_small", "MLP 32x20 -> 30 -> 10", "mlp", hand.mlp, _mlp(32, 20, 30, 10), layers),
        Case(
            "mlp_large",
            "MLP 128x784 -> 100 -> 10",
            "mlp",
            hand.mlp,
            _mlp(128, 784, 100, 10),
            layers,
        ),
        Case(
            "gmm",
            "Gaussian mixture, d=10, k=25, n=1000",
            "gmm",
            hand.gmm,
            _gmm(1000, 25),
            (0, 1, 2, 3),
        ),
        Case(
            "rosenbrock_array",
            "Rosenbrock, loop over an array, n=1000",
            "rosenbrock_loop",
            hand.rosenbrock_array,
            (x,),
            (0,),
            True,
        ),
        Case(
            "rosenbrock_list",
            "Rosenbrock, loop over a list, n=1000",
            "rosenbrock_loop",
            hand.rosenbrock_list,
            (x.tolist(),),
            (0,),
            True,
        ),
        Case(
            "rosenbrock_vector",
            "Rosenbrock, vectorised, n=100,000",
            "rosenbrock_vector",
            hand.rosenbrock_vector,
            (long,),
            (0,),
        ),
        Case(
            "heat_small", "Heat equation in place, n=100", "heat", hand.heat, (x[:100], 0.2), (0, 1)
        ),
        Case(
            "heat_large",
            "Heat equation in place, n=10,000",
            "heat",
            hand.heat,
            (long[:10_000], 0.2),
            (0, 1),
        ),
    ]

"""A Jacobian made outside and one of a local function, by a parameter of the same name: each has its own text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads
from s2s.written import written

cubes = s2s.jacobian(lambda x: x**3)
X = np.array([1.0, 2.0])


def outside(x: Any) -> Any:
    return np.sum(cubes(x) ** 2)


def local(x: Any) -> Any:
    scale = x[0]
    return np.sum(s2s.jacobian(lambda x: scale * x**3)(x) ** 2)


def outside_again(x: Any) -> Any:
    return 2.0 * np.sum(cubes(x) ** 2)


def both(x: Any) -> Any:
    return outside(x) + local(x) + outside_again(x)


def test_one_after_the_other() -> None:
    for fun in (outside, local, outside_again, both):
        check_grads(fun, X, modes=("rev", "fwd"))


@pytest.mark.parametrize("name", ["make_0", "columns", "part"])
def test_parameters_that_are_called_as_the_text_calls_its_own(name: str) -> None:
    text = f"def fun({name}):\n    return {name}['w'] ** 2\n"
    made = s2s.jacobian(written(text, "fun", f"<{name}>", {}))
    check_grads(lambda x: np.sum(made({"w": x})["w"] ** 2), X)

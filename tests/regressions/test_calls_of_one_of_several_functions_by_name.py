"""A branch for one of several functions called the variable again: the next derivative had to branch in it."""

from __future__ import annotations

from typing import Any

import numpy as np

import s2s
from tests.second_derivatives import check_every_mix

TABLE = {"sin": np.sin, "tanh": np.tanh, "square": lambda u: u**2}


def table(x: Any) -> Any:
    for function in TABLE.values():
        x = x * function(x)
    return np.sum(x)


def test_each_branch_calls_its_function() -> None:
    x = np.array([0.2, 0.5, -0.7, 0.3])
    check_every_mix(table, x, np.array([0.3, -0.7, 0.2, 0.5]))
    assert "= np.tanh(" in s2s.grad(table).source_for(x)
    text = s2s.hvp(table).source_for(x)
    assert text.count("rt.fingerprint") == 2
    assert "fingerprint_jvp" not in text


def test_a_method_is_called_by_its_object() -> None:
    def drawn(x: Any, spread: Any) -> Any:
        rng = np.random.default_rng(0)
        draw = rng.normal if spread else rng.uniform
        return np.sum(x * draw(size=3))

    for spread in (True, False):
        x = np.array([0.2, 0.5, -0.7])
        value, gradient = s2s.value_and_grad(drawn)(x, spread)
        assert value == drawn(x, spread)
        assert gradient @ x == value

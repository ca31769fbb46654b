"""Generated code reads what is outside in more steps than the user does; each step passed for all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.second_derivatives import check_every_mix

TABLE = {"w": np.array([1.0, 2.0, 3.0, 0.5]), "b": np.array([0.1, 0.2, 0.3, 0.4])}


def copied(x: Any) -> Any:
    p = {**TABLE, "x": x}
    p["w"] = p["w"] * x
    return np.sum(np.tanh(p["w"] * p["x"] + p["b"]))


def _squares(v: Any, scratch: Any = np.empty(4)) -> Any:  # noqa: B008
    np.multiply(v, v, out=scratch)
    return scratch.sum()


def _cubes(v: Any, *, scratch: Any = np.empty(4)) -> Any:  # noqa: B008
    scratch[:] = v
    scratch *= v * v
    return scratch.sum()


def scratch(x: Any) -> Any:
    return _squares(x) * _squares(np.sin(x)) + _cubes(x) * _cubes(2.0 * x)


@pytest.mark.parametrize("fun", [copied, scratch])
def test_second_derivatives(fun: Any) -> None:
    check_every_mix(fun, np.array([0.2, 0.5, -0.7, 0.3]), np.array([0.3, -0.7, 0.2, 0.5]))
    assert TABLE["w"].tolist() == [1.0, 2.0, 3.0, 0.5]

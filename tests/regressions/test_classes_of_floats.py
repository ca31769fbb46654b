"""A float of a class of its own crashed: generated code converted to a type that NumPy does not have."""

from __future__ import annotations

import enum
import types
from typing import Any

import numpy as np
import pytest

import s2s


class Meters(float):
    pass


class Half(float, enum.Enum):
    X = 0.5


ARGUMENTS = {
    "alone": Meters(2.0), "in a list": [1.0, Meters(2.0)], "in a dict": {"a": Meters(2.0)},
    "in an object": types.SimpleNamespace(a=Meters(2.0)), "in a tuple": ((1.0, Meters(2.0)), 2.0),
}  # fmt: skip


@pytest.mark.parametrize("name", ARGUMENTS)
@pytest.mark.parametrize("transform", ["grad", "jacobian", "hessian"])
def test_refused(transform: str, name: str) -> None:
    with pytest.raises(s2s.S2SError, match="a Meters is a number of its own"):
        getattr(s2s, transform)(lambda d: 2.0)(ARGUMENTS[name])


def test_member_that_is_a_float() -> None:
    def program(pair: Any) -> Any:
        return pair[0] * pair[1]

    with pytest.raises(s2s.S2SError, match="a Half is a number of its own"):
        s2s.grad(program)([2.0, Half.X])
    assert s2s.grad(lambda x, h: x * h)(2.0, Half.X) == 0.5
    assert s2s.grad(lambda x, h: x * h)(np.float64(2.0), Meters(3.0)) == 3.0

"""`jacobian` and `linearize` called the function on the user's own arguments, into which it may write.

The derivative of `linearize` was then that at another point.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

import s2s


class Box:
    def __init__(self, size: Any) -> None:
        self.size = size

    def __repr__(self) -> str:
        return f"Box({self.size})"


def in_an_object(box):
    box.size = box.size * 2.0
    return box.size**2


def in_a_list(items):
    items[0] = items[0] * 2.0
    items.append(1.0)
    return items[0] ** 2


def in_an_array(x):
    x *= 2.0
    return x**2


def in_a_dict(table):
    table["k"] *= 2.0
    return np.sum(table["k"] ** 2)


def then_raises(x):
    x[0] = 99.0
    if x.size > 1:
        raise ValueError("no")
    return x


PROGRAMS = [
    (in_an_object, Box(3.0)), (in_a_list, [3.0]), (in_an_array, np.ones(2)),
    (in_a_dict, {"k": np.ones(2)}), (then_raises, np.ones(2)),
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["jacobian", "hessian", "jacfwd", "jacrev", "linearize", "grad", "jvp", "vjp"]
)
@pytest.mark.parametrize(("program", "given"), PROGRAMS, ids=[f.__name__ for f, _ in PROGRAMS])
def test_arguments(program, given: Any, name: str) -> None:
    mine = copy.deepcopy(given)
    try:
        if name in ("linearize", "vjp"):
            getattr(s2s, name)(program, mine)
        elif name == "jvp":
            s2s.jvp(program, (mine,), (copy.deepcopy(given),))
        else:
            getattr(s2s, name)(program)(mine)
    except (ValueError, TypeError, s2s.S2SError):
        pass  # it raises, or has no number for its value
    assert repr(mine) == repr(given)


def test_the_point_of_linearize() -> None:
    y, push = s2s.linearize(in_an_array, np.ones(2))
    assert np.array_equal(y, [4.0, 4.0])
    assert np.array_equal(push(np.ones(2)), [8.0, 8.0])
    box = Box(3.0)
    y, push = s2s.linearize(in_an_object, box)
    assert (y, push(Box(1.0)), box.size) == (36.0, 24.0, 3.0)

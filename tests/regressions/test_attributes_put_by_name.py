"""An attribute that was put into `__dict__`, updated in place, was taken for a number: the array was not overwritten."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.errors import KindError


class Box:
    pass


def kept(x, w):
    box = Box()
    box.__dict__["v"] = w
    box.v *= 2
    return x[0] * w[0] + x[1]


def kept_by_a_second_name(x, w):
    box = Box()
    inner = box.__dict__
    inner["v"] = w
    box.v += 1.0
    return x[0] * w[0] + x[1]


def counted(x, w):
    box = Box()
    box.__dict__["n"] = 3
    box.n += 1
    return x[0] * w[0] + x[1]


X, W = np.array([1.0, 2.0]), np.array([3.0, 4.0])


@pytest.mark.parametrize("fun", [kept, kept_by_a_second_name])
def test_refused(fun: Any) -> None:
    with pytest.raises(KindError, match="overwrites an array in place"):
        s2s.grad(fun)(X, W)


def test_numbers_may_be() -> None:
    value, gradient = s2s.value_and_grad(counted)(X, W)
    assert value == counted(X, W)
    np.testing.assert_array_equal(gradient, [3.0, 1.0])

"""One array passed as two arguments, one of which is written into: the other saw nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s


def scaled(x, y):
    x *= 2.0
    return np.sum(x * y)


def extended(xs, ys):
    xs.append(2.0)
    return sum(ys) * xs[0]


class Box:
    def __init__(self, a):
        self.a = a


def doubled(first, second):
    first.a = first.a * 2.0
    return first.a * second.a


def inside(x, parts):
    x *= 2.0
    return np.sum(x * parts["a"][0])


A = np.arange(1.0, 5.0)
ITEMS = [1.0, 2.0]
BOX = Box(3.0)
SHARED = [(scaled, A, A), (scaled, A[1:], A[:-1]), (extended, ITEMS, ITEMS), (doubled, BOX, BOX),
          (inside, A, {"a": (A[:],)})]  # fmt: skip


@pytest.mark.parametrize("transform", [s2s.grad, s2s.value_and_grad])
@pytest.mark.parametrize("fun, first, second", SHARED)
def test_refused(transform: Callable[..., Any], fun: Any, first: Any, second: Any) -> None:
    with pytest.raises(s2s.S2SError, match="shares memory"):
        transform(fun, argnums=(0, 1))(first, second)


def test_refused_by_the_others() -> None:
    with pytest.raises(s2s.S2SError, match="shares memory"):
        s2s.vjp(scaled, A, A)
    with pytest.raises(s2s.S2SError, match="shares memory"):
        s2s.jvp(scaled, (A, A), (A, A))


def test_parts_of_one_array_that_do_not_meet() -> None:
    gradient = s2s.grad(scaled, argnums=(0, 1))
    np.testing.assert_array_equal(gradient(A[::2], A[1::2])[0], [4.0, 8.0])
    np.testing.assert_array_equal(gradient(A[:2], A[2:])[1], [2.0, 4.0])
    assert s2s.hessian(scaled)(A[:2], A[2:]).tolist() == [[0.0, 0.0], [0.0, 0.0]]

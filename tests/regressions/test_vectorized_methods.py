"""``np.vectorize`` of a method, or of a lambda that calls one, of an object that varies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads

X = np.array([1.0, -1.0, 2.0])


class Kernel:
    def __init__(self, scale: Any) -> None:
        self.scale = scale

    def at(self, x: Any) -> Any:
        return self.scale * x**2 if x > 0 else 0.0

    def by_lambda(self, xs: Any) -> Any:
        return np.sum(np.vectorize(lambda x: self.at(x))(xs))

    def by_method(self, xs: Any) -> Any:
        return np.sum(np.vectorize(self.at)(xs) ** 2)


def outside(scale: Any) -> Any:
    kernel = Kernel(scale)
    return np.sum(np.vectorize(kernel.at)(X * scale))


PROGRAMS = (lambda a: Kernel(a).by_lambda(X), lambda a: Kernel(a).by_method(X * a), outside)


@pytest.mark.parametrize("fun", PROGRAMS)
def test_both_modes(fun: Callable[..., Any]) -> None:
    check_grads(fun, 2.0, modes=("rev", "fwd"))


def test_how_many_keywords_there_are_is_known() -> None:
    def scaled(x: Any, **words: Any) -> Any:
        count = len(words)
        return x * count if count > 0 else x * 5.0

    assert s2s.grad(scaled)(2.0) == 5.0
    assert s2s.grad(lambda x: scaled(x, a=1, b=2))(2.0) == 2.0


def test_a_dict_that_grows_meanwhile() -> None:
    def fun(x: Any) -> Any:
        table = {"a": x}

        def put() -> None:
            table["b"] = x * 2.0

        before = len(table)
        put()
        return x * len(table) + before

    assert s2s.value_and_grad(fun)(2.0) == (5.0, 2.0)

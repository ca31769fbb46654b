"""Helpers with the same text and other defaults: a derivative made with one does not serve the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import s2s

WEIGHTS = np.array([1.0, 2.0, 3.0])


def scaled_by(factor):
    def helper(x, k=factor):
        return x * x * k

    return helper


def scaled_by_word(factor):
    def helper(x, *, k=factor):
        return x * x * k

    return helper


def reduced_by(reduction):
    def helper(x, r=reduction):
        return r(x * WEIGHTS)

    return helper


def named_by(name):
    def helper(x, how=name):
        return x * x if how == "square" else x

    return helper


def called_with(helper):
    return lambda x: helper(x)


def gradient_of(helper):
    return lambda x: s2s.grad(helper)(x) + helper(x)


def tangent_of(helper):
    return lambda x: s2s.jvp(helper, (x,), (1.0,))[1] + helper(x)


@pytest.mark.parametrize(
    ("make", "choices"),
    [
        (scaled_by, (1.0, 2.0, np.float64(3.0), 4)),
        (scaled_by_word, (1.0, 2.0)),
        (reduced_by, (np.sum, np.prod, np.max)),
        (named_by, ("square", "line")),
    ],
)
@pytest.mark.parametrize("around", [called_with, gradient_of, tangent_of])
def test_closed_over(around: Callable[..., Any], make: Callable[..., Any], choices: Any) -> None:
    for choice in choices:
        fun = around(make(choice))
        expected = (fun(0.7 + 1e-5) - fun(0.7 - 1e-5)) / 2e-5
        assert s2s.grad(fun)(0.7) == pytest.approx(expected, rel=1e-7)


def test_as_an_argument() -> None:
    gradient = s2s.grad(lambda helper, x: helper(x), argnums=1)
    assert [gradient(scaled_by(k), 1.0) for k in (1.0, 2.0, 1.0)] == [2.0, 4.0, 2.0]


helper = scaled_by(1.0)


def by_a_global(x):
    return helper(x)


def test_under_a_name_that_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    gradient = s2s.grad(by_a_global)
    assert gradient(1.0) == 2.0
    monkeypatch.setitem(globals(), "helper", scaled_by(5.0))
    assert gradient(1.0) == 10.0
    assert s2s.grad(by_a_global)(1.0) == 10.0

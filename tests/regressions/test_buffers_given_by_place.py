"""Results that are written into an array that is given by its place, not as ``out=``."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s.testing import check

X = np.random.default_rng(0).normal(size=(3, 4))
W = np.random.default_rng(1).normal(size=(3, 4))


def methods(x):
    a, b, c = np.zeros((1, 4)), np.zeros(3), np.zeros((3, 3))
    x.sum(0, None, a, True)
    x.max(1, b)
    x.dot(W.T, c)
    return np.sum(a**2) + np.sum(b**2) + np.sum(c**3)


def more_methods(x):
    a, b, c, d = np.zeros(4), np.zeros((3, 1)), np.zeros((3, 4)), np.zeros(2)
    x.mean(0, None, a)
    x.std(1, None, b, 1, keepdims=True)
    x.cumsum(1, None, c)
    x.take([0, 5], None, d, "wrap")
    return np.sum(a**2) + np.sum(b**2) + np.sum(c**2) + np.sum(d**2)


def rest_of_the_methods(x):
    a, b, c = np.zeros((3, 4)), np.zeros((2, 4)), np.zeros(())
    x.clip(-0.5, 0.5, a)
    x.compress([True, False, True], 0, b)
    x.trace(0, 0, 1, None, c)
    place = np.zeros(3, int)
    x.argmax(1, place)
    return np.sum(a * W) + np.sum(b**2) + c**2 + np.sum(x[np.arange(3), place] ** 2)


def used_as_well(x):
    a = np.zeros(3)
    b = x.prod(1, None, a)
    return np.sum(a**2) + np.sum(b**3)


def functions(x):
    a, b, c = np.zeros((3, 4)), np.zeros((1, 4)), np.zeros((3, 3))
    np.clip(x, -0.5, 0.5, a)
    np.sum(x, 0, None, b, True)
    np.dot(x, W.T, c)
    return np.sum(a * W) + np.sum(b**2) + np.sum(c**2)


def accumulated(x):
    a, b = np.zeros((3, 4)), np.zeros(4)
    np.add.accumulate(x, 0, None, a)
    np.multiply.reduce(x, 0, None, b)
    return np.sum(a**2) + np.sum(b**2)


@pytest.mark.parametrize(
    "program",
    [methods, more_methods, rest_of_the_methods, used_as_well, functions, accumulated],
)
def test_program(program: Any) -> None:
    check(program, X)


def test_trace_of_axes_in_turn() -> None:
    check(lambda x: x.trace(-1, 1, 0) ** 2 + np.trace(x, 1, axis1=-1, axis2=0) ** 2, X)

"""`o[1] *= 2` of an array of objects made a new array: what other names show, and the value, was wrong."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([1.0, 2.0, 3.0])


def shared_by_items(x, w):
    held = np.empty(2, object)
    held[0] = x.copy()
    held[1] = held[0][1:]
    held[1] *= 2
    return held[0].sum() * w


def seen_by_a_name(x, w):
    held = np.array([x.copy(), x[:2] * 1], dtype=object)
    first = held[0]
    held[0] *= 2
    return first.sum() * w


def the_argument(x, w):
    held = np.empty(2, object)
    held[:] = [x, None]
    held[0] *= 2
    return x.sum() * w


def by_its_item(x, w):
    held = np.empty(1, object)
    held[0] = x
    held[0][1] = 7.0
    return x.sum() * w


@pytest.mark.parametrize("fun", [shared_by_items, seen_by_a_name, the_argument, by_its_item])
def test_values(fun) -> None:
    expected, x = fun(X.copy(), 0.5), X.copy()
    value, gradient = s2s.value_and_grad(fun, argnums=1)(x, 0.5)
    assert value == expected
    assert gradient == pytest.approx(expected / 0.5)
    np.testing.assert_array_equal(x, X)
    assert s2s.jvp(fun, (x, 0.5), (None, 1.0))[1] == pytest.approx(expected / 0.5)

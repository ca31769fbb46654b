"""An array that had been updated in place was not stored where it was put afterwards."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

V = np.array([1.0, 2.0, 3.5])


class Box:
    def __init__(self, s, v):
        self.s = s
        self.v = v


def attribute(x, v):
    v -= v[2]
    box = Box(x, v * 2.0)
    box.v = v
    return np.sum(v) * box.v[0]


def attribute_of_another_object(x, v):
    first, second = Box(x, v), Box(x, v * 2.0)
    first.v *= x
    second.v = first.v
    second.v[0] = x
    return np.sum(first.v) * second.v[1]


def attribute_of_a_name_that_means_another_object(x, v):
    box, other = Box(x, v), Box(x, v * 2.0)
    w = box.v
    w *= x
    box = other
    box.v = w
    return np.sum(v) * box.v[0]


def attribute_that_was_replaced(x, v):
    box = Box(x, v)
    w = box.v
    box.v = v * 3.0
    w *= x
    box.v = w
    return np.sum(v) * box.v[0]


def item_of_a_list(x, v):
    q = [v * 2.0, v]
    v *= x
    q[0] = v
    v[1] = x
    return np.sum(q[0]) * q[1][2]


def entry_of_a_dict(x, v):
    d = {"a": v * 2.0}
    v += x
    d["a"] = v
    d["a"] *= x
    return np.sum(v) * d["a"][0]


def put_back(x, v):
    box, q = Box(x, v), [v * 1.0]
    box.v *= x
    q[0] += box.v
    return np.sum(v) * q[0][1]


@pytest.mark.parametrize(
    "fun",
    [
        attribute,
        attribute_of_another_object,
        attribute_of_a_name_that_means_another_object,
        attribute_that_was_replaced,
        item_of_a_list,
        entry_of_a_dict,
        put_back,
    ],
)
def test_store(fun) -> None:
    check(fun, 0.5, V)

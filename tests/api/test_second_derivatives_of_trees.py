"""Hessians of functions of dicts, lists and tuples."""

from __future__ import annotations

import collections
from typing import Any, NamedTuple

import numpy as np
import pytest

import s2s

V = np.array([1.0, 2.0, 3.0])


class Pair(NamedTuple):
    w: Any
    b: Any


def of_dict(p):
    return np.sum(p["w"] ** 2) * p["b"] ** 2


def of_sequence(p):
    return np.sum(p[0] ** 2) * p[1] ** 2


def of_fields(p):
    return np.sum(p.w**2) * p.b**2


@pytest.mark.parametrize(
    ("fun", "point", "along", "key"),
    [
        (of_dict, {"w": V, "b": 2.0}, {"w": V, "b": 1.0}, "w"),
        (of_dict, collections.OrderedDict(w=V, b=2.0), collections.OrderedDict(w=V, b=1.0), "w"),
        (of_sequence, [V, 2.0], [V, 1.0], 0),
        (of_sequence, (V, 2.0), (V, 1.0), 0),
        (of_fields, Pair(V, 2.0), Pair(V, 1.0), 0),
    ],
)
def test_second_derivatives(fun: Any, point: Any, along: Any, key: Any) -> None:
    product = s2s.hvp(fun)(point, along)
    assert type(product) is type(point)
    np.testing.assert_allclose(product[key], 2 * 4 * V + 8 * V)
    np.testing.assert_allclose(s2s.hessian(fun)(point)[key][key], 8 * np.eye(3))

"""A method that nothing is known of, called on an active value, gave a silent zero."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import pytest

import s2s
from s2s.testing import check


class Lazy:
    def __init__(self, w):
        self.w = w

    @cached_property
    def norm(self):
        return np.sum(self.w**2)


def negated(x):
    return np.sum(x.__neg__()) + x[0]


def last_item(x):
    return {"a": x[0]}.popitem()[1]


def members(x):
    return np.sum(Lazy(x).__dict__["w"]) + x[0]


def in_a_set(x):
    return max({x[0], x[1]})


def in_a_set_comprehension(x):
    return sum({v * v for v in x})


def as_a_key(x):
    table = {}
    for v in x:
        table[v] = v * v
    return sum(key * value for key, value in table.items())


def as_a_key_of_a_display(x):
    return max({x[0]: 1.0, x[1]: 2.0})


def objects(x):
    return x.astype(object).sum()


def cached(x):
    return Lazy(x).norm


REFUSED = [
    lambda x: [x[0], x[1]].__getitem__(0),
    lambda x: x.__getitem__(0),
    negated, members, in_a_set, in_a_set_comprehension, as_a_key, as_a_key_of_a_display,
    objects,
]  # fmt: skip


def test_property_that_is_kept() -> None:
    check(cached, np.array([0.5, -1.2, 2.0]))


@pytest.mark.parametrize("program", REFUSED)
def test_refused(program: Callable[[np.ndarray], float]) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(program)(np.array([0.3, 0.7]))


def test_arrays_of_objects_are_no_arguments() -> None:
    with pytest.raises(s2s.S2SError, match="dtype object"):
        s2s.grad(np.sum)(np.array([0.3, 0.7], object))


def test_methods_that_are_flat_stay_passive() -> None:
    def program(x):
        return x[0] * float(x[1]).is_integer() + x[1] * [0.3, x[0]].count(0.3)

    assert s2s.grad(program)(np.array([0.3, 0.7])).tolist() == [0.0, 2.0]


def test_last_item_of_a_dict() -> None:
    np.testing.assert_allclose(s2s.grad(last_item)(np.array([0.3, 0.7])), [1.0, 0.0])

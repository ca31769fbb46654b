"""A write of an active value into a dict, class or object of the module said nothing of the module."""

from __future__ import annotations

import types

import numpy as np
import pytest

import s2s

TABLE: dict = {}
NUMBERS = [2.0]
HELD = types.SimpleNamespace(v=1.0)
X = np.array([0.5, 2.0])


class Settings:
    total = 0.0
    table: dict = {}


def item_of_a_dict(x):
    TABLE["a"] = x[0]
    return TABLE["a"] * x[1]


def update_of_a_dict(x):
    TABLE.update(a=x[0])
    return TABLE["a"]


def item_of_a_list(x):
    NUMBERS[0] += x[0]
    return NUMBERS[0]


def attribute_of_a_class(x):
    Settings.total = Settings.total + x[0]
    return Settings.total


def dict_of_a_class(x):
    Settings.table["a"] = x[0]
    return Settings.table["a"]


def attribute_of_an_object(x):
    HELD.v = x[0]
    return HELD.v * 2.0


def attribute_set_by_name(x):
    setattr(HELD, "v", x[0])  # noqa: B010
    return HELD.v


def attribute_of_a_function(x):
    item_of_a_list.cache = x[0]
    return item_of_a_list.cache * x[1]


@pytest.mark.parametrize(
    "fun",
    [
        item_of_a_dict, update_of_a_dict, item_of_a_list, attribute_of_a_class, dict_of_a_class,
        attribute_of_an_object, attribute_set_by_name, attribute_of_a_function,
    ],
)  # fmt: skip
def test_it_is_said_what_is_written_into(fun):
    for derivative in (s2s.grad(fun), lambda x: s2s.jvp(fun, (x,), (x,))):
        with pytest.raises(s2s.MutationError, match="from outside of the function") as caught:
            derivative(X)
        assert "pass it to the function as an argument" in str(caught.value)
    assert (TABLE, NUMBERS, vars(HELD), Settings.total) == ({}, [2.0], {"v": 1.0}, 0.0)
    assert not hasattr(item_of_a_list, "cache") and not Settings.table

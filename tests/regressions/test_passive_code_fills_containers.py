"""What passive code puts into dicts and objects was not seen: what read it gave a silent zero."""

from __future__ import annotations

import json

import numpy as np
import pytest

import s2s
from s2s.testing import check

V = np.array([0.4, 0.5, -0.6])


class Empty:
    pass


def put(table, key):
    table[key] = 2.0


def union_in_place(x, v):
    table = {}
    table |= {"c": 2.0}
    return np.sum(x * table["c"] * v)


def union_of_mixed_values(x, v):
    table = {"a": 1.0, "b": np.ones(3)}
    table |= {"c": 2.0}
    return np.sum(x * table["c"] * v)


def helper(x, v):
    table = {"a": 1.0, "b": np.ones(3)}
    put(table, "c")
    return np.sum(x * table["c"] * v)


def unknown_function(x, v):
    table = {"a": 1.0, "b": np.ones(3)}
    dict.__setitem__(table, "c", 2.0)
    return np.sum(x * table["c"] * v)


def from_a_file(x, v):
    table = {"a": 1.0, "b": np.ones(3)}
    table.update(json.loads('{"c": 2.0}'), d=3.0)
    return np.sum(x * table["c"] * v) * table["d"]


def default(x, v):
    table = {"a": 1.0, "b": np.ones(3)}
    table.setdefault("c", 2.0)
    return np.sum(x * table["c"] * v) * table.setdefault("d", 3.0) * table["d"]


def named_attribute(x, v):
    obj = Empty()
    setattr(obj, "scale", 2.0)  # noqa: B010
    setattr(obj, "gain", x)  # noqa: B010
    return np.sum(obj.scale * x * v) * getattr(obj, "gain")  # noqa: B009


@pytest.mark.parametrize(
    "fun",
    [
        union_in_place,
        union_of_mixed_values,
        helper,
        unknown_function,
        from_a_file,
        default,
        named_attribute,
    ],
)
def test_what_was_put_there_is_read(fun) -> None:
    check(fun, 0.5, V)


def past_the_object(x, v):
    obj = Empty()
    obj.__dict__.update(scale=2.0)
    return np.sum(x * obj.scale * v)


def test_what_was_never_seen_to_be_set_is_an_error() -> None:
    with pytest.raises(s2s.UnsupportedError, match="does not know what this reads"):
        s2s.grad(past_the_object)(0.5, V)

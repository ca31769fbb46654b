"""A cotangent was taken for one that had been added, where both were the same object."""

from __future__ import annotations

import pytest

from s2s.runtime import accumulate
from s2s.testing import check


def list_item(x, y):
    q = [y, x]
    q[0] += sum(q)
    return q[0] + y


def dict_entry(x, y):
    d = {"a": y, "b": x}
    d["a"] += sum(d.values())
    return d["a"] + y


def list_in_a_loop(x, y):
    q = [y, x, y]
    for i in range(3):
        q[i] += sum(q) * q[i - 1]
    return q[0] + q[2]


@pytest.mark.parametrize("fun", [list_item, dict_entry, list_in_a_loop])
def test_item_is_updated_by_a_sum_over_its_container(fun) -> None:
    check(fun, 0.5, 0.7)


def test_the_same_number_is_added() -> None:
    one = 1.0
    shadow = [one, 2.0]
    accumulate(shadow, [one, one])
    assert shadow == [2.0, 3.0]

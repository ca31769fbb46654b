"""An argument that is written into and is a global, or closed over, too: an error, never a part."""

from __future__ import annotations

import sys
import types

import numpy as np
import pytest

import s2s

TABLE = np.array([1.0, 2.0, 3.0])
GROUP = {"a": TABLE}
sys.modules["s2s_test_tables"] = types.ModuleType("s2s_test_tables")
sys.modules["s2s_test_tables"].TABLE = TABLE


class Holder:
    def __init__(self, a):
        self.a = a


HOLDER = Holder(TABLE)


def read(x):
    x *= 2.0
    return np.sum(x * TABLE)


def part_written(x):
    x[1:] *= 2.0
    return np.sum(x * TABLE[0])


def in_a_dict(x):
    x *= 2.0
    return np.sum(x * GROUP["a"])


def in_an_object(x):
    x *= 2.0
    return np.sum(x * HOLDER.a)


def weighted(x):
    return np.sum(x * TABLE)


def by_a_helper(x):
    x *= 2.0
    return weighted(x)


def factor():
    return TABLE[0]


def by_a_passive_helper(x):
    x *= 2.0
    return np.sum(x) * factor()


def by_a_default(x, y=TABLE):
    x *= 2.0
    return np.sum(x * y)


def global_written(x):
    TABLE[:] = TABLE * 2.0
    return np.sum(x * TABLE)


def imported_inside(x):
    import s2s_test_tables as here

    x *= 2.0
    return np.sum(x * here.TABLE)


def closing_over(table):
    def fun(x):
        x *= 2.0
        return np.sum(x * table)

    return fun


def closing_over_two(first, second):
    def fun(x):
        first[:] = x * 2.0
        return np.sum(x * first) + np.sum(second)

    return fun


def untouched(x):
    return np.sum(x * TABLE) ** 2


@pytest.mark.parametrize(
    "fun",
    [
        read, part_written, in_a_dict, in_an_object, by_a_helper, by_a_passive_helper,
        by_a_default, global_written, imported_inside, closing_over(TABLE),
    ],
)  # fmt: skip
def test_error(fun) -> None:
    before = TABLE.copy()
    for given in (TABLE, TABLE[:]):
        with pytest.raises(s2s.S2SError, match="pass a copy"):
            s2s.grad(fun)(given)
        with pytest.raises(s2s.S2SError, match="pass a copy"):
            s2s.jvp(fun, (given,), (np.ones(3),))
        with pytest.raises(s2s.S2SError, match="pass a copy"):
            s2s.linearize(fun, given)
    np.testing.assert_array_equal(TABLE, before)


def test_two_closed_over_variables_of_one_array() -> None:
    one = np.ones(3)
    with pytest.raises(s2s.S2SError, match="pass a copy"):
        s2s.grad(closing_over_two(one, one))(np.ones(3))
    found = s2s.grad(closing_over_two(np.ones(3), np.ones(3)))(np.ones(3))
    np.testing.assert_allclose(found, 4.0 * np.ones(3))


def test_a_copy_is_right() -> None:
    np.testing.assert_allclose(s2s.grad(read)(TABLE.copy()), 2.0 * TABLE)
    np.testing.assert_allclose(s2s.grad(by_a_helper)(TABLE.copy()), 2.0 * TABLE)


def test_what_writes_nothing_has_no_check() -> None:
    assert "apart" not in s2s.grad(untouched).source_for(TABLE)
    np.testing.assert_allclose(s2s.grad(untouched)(TABLE), 28.0 * TABLE)

"""A property that writes into an object without active parts, read and not used: it was dropped."""

from __future__ import annotations

import pytest

import s2s
from s2s.testing import check_grads


class Counted:
    def __init__(self):
        self.reads, self.log, self._cache = 0, [], {}

    @property
    def two(self):
        self.reads += 1
        return 2.0

    @property
    def logged(self):
        self.log.append(1.0)
        return self.log[-1]

    @property
    def kept(self):
        if "k" not in self._cache:
            self._cache["k"] = 5.0
        return self._cache["k"]


class CountedTwice(Counted):
    @property
    def two(self):
        self.reads += 2
        return super().two


def statement(x):
    c = Counted()
    c.two
    c.two
    return x * c.reads


def unused_name(x):
    c = Counted()
    c.logged
    last = c.logged
    return x * len(c.log) * (last > 0)


def by_inheritance(x):
    c = CountedTwice()
    c.two
    return x * c.reads


def in_a_loop_condition(x):
    c = Counted()
    s = 0.0
    while c.two * c.reads < 9:
        s += x
    return s * c.reads


def look(c):
    c.two


def in_a_helper(x):
    c = Counted()
    look(c)
    look(c)
    return x * c.reads


def fills_a_cache(x):
    c = Counted()
    c.kept
    c._cache["k"] *= 2
    return x * c.kept


def by_getattr_in_a_test(x):
    c = Counted()
    if getattr(c, "two") > 1:  # noqa: B009
        x = x * 2
    return x * c.reads


PROGRAMS = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__ and hasattr(value, "__code__")
]
PROGRAMS.remove(look)


@pytest.mark.parametrize("fun", PROGRAMS, ids=lambda fun: fun.__name__)
def test_both_modes(fun) -> None:
    check_grads(fun, 0.6, modes=("fwd", "rev"))
    assert s2s.value_and_grad(fun)(0.6)[0] == pytest.approx(fun(0.6))


def asks_whether_it_is_there(x):
    c = Counted()
    return x * c.reads if hasattr(c, "two") else x


def test_hasattr_that_writes_is_refused() -> None:
    with pytest.raises(s2s.UnsupportedError, match="`two`, which `hasattr` reads"):
        s2s.grad(asks_whether_it_is_there)(0.6)

"""``v = d.values()`` of a dict that is empty then shows what is put into it later: the gradient was lost."""

from __future__ import annotations

import pytest

from s2s.testing import check


def values(x):
    d = {}
    v = d.values()
    d["a"] = x * x
    return sum(v) + x


def items(x):
    d = {}
    v = d.items()
    d["a"] = x * x
    return sum(b for _, b in v) + x


def keys(x):
    d = {}
    v = d.keys()
    d["a"] = x * x
    return sum(d[a] for a in v) + x * len(v)


def greatest(x):
    d = dict()
    v = d.values()
    for i in range(3):
        d[i] = x**i
    return sum(v) * x + max(v)


def whole_number(x):
    d = {"b": 0}
    v = d.values()
    d["b"] = x * x
    return sum(v) + x


@pytest.mark.parametrize("fun", [values, items, keys, greatest, whole_number])
def test_views(fun) -> None:
    check(fun, 0.6)

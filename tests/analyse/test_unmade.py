"""Why s2s does not make the objects of a class."""

from __future__ import annotations

import pytest

import s2s
from s2s.analyse.unmade import unmade


class Registers:
    def __init__(self, x):
        self.x = x

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)


class Bunch(dict):
    __getattr__ = dict.__getitem__


class Looks:
    def __getattr__(self, name):
        return 1.0


class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class OfMeta(metaclass=Meta):
    def __init__(self, x):
        self.x = x


class News:
    def __new__(cls, x):
        new = super().__new__(cls)
        new.x = x
        return new


@pytest.mark.parametrize(
    ("cls", "why"),
    [
        (Registers, "`__setattr__` of its own"),
        (Looks, "`__getattr__` of its own"),
        (Bunch, "is a `dict` with more to it"),
        (OfMeta, "by its metaclass, `Meta`"),
        (News, "`__new__` of its own"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_reason(cls, why) -> None:
    assert why in unmade(cls)[0]
    with pytest.raises(s2s.NoRuleError, match=why):
        s2s.grad(lambda x: cls(x).x)(1.0)

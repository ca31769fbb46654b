"""A descriptor's `__set__` and a class's `__getattribute__` were passed over: a wrong gradient."""

from __future__ import annotations

import pytest

import s2s


class Squared:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, value * value)


class Described:
    w = Squared()

    def __init__(self, w):
        self.w = w


class Hooked:
    def __init__(self, w):
        self.w = w

    def __getattribute__(self, name):
        value = object.__getattribute__(self, name)
        return value * value if name == "w" else value


@pytest.mark.parametrize("cls", [Described, Hooked])
def test_refused(cls) -> None:
    with pytest.raises(s2s.UnsupportedError, match="cannot follow the attribute `w`"):
        s2s.grad(lambda x: cls(x).w * x)(0.7)


@pytest.mark.parametrize("cls", [Described, Hooked])
def test_refused_in_an_argument(cls) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(lambda model, x: model.w * x)(cls(2.0), 0.7)

"""`obj.array = q` in a program made `np.array` unknown; objects that answer anything were taken apart."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


class Quaternion:
    def __new__(cls, parts):
        made = object.__new__(cls)
        made.array = np.array(parts)
        return made


def carried(x):
    held = types_of(np.array([x, 2.0]))
    return np.sum(np.exp(held.array) * held.exp)


class Box:
    pass


def types_of(parts):
    box = Box()
    box.array = np.array(parts)
    box.exp = 3.0
    return box


def beside(x):
    unit = Quaternion([1.0, 0.0])
    return np.sum(np.array([x, x * x]) * unit.array)


class Anything:
    __slots__ = ()

    def __getattr__(self, name):
        return self


LOCK = Anything()


def guarded(x):
    LOCK.acquire  # noqa: B018
    return x * x


@pytest.mark.parametrize("fun", [carried, beside, guarded])
def test_gradients(fun) -> None:
    check_grads(fun, 0.7)


def patching(x):
    import numpy as library

    library.exp = np.sin
    return np.exp(x)


def patching_by_a_global(x):
    np.exp = np.sin
    return np.exp(x)


@pytest.mark.parametrize("fun", [patching, patching_by_a_global])
def test_what_a_program_assigns_in_a_library_is_unknown(fun) -> None:
    exp = np.exp
    try:
        with pytest.raises(s2s.S2SError):
            s2s.grad(fun)(0.7)
    finally:
        np.exp = exp

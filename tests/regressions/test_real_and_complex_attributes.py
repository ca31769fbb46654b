"""An attribute that is a real array in one object and a complex one in another: the shadow of the real one is real."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


class Field:
    def __init__(self, v):
        self.v = v


def one_after_the_other(x):
    field = Field(x * 1.0)
    total = np.sum(field.v)
    field.v = field.v * 1j
    return np.real(total) + np.sum(np.abs(field.v) ** 2)


def filled(x):
    a, b = Field(np.zeros(3)), Field(np.zeros(3, complex))
    a.v[:] = x * 2
    b.v[:] = np.exp(1j * x)
    return np.sum(np.abs(a.v * b.v + 1) ** 2)


def with_out(x):
    a, b = Field(np.zeros(3)), Field(np.zeros(3, complex))
    np.multiply(x, 2, out=a.v)
    b.v += x * 1j
    np.add.at(a.v, [0, 0], x[:2])
    return np.sum(np.abs(a.v * b.v + 1) ** 2)


def asked(x):
    a, b = Field(x * 1.0), Field(x * 1j)
    total = 0.0
    for field in (a, b):
        total += np.sum(np.abs(field.v)) * (2.0 if np.iscomplexobj(field.v) else 3.0)
    return total


@pytest.mark.parametrize("program", [one_after_the_other, filled, with_out, asked])
def test_derivatives_are_right(program) -> None:
    check(program, np.array([1.0, 2.0, 3.0]))


def of_rank_zero(x, n):
    y = np.squeeze(x[:n].copy())
    z = y
    y += x[1]
    return np.sum(z * y)


def test_an_array_of_rank_zero_is_overwritten_too() -> None:
    """Its other names saw nothing of it: the gradient was [4, 1, 0] instead of [6, 6, 0]."""
    with pytest.raises(s2s.S2SError, match="overwrites an array in place"):
        s2s.grad(of_rank_zero)(np.array([1.0, 2.0, 3.0]), 1)

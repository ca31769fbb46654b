"""Arrays of rank 0 indexed by a flag were refused where written, and read they got all of an adjoint, though the flag was off."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


def filled(x, y):
    x, y = np.asarray(x), np.asarray(y)
    r = np.sqrt(x**2 + y**2)
    angle = np.empty_like(r)
    bad = np.isclose(r, 0.0)
    angle[~bad] = np.arctan(x[~bad] / r[~bad])
    angle[~bad] += x[~bad] * 2
    angle[bad] = 0.0
    return angle


def by_sign(x, y):
    x = np.asarray(x)
    up = x > 0
    out = x.copy()
    out[up] = x[up] ** 2 * y
    out[up] *= x[up]
    out[~up] = -3 * x[~up]
    return out


def by_a_flag_of_the_whole(x, y):
    up = np.sum(x) > 0
    z = np.asarray(x) * y
    z[up] = z[up] ** 2
    return z


@pytest.mark.parametrize("x", [1.5, -1.5, np.array(1.5), np.array(-0.5), np.array([1.0, -0.4])])
@pytest.mark.parametrize("fun", [filled, by_sign])
def test_rank_0_or_1(fun, x) -> None:
    check(fun, x, 0.6)


@pytest.mark.parametrize("x", [np.array([1.0, -0.4]), np.array([[-1.0], [0.4]])])
def test_flag_of_the_whole(x) -> None:
    check(by_a_flag_of_the_whole, x, x + 1.0)


@pytest.mark.parametrize("x", [1.5, -1.5])
def test_sum_of_what_a_flag_chose(x) -> None:
    def fun(x):
        return 2 * x + np.sum(x[x > 0])

    assert s2s.grad(fun)(np.array(x)) == (3.0 if x > 0 else 2.0)
    assert s2s.jvp(fun, (np.array(x),), (np.array(1.0),))[1] == (3.0 if x > 0 else 2.0)

"""The copy of an argument that is written into lay in C's order: what is a view of the argument was none of it."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check


def raveled(a):
    r = a.ravel()
    r[0] = 5.0 * a[0, 1]
    return np.sum(a**2) + np.sum(r)


def reshaped_transpose(a):
    r = a.T.reshape(-1)
    r[0] = 5.0 * a[0, 1]
    return np.sum(a**2) + np.sum(r)


def seen_in_memory_order(a):
    a[0, 0] *= 2.0
    return np.sum(a.ravel("K") * np.arange(a.size))


def made_alike(a):
    a *= 1.5
    s = np.zeros_like(a)
    s.reshape(-1)[:] = 1.0
    return np.sum(s * a**2) + 0.5 * np.sum(a)


def _flattened(a):
    return a.reshape(-1)


def by_a_helper(a):
    _flattened(a)[1] = a[1, 1] ** 2
    return np.sum(a**2 * a[0, 0])


def summed(a):
    a *= 1.1
    return np.sum(a**2 / 7.0) + np.sum(a, axis=0)[0]


WHOLE = np.random.default_rng(3).normal(size=(4, 6, 2))
LAYOUTS = {
    "C": lambda whole: np.ascontiguousarray(whole[:, :, 0]),
    "F": lambda whole: np.asfortranarray(whole[:, :, 0]),
    "columns": lambda whole: whole[:, ::2, 1],
    "reversed": lambda whole: whole[::-1, :, 0],
    "turned": lambda whole: whole.transpose(2, 0, 1)[0],
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "fun", [raveled, reshaped_transpose, seen_in_memory_order, made_alike, by_a_helper, summed]
)
def test_views_are_the_same(fun, layout):
    a = LAYOUTS[layout](WHOLE.copy())

    def at(h, along):
        moved = LAYOUTS[layout](WHOLE.copy())
        moved += h * along
        return fun(moved)

    before = a.copy()
    value, gradient = s2s.value_and_grad(fun)(a)
    assert value == at(0.0, np.zeros(a.shape))
    assert np.array_equal(a, before)
    along = np.random.default_rng(5).normal(size=a.shape)
    slope = (at(1e-6, along) - at(-1e-6, along)) / 2e-6
    assert np.sum(gradient * along) == pytest.approx(slope, rel=1e-7)
    try:
        tangent = s2s.jvp(fun, (a,), (along,))[1]
    except s2s.S2SError as error:
        assert "layout" in str(error)
    else:
        assert tangent == pytest.approx(slope, rel=1e-7)


def local_array_in_memory_order(x):
    a = np.asfortranarray(np.outer(x, x**2))
    v = (a > 0.0).ravel("K") * a.ravel("K") + a[::-1].flatten("K")
    a[1] = x * 3.0
    return np.sum(v**2 * np.arange(9.0)) + a.sum()


def test_what_is_kept_lies_alike():
    check(local_array_in_memory_order, np.array([0.3, -1.2, 0.7]))

"""`v.base` in a condition was that of a stand-in, which is None; as a value no derivative flowed through it."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check

X = np.array([0.6, 1.3, -0.4, 0.9])


def a_view_of_it(x):
    z = x.copy()
    v = z[1:]
    return x[0] * 2 if v.base is z else x[0]


def of_the_argument(x):
    u = x[1:]
    if u.base is x:
        return x[0] * x[1]
    return x[0]


def no_view(x):
    u = x[1:]
    w = u * 2
    if u.base is None or w.base is not None:
        return x[0] * x[1]
    return x[2] ** 2


def of_a_flat_view(x):
    z = x * 2
    return z[0] ** 2 if z.ravel().base is z else z[1] ** 2


def own_data_before_a_write(x):
    z = x * 2
    v = z[1:]
    if v.base is not None:
        v = v.copy()
    v[0] *= 3
    return z @ z + v @ v


def two_views_of_one(x):
    z = x * 2
    v, w = z[1:], z[:2]
    return x[0] ** 2 if v.base is not w.base else x[1] ** 3


def asked_by_name(x):
    z = x * 2
    v = z[1:]
    return x[0] ** 2 if getattr(v, "base", None) is z else x[1] ** 3


def as_a_factor(x):
    z = x * 2
    v = z[1:]
    return x[0] ** 2 * (v.base is z) + x[1] ** 3 * (v.base is None)


def flags(x):
    z = x * 2
    v = z[::2]
    if v.flags.owndata or v.flags.c_contiguous:
        return x[0] ** 2
    return x[1] ** 3


def the_base_itself(x):
    z = x * 2
    return z[1:].base[0] * z[1]


def written_by_its_base(x):
    z = x * 2
    v = z[1:]
    v.base[0] = 5 * x[1]
    return z[0] * z[1]


def up_to_the_first(x):
    z = x * 2
    v = z[1:]
    while v.base is not None:
        v = v.base
    return v @ v


def one_of_two(x):
    z = x * 2
    v = z[1:]
    w = v if v.base is None else v.base
    return w @ w


ASKED = [
    a_view_of_it, of_the_argument, no_view, of_a_flat_view, own_data_before_a_write,
    two_views_of_one, asked_by_name, as_a_factor, flags,
]  # fmt: skip


@pytest.mark.parametrize("f", ASKED, ids=lambda f: f.__name__)
def test_asked(f) -> None:
    check(f, X)
    steep = s2s.grad(f)
    v = np.array([0.3, -0.2, 0.5, 0.7])
    expected = (steep(X + 1e-6 * v) - steep(X - 1e-6 * v)) / 2e-6
    assert s2s.hvp(f)(X, v) == pytest.approx(expected, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize(
    "f", [the_base_itself, written_by_its_base, up_to_the_first, one_of_two],
    ids=lambda f: f.__name__,
)  # fmt: skip
def test_used(f) -> None:
    for derivative in (s2s.grad(f), lambda x: s2s.jvp(f, (x,), (x,))):
        with pytest.raises(s2s.UnsupportedError, match="no rule for the attribute `base`"):
            derivative(X)

"""`bar = saved; bar[...] += ct`: the write went once the alias was replaced by what it stands for."""

from __future__ import annotations

import numpy as np

from s2s.testing import check


def taken(z):
    c = z[...].copy()
    z[...] = 0.0
    return c


def program(x):
    z = x * 2.0
    p = taken(z)
    return np.sum(p * x) + np.sum(z)


def test_whole_read_and_store_in_a_helper() -> None:
    check(program, np.arange(1.0, 4.0))

"""`x_bar[0] += g_rev(saved)` read `x_bar[0]` before the call that writes `x_bar`."""

from __future__ import annotations

import numpy as np

from s2s.testing import check


def scale(a, s):
    a *= s


def test_call_stays_before_the_store_that_it_changes() -> None:
    def f(x):
        scale(x, x[0])
        return np.sum(x**2)

    check(f, np.array([0.5, -1.2, 2.0, 0.7]))

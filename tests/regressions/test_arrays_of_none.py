"""Arrays of ``None`` in objects that hold what varies: they are overwritten later, and hold nothing."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import s2s
from s2s.testing import check

POINT = np.array([0.3, 0.5])


class Filter:
    def __init__(self, size):
        self.size = size
        self.z = np.array([[None] * self.size]).T
        self.last = np.full(size, None)
        self.x = np.zeros((size, 1))

    def update(self, z):
        if z is None:
            self.z = np.array([[None] * self.size]).T
            self.last = copy.deepcopy(self.z)
            return
        self.z = copy.deepcopy(z)
        self.x = self.x + z * self.size


def overwritten(x):
    made = Filter(2)
    made.update(x.reshape(2, 1))
    return np.sum(made.x * made.z)


def missing_at_times(x):
    made = Filter(2)
    for i in range(3):
        made.update(None if i == 1 else x.reshape(2, 1) * i)
    return np.sum(made.x**2) if made.last[0] is None else np.sum(made.x)


def filled(x):
    made = Filter(2)
    made.update(x.reshape(2, 1))
    made.last[0] = x[0] * x[1]
    return made.last[0] + made.x[0, 0]


def filled_by_reference(x):
    made, part = Filter(2), [0.0]
    made.update(x.reshape(2, 1))
    made.last[0] = part
    part[0] = x[0] * x[1]
    return made.last[0][0] + made.x[0, 0]


@pytest.mark.parametrize("fun", [overwritten, missing_at_times])
def test_nothing_is_in_them(fun) -> None:
    check(fun, POINT)


@pytest.mark.parametrize("fun", [filled, filled_by_reference])
def test_refused(fun) -> None:
    for derive in (s2s.grad(fun), lambda x, fun=fun: s2s.jvp(fun, (x,), (x,))):
        with pytest.raises(s2s.S2SError, match="dtype object") as caught:
            derive(POINT)
        assert __file__ in str(caught.value)

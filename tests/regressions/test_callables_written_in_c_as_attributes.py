"""The cotangent of an object that holds a function of NumPy's, or an open file, could not be made."""

from __future__ import annotations

import functools
import io

import numpy as np
import pytest

import s2s


class Filter:
    def __init__(self, held):
        self.gain = 1.5
        self.held = held

    def update(self, z):
        return self.gain * z * z


HELD = [
    np.linalg.inv,
    functools.partial(np.dot, 2.0),
    io.StringIO(),
    ValueError("no"),
    functools.cache(abs),
]


@pytest.mark.parametrize("held", HELD, ids=lambda held: type(held).__name__)
def test_both_modes(held) -> None:
    _, pullback = s2s.vjp(Filter.update, Filter(held), 2.0)
    of_self, of_z = pullback(1.0)
    assert (of_self.gain, of_self.held, of_z) == (4.0, None, 6.0)
    moving = Filter(None)
    moving.gain = 1.0
    _, slope = s2s.jvp(Filter.update, (Filter(held), 2.0), (moving, 1.0))
    assert slope == 10.0

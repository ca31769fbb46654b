"""Words that no call gives are read beside others that are written: an empty dict stays empty."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from tests.programs.in_place_helpers import many


def _written_before(w, x):
    def step(z):
        w[1] = z * w[0]
        return w[2] + z

    first = many(*w, scale=x)
    w[1] *= x
    kept = [w, w]
    return first * step(x) + many(*kept[0], scale=x, p=x)


def test_empty_words() -> None:
    s2s.check_grads(_written_before, np.array([0.5, 2.0, 3.0]), 2.0)


@pytest.mark.parametrize("given", [(), (3.0,)])
def test_positions_that_may_be_none(given: tuple[float, ...]) -> None:
    assert s2s.grad(lambda x: many(*given, scale=x) + x)(2.0) == 1.0 + sum(given)

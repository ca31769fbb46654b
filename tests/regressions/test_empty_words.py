"""Words that no call gives are read beside others that are written: an empty dict stays empty."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def _many(*parts, scale=0.5, **more):
    total = 0.0
    for part in parts:
        total = total + part * scale
    for key, z in more.items():
        total += z if key == "p" else 0.5 * z
    return total


def _written_before(w, x):
    def step(z):
        w[1] = z * w[0]
        return w[2] + z

    first = _many(*w, scale=x)
    w[1] *= x
    kept = [w, w]
    return first * step(x) + _many(*kept[0], scale=x, p=x)


def test_empty_words() -> None:
    s2s.check_grads(_written_before, np.array([0.5, 2.0, 3.0]), 2.0)


@pytest.mark.parametrize("given", [(), (3.0,)])
def test_positions_that_may_be_none(given: tuple[float, ...]) -> None:
    assert s2s.grad(lambda x: _many(*given, scale=x) + x)(2.0) == 1.0 + sum(given)

"""`zip(..., strict=True)` compares the lengths."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([1.0, 2.0, 3.0])


def handled(x, w):
    try:
        s = 0.0
        for a, b in zip(x, w, strict=True):
            s += a * b
    except ValueError:
        s = x.sum() * 7
    return s


def listed(x, w):
    return sum([a * b for a, b in zip(x, w, strict=True)])


def ranged(x, w):
    return sum(i * b for i, b in zip(range(3), [x[0], 2.0 * x[1], *w], strict=True))


@pytest.mark.parametrize(
    ("fun", "w"), [(handled, [1.0, 2.0]), (handled, X), (listed, X), (ranged, [3.0])]
)
def test_as_python(fun, w) -> None:
    s2s.check_grads(lambda x: fun(x, w), X, modes=("rev", "fwd"))


@pytest.mark.parametrize("fun", [listed, ranged])
@pytest.mark.parametrize("w", [[1.0, 2.0], [1.0, 2.0, 3.0, 4.0]])
def test_lengths_that_differ(fun, w) -> None:
    with pytest.raises(ValueError, match=r"zip\(\) argument 2 is") as expected:
        fun(X, w)
    with pytest.raises(ValueError, match=r"zip\(\) argument 2 is") as found:
        s2s.grad(fun)(X, w)
    assert str(found.value) == str(expected.value)

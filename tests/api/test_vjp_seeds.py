"""The cotangent that a pullback is given has the structure and shape of the value."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([0.5, 1.5, -2.0])

WRONG = {
    "shorter": (lambda x: x * 2.0, np.ones(2), ValueError),
    "a number for an array": (lambda x: x * 2.0, 1.0, ValueError),
    "an array for a number": (np.sum, np.ones(3), ValueError),
    "a list for two": (lambda x: (x, np.sum(x)), [np.ones(3)], TypeError),
    "complex for real": (np.sum, 1j, TypeError),
    "text": (np.sum, "1.0", TypeError),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_seed(name: str) -> None:
    function, seed, error = WRONG[name]
    _, pullback = s2s.vjp(function, X)
    with pytest.raises(error, match="y_bar"):
        pullback(seed)


def test_seeds_that_fit() -> None:
    _, pullback = s2s.vjp(lambda x: (x * 2.0, np.sum(x)), X)
    np.testing.assert_array_equal(pullback((np.ones(3), 1.0))[0], [3.0, 3.0, 3.0])
    np.testing.assert_array_equal(pullback((None, np.float64(1.0)))[0], np.ones(3))
    np.testing.assert_array_equal(pullback(([1, 0, 0], 0))[0], [2.0, 0.0, 0.0])

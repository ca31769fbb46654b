"""A pushforward took the tangent at the array as it had become since."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def test_the_primal_is_overwritten() -> None:
    x = np.ones(3)
    y, pushforward = s2s.linearize(lambda x, n: n * x**3, x, 2)
    x[:] = 5.0
    np.testing.assert_array_equal(pushforward(np.ones(3), None), np.full(3, 6.0))
    np.testing.assert_array_equal(y, np.full(3, 2.0))


def test_what_stands_still_changes_from_call_to_call() -> None:
    _, pushforward = s2s.linearize(lambda a, b: a * b, 3.0, 5.0)
    assert [pushforward(1.0, None), pushforward(None, 1.0), pushforward(1.0, 1.0)] == [
        5.0,
        3.0,
        8.0,
    ]
    assert pushforward(None, None) == 0.0


def test_tangents_that_do_not_fit() -> None:
    _, pushforward = s2s.linearize(lambda a, b: a * b, 3.0, np.ones(2))
    with pytest.raises(TypeError, match="2 primals and 1 tangents"):
        pushforward(1.0)
    with pytest.raises(ValueError, match=r"tangents\[1\]"):
        pushforward(1.0, np.ones(3))

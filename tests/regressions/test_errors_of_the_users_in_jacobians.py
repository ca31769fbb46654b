"""A NotImplementedError of the user's own was taken for one of ours, and the function was run again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s

CALLS: list[int] = []


def unfinished(x: Any) -> Any:
    CALLS.append(1)
    if x[0] > 0:
        raise NotImplementedError("the other branch")
    return np.tanh(x) * x


@pytest.mark.parametrize("made", [s2s.jacfwd(unfinished), s2s.jacrev(unfinished)])
def test_it_runs_once(made: Any) -> None:
    CALLS.clear()
    with pytest.raises(NotImplementedError, match="the other branch"):
        made(np.array([1.0, 2.0, 3.0]))
    assert len(CALLS) == 1


def test_arguments_that_share_memory() -> None:
    def written(a: Any, b: Any) -> Any:
        a *= 2.0
        return a * b

    x = np.array([1.0, 2.0, 3.0])
    first, second = s2s.jacfwd(lambda a, b: a * b[::-1], argnums=(0, 1))(x, x)
    np.testing.assert_array_equal(first, np.diag(x[::-1]))
    np.testing.assert_array_equal(second, np.diag(x)[:, ::-1])
    with pytest.raises(s2s.S2SError, match="shares memory"):
        s2s.jacfwd(written, argnums=(0, 1))(x, x)

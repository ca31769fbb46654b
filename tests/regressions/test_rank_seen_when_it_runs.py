"""What generated code cannot be made for, seen when it runs, was a `TypeError` without a place."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def of_unknown_rank(x):
    y = np.squeeze(x * 2.0)
    y += x[0]
    return np.sum(y)


def test_it_is_an_error_of_ours_with_a_place() -> None:
    x = np.ones(3)
    with pytest.raises(s2s.S2SError, match="a number or an array|augmented assignment") as caught:
        s2s.jvp(of_unknown_rank, (x,), (x,))
    text = str(caught.value) + "".join(getattr(caught.value, "__notes__", ()))
    assert "test_rank_seen_when_it_runs.py:" in text

"""A global array that stood in a display of the function was written into through the display."""

from __future__ import annotations

import numpy as np
import pytest

import s2s

DATA = np.ones(3)
ITEMS = [1.0, 2.0]


def in_a_list(w):
    held = [DATA]
    held[0] *= w
    return held[0].sum()


def in_a_dict(w):
    held = {"a": DATA}
    held["a"][1] = w
    return held["a"].sum()


def in_a_tuple(w):
    first, _ = (DATA, 1)
    first[0] = w
    return first.sum()


def list_in_a_dict(w):
    held = {"a": ITEMS}
    held["a"].append(w)
    return sum(held["a"])


@pytest.mark.parametrize("fun", [in_a_list, in_a_dict, in_a_tuple, list_in_a_dict])
def test_write_is_an_error_and_the_global_stays(fun) -> None:
    with pytest.raises(s2s.MutationError, match="from outside of the function"):
        s2s.grad(fun)(2.0)
    assert DATA.tolist() == [1.0, 1.0, 1.0]
    assert ITEMS == [1.0, 2.0]


def test_reading_them_there_is_right() -> None:
    assert s2s.grad(lambda w: np.stack([DATA, DATA * w])[1] @ [DATA][0] * sum([*ITEMS]))(2.0) == 9.0

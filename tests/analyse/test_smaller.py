"""Kinds of results of arrays of many axes, asked of small stand-ins."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.analyse import kinds as k
from s2s.analyse.stand_in_calls import call_on_stand_ins
from s2s.analyse.standins import NoStandIn

DIMS = ((71, 100), (72, 103), (73, 110), (74, 120))
A = k.Array("float64", DIMS)
WIDE = k.Array("float64", (*DIMS, (75, 140)))
SIZE = 71 * 72 * 73 * 74, 100 * 103 * 110 * 120


def number(value):
    return k.Scalar(int, (value, value))


def shaped(*dims):
    return k.Array("float64", dims)


@pytest.mark.parametrize(
    ("function", "args", "expected"),
    [
        (np.transpose, [A], shaped(*DIMS[::-1])),
        (np.sum, [A, number(1)], shaped(DIMS[0], DIMS[2], DIMS[3])),
        (np.ravel, [A], shaped(SIZE)),
        (np.size, [A], k.Scalar(int, SIZE)),
        (np.concatenate, [k.Tuple((A, A)), number(1)], shaped(DIMS[0], (144, 206), *DIMS[2:])),
        (np.diff, [A], shaped(*DIMS[:3], (73, 119))),
        (np.pad, [A, number(2)], shaped((75, 104), (76, 107), (77, 114), (78, 124))),
        (np.matmul, [A, shaped(DIMS[3], (75, 140))], shaped(*DIMS[:3], (75, 140))),
        (np.copy, [WIDE], WIDE),
    ],
    ids=lambda part: getattr(part, "__name__", None),
)
def test_lengths_are_those_of_the_arguments(function, args, expected) -> None:
    assert call_on_stand_ins(function, args, {}) == expected


def test_a_call_that_fails_is_not_tried_on_large_stand_ins() -> None:
    with pytest.raises(NoStandIn):
        call_on_stand_ins(np.reshape, [WIDE, k.Tuple((number(3), number(5)))], {})


def test_a_length_of_no_known_form_is_not_guessed() -> None:
    with pytest.raises(NoStandIn):
        call_on_stand_ins(np.repeat, [WIDE, number(7), number(0)], {})

"""Errors stood in files of this package or of Python itself, where the user's call is what helps."""

from __future__ import annotations

import json

import numpy as np
import pytest

import s2s


def of_python(x, v):
    return sum(map(lambda t: json.loads(t), [x, x * 2.0]))


def of_ours(x, v):
    z = max([x, x * 2.0], key=bytes)
    return np.sum(v * v) + z


def through_a_helper(x, v):
    return of_python(x * 2.0, v) + 1.0


@pytest.mark.parametrize(
    ("fun", "line"),
    [
        (of_python, "json.loads(t)"),
        (of_ours, "max([x, x * 2.0], key=bytes)"),
        (through_a_helper, "json.loads(t)"),
    ],
)
def test_the_call_is_shown(fun, line: str) -> None:
    with pytest.raises(s2s.S2SError) as caught:
        s2s.grad(fun)(0.7, np.ones(3))
    place = caught.value.place
    assert place is not None
    assert place.source.filename == __file__
    assert line in place.source.line(place.line)

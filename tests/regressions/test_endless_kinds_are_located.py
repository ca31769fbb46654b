"""A recursion whose arguments' kinds never end was refused without saying where."""

from __future__ import annotations

import pytest

import s2s


def nested(x, depth):
    if depth == 0:
        return x[0]
    return nested((x,), depth - 1)[0]


def test_place_is_named() -> None:
    with pytest.raises(s2s.S2SError, match=r"kinds_are_located.py:1[03]"):
        s2s.grad(lambda x: nested((x,), 3))(1.0)

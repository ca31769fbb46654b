"""The wrapper of a partial was called as its function, and `<lambda>` is no name."""

from __future__ import annotations

import functools

import s2s


def test_partial_of_a_lambda() -> None:
    assert s2s.grad(functools.partial(lambda a, b: a * b, 2.0))(3.0) == 2.0

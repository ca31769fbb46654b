"""Equality of nested values, bit for bit."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from s2s.testing.leaves import children


def same(left: Any, right: Any, path: str = "") -> str | None:
    """Say where two nested values first differ, or return None if they are equal bit for bit.

    Types, structure, shapes, dtypes and the bits of every number count; nan equals nan.
    Functions and objects of unknown classes are not compared.

    >>> same((1.0, [2.0]), (1.0, [2.0]))
    >>> same((1.0, [2.0]), (1.0, [2.5]), "y")
    'y[1][0] is 2.0 on one side and 2.5 on the other'
    >>> same(1.0, np.float64(1.0), "y")
    'y is a float on one side and a float64 on the other'
    """
    if type(left) is not type(right):
        return f"{path} is a {_name(left)} on one side and a {_name(right)} on the other"
    parts = children(left)
    if parts is None:
        return _same_leaf(left, right, path)
    others = children(right)
    assert others is not None, "equal types have equal structure"
    if [step for step, _ in parts] != [step for step, _ in others]:
        return f"{path} has {len(parts)} parts on one side and {len(others)} on the other"
    for (step, part), (_, other) in zip(parts, others, strict=True):
        difference = same(part, other, path + step)
        if difference is not None:
            return difference
    return None


def _same_leaf(left: Any, right: Any, path: str) -> str | None:
    if isinstance(left, (np.ndarray, np.generic)):
        if left.dtype != right.dtype or left.shape != right.shape:
            return (
                f"{path} is {left.dtype}{list(left.shape)} on one side "
                f"and {right.dtype}{list(right.shape)} on the other"
            )
        equal = left.dtype.hasobject or left.tobytes() == right.tobytes()
    elif isinstance(left, (float, complex)):
        equal = _bits(left) == _bits(right)
    elif isinstance(left, (bool, int, str, bytes, type(None))):
        equal = left == right
    else:
        return None
    return None if equal else f"{path} is {left!r} on one side and {right!r} on the other"


def _bits(number: complex) -> bytes:
    return struct.pack("dd", number.real, number.imag)


def _name(value: Any) -> str:
    return type(value).__name__

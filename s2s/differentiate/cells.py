"""Shadows of what may be a number or an array."""

from __future__ import annotations

from s2s.analyse import kinds as k


def is_cell(kind: k.Kind) -> bool:
    """Whether a value may be a number or an array: its shadow is an array of rank 0, or like it.

    >>> is_cell(k.Unknown()), is_cell(k.Unknown(array=True)), is_cell(k.Scalar(float))
    (True, False, False)
    """
    return isinstance(kind, k.Unknown) and not kind.array and kind.shape is None

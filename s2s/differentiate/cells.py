"""Shadows of what may be a number or an array."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.syntax import build


def is_cell(kind: k.Kind) -> bool:
    """Whether a value may be a number or an array: its shadow is an array of rank 0, or like it.

    >>> is_cell(k.Unknown()), is_cell(k.Unknown(array=True)), is_cell(k.Scalar(float))
    (True, False, False)
    """
    return isinstance(kind, k.Unknown) and not kind.array and kind.shape is None


def zero_shadow(name: str, kind: k.Kind) -> gast.Call:
    """A shadow of zeros for a name of this kind: its cell, or what has its structure."""
    return build.call("rt.cell" if is_cell(kind) else "rt.shadows", build.name(name))

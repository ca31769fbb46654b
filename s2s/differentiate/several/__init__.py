"""Tangents along several directions at once, from the code for one: a leading axis is carried through."""

from s2s.differentiate.several.parts import OneAtATime
from s2s.differentiate.several.several import several

__all__ = ["OneAtATime", "several"]

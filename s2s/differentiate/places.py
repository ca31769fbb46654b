"""Places, such as ``a[key]`` and ``obj.attr``, as targets and as values."""

from __future__ import annotations

import gast

from s2s.syntax import build, walk


def stored(place: gast.expr) -> gast.expr:
    """A subscript or attribute as the target of an assignment."""
    fresh = walk.clone(place)
    fresh.ctx = gast.Store()
    return fresh


def loaded(place: gast.expr) -> gast.expr:
    """The target of an assignment as it is read."""
    fresh = walk.clone(place)
    fresh.ctx = gast.Load()
    return fresh


def slices(key: gast.expr) -> gast.expr:
    """An index as a value: slices spelled with ``slice``."""
    if isinstance(key, gast.Slice):
        parts = [part or build.const(None) for part in (key.lower, key.upper, key.step)]
        return build.call("slice", *[walk.clone(part) for part in parts])
    if isinstance(key, gast.Tuple):
        return build.tuple_([slices(part) for part in key.elts])
    return walk.clone(key)

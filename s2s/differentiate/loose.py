"""What may be a number or an array, in a list or object whose items are replaced: adjoints by value."""

from __future__ import annotations

from collections.abc import Iterable

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed, UserCall
from s2s.syntax import walk


def loose(typed: Typed, names: Iterable[str]) -> set[str]:
    """Those names of values of unknown rank that need no shadow, though what holds them has one.

    A shadow of a number is a number, which nobody can add to by another name. Where no element of
    an array is overwritten, here or by who calls, it is as good to hold the adjoint by value, and to
    add it to the place in the shadow that the value was read from. Functions that are called expect
    shadows, though.
    """
    unknown = {name for name in names if isinstance(k.solid(typed.env[name]), k.Unknown)}
    unknown -= typed.memory.overwritten | typed.memory.exposed
    return unknown - _passed(typed) if unknown else unknown


def _passed(typed: Typed) -> set[str]:
    """Names that the function that calls, or one that is called, holds by reference."""
    found = {name for name, ref in zip(typed.params, typed.refs, strict=True) if ref}
    if typed.by_reference and isinstance(typed.result, gast.Name):
        found.add(typed.result.id)
    for _, resolution in typed.calls.values():
        if isinstance(resolution, UserCall):
            pairs = zip(resolution.args, resolution.callee.refs, strict=True)
            found |= {arg.id for arg, ref in pairs if ref and isinstance(arg, gast.Name)}
    for node in walk.statements(typed.body):
        made = typed.resolution(getattr(node, "value", None))
        if isinstance(made, UserCall) and made.callee.by_reference:
            found |= walk.bound(node)
    return found

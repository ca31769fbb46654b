"""Iterators whose steps act: refused where it is not known when their steps are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse.typed import UserCall
from s2s.analyse.uses import at_once
from s2s.errors import UnsupportedError

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


def check_steps(walker: Walker, node: gast.Call, made: gast.expr | None) -> None:
    """Refuses ``map`` and its like of a function that acts, unless all calls are made at once.

    Raises:
        UnsupportedError: with the place of the call.
    """
    call = walker.typed.resolution(made)
    if not isinstance(call, UserCall) or not writes(call):
        return
    if walker.target is None or not at_once(walker, walker.target):
        raise walker.fail(
            UnsupportedError,
            "s2s cannot differentiate an iterator whose steps write, used in this way",
            node,
            "which of its steps are taken, and when, is not known",
            "write the loop, or list it at once: `list(map(...))`",
        )


def writes(call: UserCall) -> bool:
    """Whether a call changes what it is given, or has another effect."""
    return call.callee.effects or any(
        (region.arrays or region.slots) and any(place >= 0 for place in region.members)
        for region in call.callee.memory.regions
    )

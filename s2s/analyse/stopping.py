"""Whether a `StopIteration` leaves a function before it has written anything."""

from __future__ import annotations

import gast

from s2s.analyse.typed import Typed, UserCall
from s2s.analyse.writes import written
from s2s.syntax import walk


def stops_first(call: UserCall, errors: list[gast.expr]) -> bool:
    """Whether only ``StopIteration`` is handled, and the call raises it before its first write."""
    return (
        only_stops(errors)
        and not call.callee.in_progress
        and _first(call.callee.body, call.callee, [False])
    )


def only_stops(errors: list[gast.expr]) -> bool:
    """Whether ``StopIteration`` alone is handled."""
    return [getattr(error, "id", "") for error in errors] == ["StopIteration"]


def _first(body: list[gast.stmt], typed: Typed, wrote: list[bool]) -> bool:
    """Whether nothing stops after a write; ``wrote`` says whether one was seen, and is set."""
    for node in body:
        if wrote[0] and may_stop([node], typed):
            return False
        match node:
            case gast.If():
                first, second = [False], [False]
                if not (_first(node.body, typed, first) and _first(node.orelse, typed, second)):
                    return False
                wrote[0] = wrote[0] or first[0] or second[0]
            case gast.For() | gast.While() | gast.With():
                inner = [False]
                loops = not isinstance(node, gast.With)
                if not _first(node.body, typed, inner):
                    return False
                if loops and inner[0] and may_stop(node.body, typed):
                    return False  # in a later iteration
                wrote[0] = wrote[0] or inner[0]
            case _:
                callee = _callee(node, typed)
                if callee is not None and not _first(callee.body, callee, [False]):
                    return False
                wrote[0] = wrote[0] or bool(written(node, typed))
    return True


def may_stop(body: list[gast.stmt], typed: Typed) -> bool:
    """Whether a statement may raise ``StopIteration``."""
    for node in walk.statements(body):
        if isinstance(node, gast.Raise):
            return True
        callee = _callee(node, typed)
        if callee is not None and (callee.in_progress or may_stop(callee.body, callee)):
            return True
        calls = (part for part in walk.nodes(node) if isinstance(part, gast.Call))
        if any(isinstance(part.func, gast.Name) and part.func.id == "next" for part in calls):
            return True
    return False


def _callee(node: gast.stmt, typed: Typed) -> Typed | None:
    """The function that a statement calls."""
    call = typed.resolution(getattr(node, "value", None))
    return call.callee if isinstance(call, UserCall) else None

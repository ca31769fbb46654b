"""Whether a program asks how its arrays lie in memory: then the copies of its arguments lie alike."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit
from s2s.syntax import build, walk

# They give a view or a copy, by the layout of what they are given, or show the layout itself.
_ASK = frozenset(
    "reshape ravel view ascontiguousarray asfortranarray require may_share_memory shares_memory"
    " strides flags".split()
)


def lies_alike(unit: Unit, typed: Typed, names: list[str]) -> bool:
    """Whether the copy of a group of arguments need not be told more than the shape of one array."""
    if len(names) != 1 or not isinstance(typed.env[names[0]], k.Array):
        return False
    return not asks_layout(unit)


def asks_layout(unit: Unit) -> bool:
    """Whether a function of the program asks how an array lies in memory."""
    return any(_asks(function) for function in unit.functions.values())


def plain_copy(name: str, kind: k.Kind) -> gast.expr:
    """``x.copy()``, with the axes in the order in memory that they have."""
    copy = build.attribute(build.name(name), "copy")
    several = isinstance(kind, k.Array) and len(kind.shape) > 1
    return build.call(copy, build.const("K")) if several else build.call(copy)


def _asks(typed: Typed) -> bool:
    for node in walk.nodes(typed.body):
        if isinstance(node, gast.Attribute) and node.attr in _ASK:
            return True
        if isinstance(node, gast.keyword) and node.arg == "order":
            return True
    return False

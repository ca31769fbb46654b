"""What a function reads from outside, as its text mentions it."""

from __future__ import annotations

import collections
from collections.abc import Hashable

import gast

from s2s.analyse import kinds as k
from s2s.analyse.forms import Forms
from s2s.analyse.typed import Typed
from s2s.syntax import build, walk


def readers(typed: Typed) -> dict[str, gast.expr]:
    """Names of containers outside of which items are read, and nothing else; and their places."""
    places: dict[str, gast.expr] = {}
    bases: collections.Counter[str] = collections.Counter()
    for node in walk.statements(typed.body):
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                if mentioned(typed, value) is not None:
                    places[name] = value
                elif isinstance(value, gast.Subscript) and isinstance(value.value, gast.Name):
                    bases[value.value.id] += 1
    if not places:
        return {}
    mentions = collections.Counter(
        node.id for node in walk.nodes(typed.body) if isinstance(node, gast.Name)
    )
    return {
        name: place
        for name, place in places.items()
        if k.is_structure(typed.env.get(name, k.Opaque())) and mentions[name] == bases[name] + 1
    }


def mentioned(typed: Typed, value: gast.expr | None) -> tuple[Forms, Forms, object] | None:
    """What is known of what an expression reads from outside."""
    return None if value is None else typed.mentioned.get(key_outside(value))


def key_outside(value: gast.expr) -> Hashable:
    """What identifies a place outside, as the user spells it or as generated code reads it."""
    path = build.path(value)
    return walk.key(value) if path is None else path

"""How often each name of a function is assigned."""

from __future__ import annotations

import gast

from s2s.analyse.typed import Typed
from s2s.syntax import walk


def assigned(typed: Typed) -> dict[str, int]:
    """The number of places where each name gets its value; a parameter has one."""
    found: dict[str, int] = dict.fromkeys(typed.params, 1)
    for node in walk.statements(typed.body):
        for name in _targets(node):
            found[name] = found.get(name, 0) + 1
    return found


def _targets(node: gast.stmt) -> set[str]:
    if isinstance(node, gast.For):
        return walk.bound(node.target)
    if isinstance(node, gast.If | gast.While):
        return set()
    if isinstance(node, gast.With):
        return walk.bound(node.items)
    return walk.bound(node)

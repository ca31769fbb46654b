"""Items that a generator gives one by one: s2s lists them, so none may be overwritten by the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.forms import forms, meet
from s2s.analyse.typed import Typed
from s2s.analyse.writes import all_written
from s2s.errors import UnsupportedError
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


def draw(walker: Walker, node: gast.Call) -> gast.expr:
    """``rt.drawn(item)`` of the normal form: the item itself, which is noted."""
    item = node.args[0]
    if isinstance(item, gast.Name) and walker.target is not None:
        walker.typed.drawn[walker.target] = (node, item.id)
    walker.resolver.kind, walker.resolver.varied = walker.kind(item), walker.varies(item)
    return walker.link(item)


def released(walker: Walker, items: gast.expr) -> None:
    """Forgets the items of a list: whoever gets it holds them all, in the user's program too."""
    for name, item in filter(None, map(walk.appended, walk.statements(walker.text.node.body))):
        if isinstance(items, gast.Name) and name == items.id and isinstance(item, gast.Name):
            walker.typed.drawn.pop(item.id, None)


def check_drawn(typed: Typed, walker: Walker) -> None:
    """Refuses a generator whose items are one array, filled again for each.

    Raises:
        UnsupportedError: with the place of the item.
    """
    if typed.drawn:
        for loop in walk.statements(typed.body):
            if isinstance(loop, gast.For | gast.While):
                _check(loop, typed, walker)


def _check(loop: gast.For | gast.While, typed: Typed, walker: Walker) -> None:
    memory = typed.memory
    inside = {name for node in loop.body for name in walk.bound(node)} & typed.drawn.keys()
    deeper = [node for node in loop.body if isinstance(node, gast.For | gast.While)]
    inside -= {name for node in deeper for name in walk.bound(node)}
    for goal in sorted(inside):
        node, name = typed.drawn[goal]
        root = memory.roots.get(name, name)
        held = k.solid(typed.env.get(name, k.Never()))
        if not isinstance(held, k.Array | k.Unknown | k.List | k.Tuple):
            continue
        if not meet(forms(held), memory.writes.get(root, ())):
            continue
        if root in {memory.roots.get(n, n) for n in all_written(loop, typed)}:
            raise walker.fail(
                UnsupportedError,
                "s2s cannot differentiate a generator whose items are overwritten by its next steps",
                node,
                "it would list them all, and each would be what the last one is",
                "give out a copy: `f(t).copy()`; or write a loop",
            )

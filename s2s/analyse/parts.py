"""Which of the arguments that ``*args`` and ``**kwargs`` gather vary.

A wrapper passes on what it is given. What is fixed stays fixed there: the knots of a spline, the
order of a Bessel function.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import gast

from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.normal import Normal
    from s2s.analyse.walker import Walker

Activity = bool | frozenset[Hashable]
"""Whether an argument varies; of a gathered one, the indices or keys of those items that do."""


def either(first: Activity, second: Activity) -> Activity:
    """What varies in one of two calls.

    >>> either(frozenset({0}), frozenset({1})) == frozenset({0, 1}), either(frozenset({0}), True)
    (True, True)
    """
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return first | second
    return first if second is False else second if first is False else True


def items_given(
    params: Sequence[str], active: Sequence[Activity], text: Normal
) -> dict[str, frozenset[Hashable]]:
    """Of the parameters that gather arguments and stay what they are, the items that vary."""
    assigned = walk.bound(text.node.body)
    pairs = zip(params, active, strict=True)
    return {name: on for name, on in pairs if isinstance(on, frozenset) and name not in assigned}


def activity(atom: gast.expr, walker: Walker) -> Activity:
    """What varies of an argument."""
    if not walker.varies(atom):
        return False
    return _items(atom, walker) or True


def item_varies(atom: gast.expr, key: Hashable, walker: Walker) -> bool:
    """Whether an item of a sequence or dict varies."""
    if not walker.varies(atom):
        return False
    items = _items(atom, walker)
    return items is None or key in items


def _items(atom: gast.expr, walker: Walker) -> frozenset[Hashable] | None:
    """The items that vary, where it is known; not of what active values may be written into."""
    if not isinstance(atom, gast.Name) or walker.memory.shadow(atom.id):
        return None
    return walker.parts.get(atom.id)

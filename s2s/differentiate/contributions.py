"""What one call contributes to adjoints: equal parts merged, shared work done once, in a good order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

import gast

from s2s.analyse import kinds as k
from s2s.syntax import build, walk


@dataclass
class Contribution:
    """``source_bar += value``."""

    source: str
    value: gast.expr
    kind: k.Kind


def merged(found: list[Contribution]) -> list[Contribution]:
    """Contributions where two equal ones have become one: ``x * x`` gives ``2 * y_bar * x``."""
    kept: list[Contribution] = []
    open_: dict[tuple[str, Hashable], int] = {}
    for one in found:
        if not k.is_numeric(one.kind):  # twice a list is a longer list
            kept.append(one)
            continue
        key = (one.source, walk.key(one.value))
        place = open_.pop(key, None)
        if place is None:
            open_[key] = len(kept)
            kept.append(one)
        else:
            kept[place] = Contribution(one.source, _doubled(one.value), one.kind)
    return kept


def _doubled(value: gast.expr) -> gast.expr:
    match value:
        case gast.BinOp(left=left, op=gast.Mult() | gast.Div() as op, right=right):
            return gast.BinOp(left=_doubled(left), op=op, right=right)
    return gast.BinOp(left=build.const(2), op=gast.Mult(), right=value)


def shared(found: list[Contribution], name: Callable[[gast.Call], str]) -> None:
    """Gives a name to calls that several contributions make, so that they are made once.

    Args:
        found: the contributions; their values are changed.
        name: called with each such call; emits its assignment and returns the name.
    """
    while True:
        count = Counter(walk.key(node) for one in found for node in _costly(one.value))
        again = next((text for text, times in count.items() if times > 1), None)
        if again is None:
            return
        chosen: str | None = None
        for one in found:
            for node in _costly(one.value):
                if walk.key(node) == again:
                    chosen = chosen or name(walk.clone(node))
                    one.value = _replaced(one.value, node, chosen)


def _costly(value: gast.expr) -> Iterator[gast.Call]:
    for node in walk.nodes(value):
        if isinstance(node, gast.Call) and (build.path(node.func) or "").startswith(_COSTLY):
            yield node


_COSTLY = ("np.linalg.", "rt.")


def _replaced(tree: gast.expr, old: gast.AST, name: str) -> gast.expr:
    if tree is old:
        return build.name(name)
    for node in walk.nodes(tree):
        for field, value in gast.iter_fields(node):
            if value is old:
                setattr(node, field, build.name(name))
            elif isinstance(value, list):
                setattr(node, field, [build.name(name) if v is old else v for v in value])
    return tree

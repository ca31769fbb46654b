"""Whether a run of a function may use up what it is given, so that a second one finds something else."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from s2s.analyse import kinds as k

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def may_be_used_up(
    resolver: CallResolver, kind: k.Kind, around: frozenset[Hashable] = frozenset()
) -> bool:
    """Whether a value may be, or hold, a generator of random numbers, an iterator or a file."""
    inner: Iterable[k.Kind] = k.items_of(kind)
    match kind:
        case k.Opaque() | k.Iterator() | k.Generator() | k.Mixed():
            return True
        case k.Record(fields=fields):
            inner = [value for _, value in fields]
        case k.Object(type=cls) if cls not in around:
            inner = resolver.walker.unit.heap.fields.get(kind.record, {}).values()
            around |= {cls}
        case k.Maybe(kind=held):
            inner = [held]
    return any(may_be_used_up(resolver, item, around) for item in inner)

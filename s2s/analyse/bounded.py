"""Bounded: kinds that grow without end are cut, where a recursion keeps or gives what it has made."""

from __future__ import annotations

from s2s.analyse import kinds as k

_LARGEST = 150  # parts of a kind
_DEEPEST = 4  # levels of it that are told apart where there are more
_MOST = 5000  # parts of a kind that are worth following at all


def bounded(kind: k.Kind) -> k.Kind:
    """The kind, cut where it is large: what a recursion keeps is a structure in itself, and never ends."""
    return _cut(kind, _DEEPEST) if _size(kind) > _LARGEST else kind


def fans_out(kind: k.Kind) -> bool:
    """Whether a kind is so large that to follow it takes hours: several calls of a recursion each keep as much.

    >>> pair = k.Tuple((k.Scalar(float),) * 8)
    >>> fans_out(pair), fans_out(k.Tuple((k.Tuple((k.Tuple((pair,) * 8),) * 10),) * 8))
    (False, True)
    """
    return _size(kind) > _MOST


def _size(kind: k.Kind) -> int:
    """How many kinds stand in a kind, itself included.

    >>> _size(k.Tuple((k.Scalar(float), k.List(k.Scalar(int)))))
    4
    """
    return 1 + sum(map(_size, k.items_of(kind)))


def _cut(kind: k.Kind, levels: int) -> k.Kind:
    """The kind with containers that stand deeper than some levels as what may be anything.

    >>> _cut(k.List(k.List(k.Scalar(float))), 1)
    List(item=Mixed(), type=<class 'list'>)
    """
    if k.items_of(kind) and not levels:
        return k.Mixed()
    lower = levels if isinstance(kind, k.Maybe) else levels - 1
    return k.with_items(kind, lambda item: _cut(item, lower))

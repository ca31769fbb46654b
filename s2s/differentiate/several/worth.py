"""From how many directions on one run for several tangents is faster than a run for each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set

import gast

from s2s.analyse import kinds as k
from s2s.differentiate.piece import Piece
from s2s.syntax import walk

# Measured, with the primal statement beside each: a tangent that is a number takes a twentieth of the
# time that one takes which is an array; with all directions at once a number takes 5 times as long,
# the array about as long as alone.
_NUMBER = 0.05
_SLOWER = 5.0
_LOOP = 10.0  # a statement in a loop runs so much more often


def worth(pieces: Sequence[Piece], dots: Sequence[Set[str]]) -> int:
    """The least number of directions for which the code for several serves better; at least 2.

    Args:
        pieces: the functions of forward mode, for one tangent.
        dots: the names of the tangents of each.
    """
    numbers = arrays = 0.0
    for piece, names in zip(pieces, dots, strict=True):
        for node, weight in _weighted(piece.node.body, 1.0):
            if not walk.bound(node) & names:
                continue
            if _about_arrays(node, piece):
                arrays += weight
            else:
                numbers += weight
    if not numbers + arrays:
        return 2
    alone = numbers * _NUMBER + arrays
    return max(2, math.ceil((numbers * _NUMBER * _SLOWER + arrays) / alone))


def _weighted(body: list[gast.stmt], weight: float) -> Iterator[tuple[gast.stmt, float]]:
    for node in body:
        inside = [getattr(node, name, []) for name in ("body", "orelse")]
        looped = isinstance(node, gast.For | gast.While)
        for block in inside:
            yield from _weighted(block, weight * _LOOP if looped else weight)
        if not any(inside):
            yield node, weight


def _about_arrays(node: gast.stmt, piece: Piece) -> bool:
    """Whether a statement makes an array, or reads all of one."""
    env = piece.sweep.env
    items = {
        id(part.value)
        for part in walk.within([node])
        if isinstance(part, gast.Subscript) and not _sliced(part.slice)
    }
    return any(
        isinstance(part, gast.Name)
        and id(part) not in items
        and isinstance(kind := env.get(part.id), k.Array)
        and bool(kind.shape)
        for part in walk.within([node])
    )


def _sliced(key: gast.expr) -> bool:
    return any(isinstance(part, gast.Slice) for part in walk.within([key]))

"""Stand-ins of arrays of many axes, made small.

Each unknown length stands for a pair of sizes of its own, so the sizes grow with the number of
lengths of a program; an array of five axes would fill the memory. What a function gives can be
asked of any sizes that are told apart: the lengths of such arguments take small pairs of their
own for the call, and the lengths of the result are spelled in the original ones again.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.kinds import Dim

LARGE = 2**16
"""Elements of a stand-in that is made small where that can be done."""

HUGE = 2**24
"""Elements of a stand-in that is not made."""

_FEW = 6
"""How much longer or shorter a result may be than an argument."""


class NotSpelled(Exception):
    """A length follows from the lengths of the arguments in no way that is known here."""


class Smaller:
    """Lengths of some kinds, and the small ones that take their place."""

    def __init__(self, kinds: Sequence[k.Kind]) -> None:
        dims = [dim for array in _arrays(kinds) for dim in array.shape if dim[0] != dim[1]]
        self.small = dict(zip(dict.fromkeys(dims), _pairs(), strict=False))
        self.large = {small: dim for dim, small in self.small.items()}

    def shrunk(self, kind: k.Kind) -> k.Kind:
        """A kind of an argument, in small lengths."""
        return _respelled(kind, self.small)

    def restored(self, kind: k.Kind) -> k.Kind:
        """A kind of the result, in the original lengths."""
        return _respelled(kind, self.large)


def largest(kinds: Sequence[k.Kind]) -> int:
    """The number of elements of the largest stand-in among some kinds."""
    arrays = list(_arrays(kinds))
    return max((math.prod(d[side] for d in a.shape) for a in arrays for side in (0, 1)), default=0)


def _pairs() -> Iterator[Dim]:
    """Pairs that are told apart, and from each other's sums and products."""
    return ((7, 7 + 2**i) for i in itertools.count())


def _arrays(kinds: Sequence[k.Kind]) -> Iterator[k.Array]:
    for kind in kinds:
        match kind:
            case k.Array():
                yield kind
            case k.Tuple(items=items):
                yield from _arrays(items)
            case k.List(item=item):
                yield from _arrays([item])
            case k.Record(fields=fields):
                yield from _arrays([field for _, field in fields])
            case k.Dict(entries=tuple() as entries):
                yield from _arrays([entry for _, entry in entries])


def _respelled(kind: k.Kind, lengths: Mapping[Dim, Dim]) -> k.Kind:
    def inner(part: k.Kind) -> k.Kind:
        return _respelled(part, lengths)

    match kind:
        case k.Array(dtype=dtype, shape=shape):
            return k.Array(dtype, tuple(_spelled(dim, lengths) for dim in shape))
        case k.Scalar(type=cls, value=(first, second)) if first != second:
            if not issubclass(cls, int | np.integer):
                raise NotSpelled
            low, high = _spelled((int(first), int(second)), lengths)  # type: ignore[call-overload]
            return k.Scalar(cls, (cls(low), cls(high)))
        case k.Tuple(items=items):
            return dataclasses.replace(kind, items=tuple(map(inner, items)))
        case k.List(item=item):
            return dataclasses.replace(kind, item=inner(item))
        case k.Record(fields=fields):
            return dataclasses.replace(kind, fields=tuple((n, inner(part)) for n, part in fields))
        case k.Dict(entries=tuple() as entries):
            return dataclasses.replace(kind, entries=tuple((n, inner(e)) for n, e in entries))
    return kind


def _spelled(dim: Dim, lengths: Mapping[Dim, Dim]) -> Dim:
    """A length, a sum, a difference or a product of lengths, in the lengths that stand for them."""
    if dim[0] == dim[1]:
        return dim
    if dim in lengths:
        return lengths[dim]
    found = {new for old, new in _made(lengths) if old == dim}
    if len(found) != 1:
        raise NotSpelled
    return found.pop()


def _made(lengths: Mapping[Dim, Dim]) -> Iterator[tuple[Dim, Dim]]:
    """What functions make of lengths: each in the old ones and in the new."""
    pairs = list(lengths.items())
    small = range(-_FEW, _FEW + 1)
    for (a0, a1), (b0, b1) in pairs:
        yield from (((a0 + c, a1 + c), (b0 + c, b1 + c)) for c in small)
        yield from (((a0 * c, a1 * c), (b0 * c, b1 * c)) for c in (2, 3))
    for ((a0, a1), (b0, b1)), ((c0, c1), (d0, d1)) in itertools.combinations(pairs, 2):
        yield from (((a0 + c0 + c, a1 + c1 + c), (b0 + d0 + c, b1 + d1 + c)) for c in range(-3, 4))
    for count in range(2, len(pairs) + 1):
        for chosen in itertools.combinations(pairs, count):
            old = [math.prod(p[0][side] for p in chosen) for side in (0, 1)]
            new = [math.prod(p[1][side] for p in chosen) for side in (0, 1)]
            yield from (((old[0] * c, old[1] * c), (new[0] * c, new[1] * c)) for c in range(1, 4))


__all__ = ["HUGE", "LARGE", "NotSpelled", "Smaller", "largest"]

"""Symbolic lengths: pairs of small sizes, one pair for each length that is not known."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from s2s.analyse.kinds import Dim


def _pairs() -> Iterator[Dim]:
    # A rising and B falling, so that no length is the smaller one under both assignments; no two
    # pairs have the same difference, so that `n - 2` is told from another length; and B is always
    # the greater one, so that no sum of lengths looks like a constant.
    used: set[int] = set()
    total = 22
    while True:
        for low in range(3, (total + 1) // 2):
            if total - 2 * low not in used:
                used.add(total - 2 * low)
                yield low, total - low
        total += 1


class Symbols:
    """The pairs that stand for the unknown lengths of one derivative."""

    def __init__(self) -> None:
        self._pairs: dict[Hashable, Dim] = {}
        self._fresh = _pairs()

    def pair(self, key: Hashable) -> Dim:
        """The pair of the length that ``key`` identifies; the same at every call."""
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = next(self._fresh)
        return found

    def length(self, size: int) -> Dim:
        """The pair of a length of an argument: equal lengths get equal pairs, 1 is a constant."""
        return (1, 1) if size == 1 else self.pair(("length", size))
